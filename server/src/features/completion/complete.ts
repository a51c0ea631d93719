import type { CompletionItem } from 'vscode-languageserver-types';
import type { Docs } from '../../knowledge/docs';
import { docMarkdown } from '../../explain/docMarkdown';
import { parameterMarkdown } from '../../explain/parameterMarkdown';
import { restrictionMarkdown, valueMarkdown } from '../../explain/groupMarkdown';
import { toRange, type Target } from '../target';
import { toItem, type ItemSubject, type Proposal } from './item';
import { argumentProposals, columnProposals, masterPlace } from './masterCf';
import { nameProposals } from './names';
import { typedLine, wordAround } from './place';
import { valueProposals } from './values';

/** What may be typed at the caret, in whole and in broken text. Documentation follows in `resolve`. */
export function complete(target: Target, offset: number, docs: Docs): CompletionItem[] {
  const typed = typedLine(target.file, offset);
  if (!typed) return [];
  const { document, file } = target;
  const place: Place = { target, docs, offset, continued: typed.continued };
  const proposals = file.kind === 'main' ? inMainCf(typed.text, place) : inMasterCf(typed.text, place);
  const replacement = { uri: document.uri, range: toRange(document, wordAround(file.tree.text, offset)) };
  return proposals.map((proposal) => toItem(proposal, replacement));
}

interface Place {
  readonly target: Target;
  readonly docs: Docs;
  readonly offset: number;
  readonly continued: boolean;
}

function inMainCf(typed: string, place: Place): Proposal[] {
  const { instance, language } = place.target;
  const setting = /^([^\s=]+)\s*=\s*([\s\S]*)$/.exec(typed);
  if (setting) return valueProposals(setting[1] ?? '', setting[2] ?? '', instance);
  if (place.continued || /\s/.test(typed)) return [];
  const suffix = isAssigned(place) ? '' : ' = ';
  return nameProposals({ instance, language, docs: place.docs, suffix });
}

function inMasterCf(typed: string, place: Place): Proposal[] {
  const { instance, language } = place.target;
  const at = masterPlace(typed);
  switch (at.kind) {
    case 'column':
      return columnProposals(at.column, instance);
    case 'option-name': {
      const suffix = isAssigned(place) ? '' : '=';
      return nameProposals({ instance, language, docs: place.docs, suffix, daemon: at.command });
    }
    case 'option-value':
      return valueProposals(at.name, at.typed, instance);
    case 'argument':
      return argumentProposals(at.command, language);
  }
}

/** True when a `=` stands behind the word already. */
function isAssigned({ target, offset }: Place): boolean {
  const { text } = target.file.tree;
  return /^[ \t]*=/.test(text.slice(wordAround(text, offset).end, wordAround(text, offset).end + 80));
}

/** The documentation of an item, when the editor comes to show it. */
export function documentationOf(subject: ItemSubject, target: Target, docs: Docs): string | undefined {
  const { instance, language } = target;
  const context = { instance, language, docs };
  switch (subject.group) {
    case 'parameter':
      return parameterMarkdown(subject.name, context);
    case 'restrictions':
      return restrictionMarkdown(subject.name, context);
    case 'value':
      return valueMarkdown(subject.of ?? '', subject.name, context);
    default: {
      const record = docs.find(subject.group, subject.name);
      return record && docMarkdown(record, language);
    }
  }
}
