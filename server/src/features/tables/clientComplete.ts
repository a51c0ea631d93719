import type { CompletionItem } from 'vscode-languageserver-types';
import { docMarkdown } from '../../explain/docMarkdown';
import type { Docs } from '../../knowledge/docs';
import { clientParameter, type ClientParameterFact } from '../../postfix/clientParameters';
import { parametersOf, type ClientFile } from '../../system/tableClients';
import type { Localized } from '../../text/localized';
import { toItem, type ItemSubject, type Proposal } from '../completion/item';
import { typedLine } from '../completion/place';
import { toRange, type Target } from '../target';
import { recordsOf } from './clientHover';
import { clientTypesAt } from './clientTypes';

const SET: Localized = { en: 'already set', 'zh-cn': '已设置' };

/** Parameters of the table's type where a name may stand, and what a value may be. */
export function completeClient(target: Target<ClientFile>, offset: number): CompletionItem[] {
  const { document, file } = target;
  const typed = typedLine(file, offset);
  if (!typed || typed.continued) return [];
  const [, name, word = ''] = /^(\w+)[ \t]*=[ \t]*(\S*)$/.exec(typed.text) ?? [];
  if (name === undefined && !/^\w*$/.test(typed.text)) return [];
  const start = offset - (name === undefined ? typed.text : word).length;
  const replacement = { uri: document.uri, range: toRange(document, { start, end: offset }) };
  const proposals = name === undefined ? names(target) : values(target, name);
  return proposals.map((proposal) => toItem(proposal, replacement));
}

/** Those that are set come last, and the obsolete ones not at all. */
function names(target: Target<ClientFile>): Proposal[] {
  const { system, file, language } = target;
  const set = new Set(file.tree.parameters.map(({ name }) => name));
  const found = new Map<string, Proposal>();
  for (const type of clientTypesAt(target)) {
    for (const [name, fact] of parametersOf(system, type)) {
      if (fact.obsolete || found.has(name)) continue;
      found.set(name, {
        label: name,
        kind: 'parameter',
        insert: `${name} = `,
        rank: set.has(name) ? 9 : fact.required || fact.value === 'query' ? 2 : 5,
        ...(set.has(name) && { detail: SET[language] }),
        subject: { group: recordsOf(type), name },
      });
    }
  }
  return [...found.values()];
}

function values(target: Target<ClientFile>, name: string): Proposal[] {
  const facts = clientTypesAt(target).map((type) => ({ type, fact: clientParameter(type, name) }));
  const found = facts.flatMap(({ type, fact }) =>
    fact ? wordsOf(fact).map((label) => ({ label, type, isDefault: label === fact.byDefault })) : [],
  );
  const unique = new Map(found.map((one) => [one.label, one]));
  return [...unique.values()].map(({ label, type, isDefault }) => ({
    label,
    kind: 'value',
    rank: isDefault ? 1 : 2,
    subject: { group: recordsOf(type), name, of: label },
  }));
}

function wordsOf({ value, words, byDefault }: ClientParameterFact): readonly string[] {
  if (words) return words;
  if (value === 'switch') return ['yes', 'no'];
  return byDefault === undefined || byDefault.includes('$') ? [] : [byDefault];
}

/** The documentation of an item, when the editor comes to show it; `of` is the value that it proposes. */
export function clientDocumentation(
  { group, name, of }: ItemSubject,
  { language }: Target<ClientFile>,
  docs: Docs,
): string | undefined {
  const record = group === 'parameter' || group === 'value' ? undefined : docs.find(group, name);
  if (of !== undefined) return record?.values?.[of];
  return record && docMarkdown(record, language);
}
