import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { DovecotFile } from '../../system/files';
import type { MailSystem } from '../../system/mailSystem';
import { format, type Localized } from '../../text/localized';
import type { DocumentLookup } from '../diagnostics';
import type { Refusal, Renameable } from '../rename';
import { toRange, type Target } from '../target';
import { entriesOf } from './entries';
import { mentionAt, occurrencesOf, type Mention } from './names';

const TEXTS = {
  nothing: { en: 'There is no name here that can change', 'zh-cn': '此处没有可以重命名的名称' },
  builtIn: {
    en: '{name} is a name that Dovecot or other programs ask for: it cannot change',
    'zh-cn': 'Dovecot 或其他程序按 {name} 这个名称查找，不能改名',
  },
  path: {
    en: 'A setting elsewhere leads through {name} with slashes: change it by hand',
    'zh-cn': '别处有设置以斜线路径写到 {name}，请手动修改',
  },
  bad: {
    en: 'A name is made of letters, digits and . _ -, not "{name}"',
    'zh-cn': '名称由字母、数字以及 . _ - 组成，不能是“{name}”',
  },
  taken: { en: '{name} exists already', 'zh-cn': '{name} 已经存在' },
} as const satisfies Record<string, Localized>;

type Reason = keyof typeof TEXTS;

/** Blocks whose names are the user's own: nothing outside of the configuration asks for them. */
const OWN_NAMES = /^(namespace|metric|event_exporter) /;

/** What would be renamed; a refusal for names that are not the user's own. */
export function prepareRename(target: Target<DovecotFile>, offset: number): Renameable | Refusal {
  const mention = mentionAt(target, offset);
  if (!mention) return refuse(target, 'nothing', '');
  const reason = reasonAgainst(mention, target.system);
  if (reason) return refuse(target, reason, mention.text);
  return { range: toRange(target.document, mention.span), placeholder: mention.text };
}

/** Renames a group, a namespace, a metric or an event exporter in all files. */
export function rename(
  target: Target<DovecotFile>,
  offset: number,
  newName: string,
  documents: DocumentLookup,
): WorkspaceEdit | Refusal {
  const prepared = prepareRename(target, offset);
  const mention = mentionAt(target, offset);
  if ('refusal' in prepared || !mention) return prepared as Refusal;
  const reason = reasonAgainstName(newName, mention, target.system);
  if (reason) return refuse(target, reason, newName);
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, span } of occurrencesOf(target.system, mention)) {
    const document = documents(uri);
    if (document) (changes[uri] ??= []).push({ range: toRange(document, span), newText: newName });
  }
  return { changes };
}

function refuse({ language }: Target<DovecotFile>, reason: Reason, name: string): Refusal {
  return { refusal: format(TEXTS[reason][language], { name }) };
}

function reasonAgainst(mention: Mention, system: MailSystem): Reason | undefined {
  const isOwn = mention.kind === 'group' || (mention.kind === 'block' && OWN_NAMES.test(mention.name));
  if (!isOwn || !occurrencesOf(system, mention).some(({ role }) => role === 'definition')) return 'builtIn';
  return isOnPath(mention, system) ? 'path' : undefined;
}

/** 2.4: `namespace/inbox/separator = /` names a block in the key of a setting. */
function isOnPath({ name }: Mention, { dovecot }: MailSystem): boolean {
  const start = `${name.replace(' ', '/')}/`;
  return (dovecot?.files ?? []).some((file) =>
    entriesOf(file).some((entry) => entry.kind === 'setting' && entry.key.text.includes(start)),
  );
}

function reasonAgainstName(newName: string, mention: Mention, system: MailSystem): Reason | undefined {
  if (newName === mention.text) return undefined;
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(newName)) return 'bad';
  const name = mention.name.slice(0, mention.name.length - mention.text.length) + newName;
  return occurrencesOf(system, { ...mention, name }).length > 0 ? 'taken' : undefined;
}
