import type { CompletionItem } from 'vscode-languageserver-types';
import { docMarkdown } from '../../explain/docMarkdown';
import { valueMarkdown } from '../../explain/groupMarkdown';
import type { Docs } from '../../knowledge/docs';
import { fieldText } from '../../postfix/masterCf';
import type { LookupRole } from '../../postfix/tables/lookupKeys';
import { rolesOf, type EntryFile } from '../../rules/lookupTables';
import { transportReaderOf } from '../../rules/transportValues';
import type { Span } from '../../text/span';
import { toItem, type ItemSubject, type Proposal } from '../completion/item';
import { typedLine } from '../completion/place';
import { toRange, type Target } from '../target';
import { actionProposals, actionsOf } from './actions';
import { ADDRESS_KEYS, ADDRESS_VALUES, DOMAIN_KEYS, namesOf } from './names';
import { policyProposals } from './policy';

type TableTarget = Target<EntryFile>;

/** What may stand in an entry at the caret: users, domains, actions, transports. */
export function complete(target: TableTarget, offset: number): CompletionItem[] {
  const typed = typedLine(target.file, offset);
  if (!typed) return [];
  const place = placeOf(typed.text, target.file);
  const proposals =
    place.kind === 'key' ? keyProposals(target, place.typed) : valueProposals(target, place.typed);
  const { text } = target.file.tree;
  const { document } = target;
  const replacement = { uri: document.uri, range: toRange(document, wordAround(text, offset)) };
  return proposals.map((proposal) => toItem(proposal, replacement));
}

interface TypedPlace {
  readonly kind: 'key' | 'value';
  /** What is typed of it. */
  readonly typed: string;
}

/** What stands before a value, and the blanks behind that. */
const KEYS: Readonly<Record<EntryFile['kind'], RegExp>> = {
  'keyed-table': /^(?:"(?:\\.|[^"\\])*"|\\.|[^\s"\\])+\s+/,
  'alias-table': /^(?:"(?:\\.|[^"\\])*"|[^":])*:\s*/,
  'regexp-table': /^!?\s*([^A-Za-z0-9\s!])(?:\\.|(?!\1)[^\\])*\1[A-Za-z]*\s+/,
  'pcre-table': /^!?\s*([^A-Za-z0-9\s!])(?:\\.|(?!\1)[^\\])*\1[A-Za-z]*\s+/,
  'cidr-table': /^[!\s]*\S+\s+/,
};

function placeOf(line: string, { kind }: EntryFile): TypedPlace {
  const before = KEYS[kind].exec(line)?.[0];
  return before === undefined
    ? { kind: 'key', typed: line }
    : { kind: 'value', typed: line.slice(before.length) };
}

const WORD = /[^\s,@:"]/;

/** The user, the domain or the word around the caret. */
function wordAround(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && WORD.test(text[start - 1] ?? ' ')) start--;
  let end = offset;
  while (end < text.length && WORD.test(text[end] ?? ' ')) end++;
  return { start, end };
}

const has = (roles: readonly LookupRole[], set: ReadonlySet<LookupRole>): boolean =>
  roles.some((role) => set.has(role));

function keyProposals(target: TableTarget, typed: string): Proposal[] {
  const { file, system } = target;
  if (file.kind !== 'keyed-table') return [];
  const roles = rolesOf(system, file);
  const behindAt = typed.includes('@');
  if (behindAt || has(roles, DOMAIN_KEYS)) return domains(target, behindAt);
  return has(roles, ADDRESS_KEYS) ? users(target) : [];
}

function valueProposals(target: TableTarget, typed: string): Proposal[] {
  const { file, system } = target;
  const roles = rolesOf(system, file);
  const actions = actionsOf(system, file);
  const action = /^(\S+)\s+(\S*)$/.exec(typed);
  if (actions && !/\s/.test(typed)) return actionProposals(actions, target.instance);
  if (action && actions) return argumentProposals(target, action[1] ?? '', action[2] ?? '');
  if (transportReaderOf(system, file) && !/[\s:]/.test(typed)) return transports(target);
  if (roles.includes('tls-policy')) return policyProposals(typed);
  return has(roles, ADDRESS_VALUES) ? addresses(target, typed) : [];
}

function argumentProposals(target: TableTarget, action: string, typed: string): Proposal[] {
  if (/^filter$/i.test(action)) return typed.includes(':') ? [] : transports(target);
  return /^(redirect|bcc)$/i.test(action) ? addresses(target, typed) : [];
}

function addresses(target: TableTarget, typed: string): Proposal[] {
  const word = /[^\s,]*$/.exec(typed)?.[0] ?? '';
  return word.includes('@') ? domains(target, true) : users(target);
}

function users({ system }: TableTarget): Proposal[] {
  return namesOf(system, 'user').map((label) => ({
    label,
    kind: 'reference',
    rank: label.includes('@') ? 4 : 3,
  }));
}

function domains({ system }: TableTarget, behindAt: boolean): Proposal[] {
  const names = namesOf(system, 'domain').filter((name) => !behindAt || name.includes('.'));
  return names.map((label) => ({ label, kind: 'value', rank: 3 }));
}

function transports({ instance }: TableTarget): Proposal[] {
  return instance.services
    .filter((service) => fieldText(service, 'type') !== 'inet')
    .map((service) => {
      const name = fieldText(service, 'service');
      return { label: name, insert: `${name}:`, kind: 'service', detail: fieldText(service, 'command') };
    });
}

/** The documentation of an item, when the editor comes to show it. */
export function documentationOf(
  { group, name, of = '' }: ItemSubject,
  { instance, language }: TableTarget,
  docs: Docs,
): string | undefined {
  if (group === 'parameter') return undefined;
  if (group === 'value') return valueMarkdown(of, name, { instance, language, docs });
  const record = docs.find(group, name);
  return record && docMarkdown(record, language, 'postfix-table');
}
