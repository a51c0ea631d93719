import type { CompletionItem } from 'vscode-languageserver-types';
import type { Docs } from '../../knowledge/docs';
import { FLAG_SETTINGS } from '../../sasl/flags';
import { SASLAUTHD_SETTINGS } from '../../sasl/options';
import { saslauthdPaths } from '../../system/sasl';
import { optionsOf, saslEntries, type CyrusFile } from '../../system/saslFiles';
import { directoryOf } from '../../system/uris';
import type { Language, Localized } from '../../text/localized';
import { toItem, type ItemSubject, type Proposal } from '../completion/item';
import { recordDocumentation } from '../completion/recordDocumentation';
import { toRange, type Target } from '../target';
import { factOf } from './subject';

const SET: Localized = { en: 'already set', 'zh-cn': '已设置' };

/** What stands before the caret on its line. */
type TypedAt =
  | { readonly kind: 'name'; readonly word: string }
  | { readonly kind: 'value'; readonly name: string; readonly before: string; readonly word: string };

interface Place {
  readonly target: Target<CyrusFile>;
  readonly docs: Docs;
  /** What stands behind the caret, up to the end of the line. */
  readonly rest: string;
}

/** Options where a name may stand, and what a value may be. */
export function complete(target: Target<CyrusFile>, offset: number, docs: Docs): CompletionItem[] {
  const { document, file } = target;
  const { text } = file.tree;
  const at = typedAt(file, text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
  if (!at) return [];
  const [line = ''] = text.slice(offset).split('\n', 1);
  const behind = /^[\w-]*/.exec(line)?.[0].length ?? 0;
  const rest = line.slice(behind);
  const span = { start: offset - at.word.length, end: offset + behind };
  const replacement = { uri: document.uri, range: toRange(document, span) };
  const place = { target, docs, rest };
  const proposals = at.kind === 'name' ? names(place) : values(at, place);
  return proposals.map((proposal) => toItem(proposal, replacement));
}

const NAME = /^[ \t]*(?:export[ \t]+)?([\w-]*)$/;
const OPTION = /^[ \t]*([\w-]+):[ \t]*(.*)$/;
const SETTING = /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*(.*)$/;

function typedAt({ kind }: CyrusFile, typed: string): TypedAt | undefined {
  const word = NAME.exec(typed)?.[1];
  if (word !== undefined) return { kind: 'name', word };
  const isShell = kind === 'saslauthd';
  const [, name, value] = (isShell ? SETTING : OPTION).exec(typed) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const last = /[^\s"']*$/.exec(value)?.[0] ?? '';
  const before = value.slice(0, value.length - last.length).replace(/["']/g, '');
  return { kind: 'value', name: isShell ? name : name.toLowerCase(), before, word: last };
}

function names({ target: { file, language }, docs, rest }: Place): Proposal[] {
  const sign = file.kind === 'saslauthd' ? '=' : ': ';
  const set = new Set(saslEntries(file).map(({ name }) => name));
  const isFollowed = rest.trimStart().startsWith(sign.trim());
  return Object.keys(optionsOf(file)).map((name) => ({
    label: name,
    kind: 'parameter',
    insert: isFollowed ? name : `${name}${sign}`,
    ...(set.has(name) && { detail: SET[language] }),
    rank: set.has(name) ? 8 : docs.find('settings', name)?.matters === undefined ? 5 : 2,
    subject: { group: 'settings', name },
  }));
}

function values({ name, before, word }: Extract<TypedAt, { kind: 'value' }>, place: Place): Proposal[] {
  const { target, docs } = place;
  if (FLAG_SETTINGS.has(name)) return flagProposals(before, word, place);
  const fact = factOf(target.file, name);
  if (!fact) return [];
  if (fact.value === 'mechanisms') {
    return docs.names('mechanisms').map((mechanism) => ({
      label: mechanism.toLowerCase(),
      kind: 'value',
      rank: /^(PLAIN|LOGIN)$/.test(mechanism) ? 1 : 3,
      subject: { group: 'mechanisms', name: mechanism },
    }));
  }
  const record = docs.find('settings', name);
  const recommended = record?.recommended?.value;
  const usual = [...(fact.words ?? []), ...(recommended === undefined ? [] : [recommended])];
  const paths = name === 'saslauthd_path' ? saslauthdPaths(target.instance) : [];
  return [...new Set([...usual, ...paths.map((path) => withoutQueue(path, target))])].map((label) => ({
    label,
    kind: 'value',
    rank: label === recommended ? 1 : 2,
    subject: { group: 'value', name: label, of: name },
  }));
}

/** In its jail, smtpd names what lies below the queue directory as if that were the root. */
function withoutQueue(path: string, { instance }: Target<CyrusFile>): string {
  return path.slice(instance.effective('queue_directory')?.length ?? 0);
}

/** Flags of saslauthd, and what some of them take. */
function flagProposals(before: string, word: string, { target, docs }: Place): Proposal[] {
  const flag = /(?:^|\s)-\w*([aOHmnst])\s+$/.exec(before)?.[1];
  const plain = (labels: readonly string[]): Proposal[] => labels.map((label) => ({ label, kind: 'value' }));
  if (flag === 'a') return plain(SASLAUTHD_SETTINGS['MECHANISMS']?.words ?? []);
  if (flag === 'm') {
    const sockets = saslauthdPaths(target.instance).map(directoryOf);
    return plain([...sockets, '/run/saslauthd', '/var/run/saslauthd']);
  }
  if (flag !== undefined || (word !== '' && !word.startsWith('-'))) return [];
  return docs.names('saslauthd-flags').map((name) => ({
    label: name,
    kind: 'option',
    subject: { group: 'saslauthd-flags', name },
  }));
}

/** The documentation of an item, when the editor comes to show it. */
export function documentationOf(
  subject: ItemSubject,
  target: { readonly language: Language },
  docs: Docs,
): string | undefined {
  if (subject.group === 'value') return docs.find('settings', subject.of ?? '')?.values?.[subject.name];
  return ofRecord(subject, target, docs);
}

const ofRecord = recordDocumentation('ini');
