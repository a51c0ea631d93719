import type { CompletionItem } from 'vscode-languageserver-types';
import { docMarkdown } from '../../../explain/docMarkdown';
import { dovecotSettingMarkdown } from '../../../explain/dovecotSettingMarkdown';
import type { Docs } from '../../../knowledge/docs';
import { lookUpSetting } from '../../../system/dovecot/lookUp';
import { sectionAround } from '../../../system/dovecot/place';
import type { DovecotFile } from '../../../system/files';
import { toItem, type ItemSubject, type Proposal } from '../../completion/item';
import { toRange, type Target } from '../../target';
import { labelProposals } from './labels';
import { nameProposals } from './names';
import { lineAt, replacedSpan, typedAt, type CompletionPlace, type TypedAt } from './place';
import { filterProposals, valueProposals, variableProposals } from './values';

/** What may be typed at the caret, in whole and in broken text. Documentation follows in `resolve`. */
export function complete(target: Target<DovecotFile>, offset: number, docs: Docs): CompletionItem[] {
  const { document, file, system, language } = target;
  const { dovecot } = system;
  const at = typedAt(file.tree, offset);
  if (!dovecot || !at) return [];
  const { text, lines } = file.tree;
  const span = replacedSpan(text, offset, at.word);
  const line = lineAt(file.tree, offset);
  const section = sectionAround(dovecot, file, lines.startOf(line));
  const rest = text.slice(span.end, lines.endOf(line));
  const place: CompletionPlace = { dovecot, system, language, docs, section, rest };
  const replacement = { uri: document.uri, range: toRange(document, span) };
  return proposalsAt(at, place).map((proposal) => toItem(proposal, replacement));
}

function proposalsAt(at: TypedAt, place: CompletionPlace): Proposal[] {
  switch (at.kind) {
    case 'name':
      return nameProposals(place);
    case 'include-key':
      return ['!include', '!include_try'].map((label) => ({
        label,
        kind: 'option',
        insert: `${label} `,
        subject: { group: 'filters', name: label },
      }));
    case 'label':
      return labelProposals(at.type, at.word, place);
    case 'value': {
      const fact = lookUpSetting(place.dovecot.release, at.name, place.section);
      return valueProposals({ name: at.name, fact, section: place.section }, at, place);
    }
    case 'variable':
      return variableProposals(place);
    case 'filter':
      return filterProposals(place);
  }
}

/** The documentation of an item, when the editor comes to show it. */
export function documentationOf(
  subject: ItemSubject,
  { system, language }: Target<DovecotFile>,
  docs: Docs,
): string | undefined {
  const { dovecot } = system;
  if (!dovecot) return undefined;
  if (subject.group === 'parameter') {
    const { release } = dovecot;
    const fact = release.setting(subject.name, subject.of);
    return dovecotSettingMarkdown(
      { name: subject.name, fact, section: undefined },
      { dovecot, language, docs },
    );
  }
  if (subject.group === 'value') return docs.find('settings', subject.of ?? '')?.values?.[subject.name];
  const record = docs.find(subject.group, subject.name);
  return record && docMarkdown(record, language, 'dovecot');
}
