import { COLUMNS, type Column } from '../../postfix/masterCf';
import type { PostfixInstance } from '../../system/postfixInstance';
import type { Localized } from '../../text/localized';
import type { ItemSubject, Proposal } from './item';

/** What is being typed in an entry of master.cf. */
export type MasterPlace =
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'option-name'; readonly command: string }
  | { readonly kind: 'option-value'; readonly name: string; readonly typed: string }
  | { readonly kind: 'argument'; readonly command: string };

/** Reads the typed part of an entry. */
export function masterPlace(text: string): MasterPlace {
  const words = text.split(/\s+/);
  const column = COLUMNS[words.length - 1];
  if (column) return { kind: 'column', column };
  const command = words[COLUMNS.length - 1] ?? '';
  const setting = /(?:^|\s)-o\s*(\{[^}]*|[^\s{}]*)$/.exec(text)?.[1];
  if (setting === undefined) return { kind: 'argument', command };
  const value = /^\{?\s*([^\s=]+)\s*=\s*([\s\S]*)$/.exec(setting);
  if (!value) return { kind: 'option-name', command };
  return { kind: 'option-value', name: value[1] ?? '', typed: value[2] ?? '' };
}

const COLUMN_VALUES: Readonly<Record<Exclude<Column, 'command'>, readonly string[]>> = {
  service: ['smtp', 'submission', 'submissions', 'smtps', '127.0.0.1:10025'],
  type: ['inet', 'unix', 'unix-dgram', 'fifo', 'pass'],
  private: ['y', 'n', '-'],
  unprivileged: ['y', 'n', '-'],
  chroot: ['n', 'y', '-'],
  wakeup: ['-', '60', '300', '1000?'],
  process_limit: ['-', '0', '1'],
};

export function columnProposals(column: Column, instance: PostfixInstance): Proposal[] {
  if (column === 'command') {
    return instance.release.daemons.map(({ name }) => ({
      label: name,
      kind: 'daemon',
      subject: { group: 'daemons', name },
    }));
  }
  const subject: ItemSubject = { group: 'master-columns', name: column };
  return COLUMN_VALUES[column].map((label, index) => ({ label, kind: 'value', rank: index, subject }));
}

const VERBOSE: Localized = { en: 'verbose logging', 'zh-cn': '详细日志' };
const DEBUG: Localized = { en: 'run under debugger_command', 'zh-cn': '在 debugger_command 下运行' };
const OPTION: Localized = { en: 'parameter for this service alone', 'zh-cn': '仅对此服务生效的参数' };

interface OptionProposal {
  readonly label: string;
  readonly snippet: string;
  readonly detail: Localized;
}

const OPTIONS: readonly OptionProposal[] = [
  { label: '-o', snippet: '-o ${1:name}=${2:value}', detail: OPTION },
  { label: '-o { }', snippet: '-o { ${1:name} = ${2:value} }', detail: OPTION },
  { label: '-v', snippet: '-v', detail: VERBOSE },
  { label: '-D', snippet: '-D', detail: DEBUG },
];

/** Attributes of pipe(8) and spawn(8). */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  pipe: ['argv=', 'user=', 'flags=', 'directory=', 'chroot=', 'eol=', 'null_sender=', 'size='],
  spawn: ['argv=', 'user='],
};

export function argumentProposals(command: string, language: keyof Localized): Proposal[] {
  const options = OPTIONS.map(({ detail, ...rest }): Proposal => ({
    ...rest,
    kind: 'option',
    detail: detail[language],
  }));
  const attributes = (ATTRIBUTES[command] ?? []).map((label): Proposal => ({
    label,
    kind: 'option',
    rank: 1,
  }));
  return [...options, ...attributes];
}
