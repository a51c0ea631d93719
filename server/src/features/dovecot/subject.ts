import type { Block, Include, Setting } from '../../dovecot/nodes';
import { wordsOfValue, type ValueWord } from '../../dovecot/valueWords';
import type { DovecotSettingFact } from '../../knowledge/dovecotKnowledge';
import type { Assignment } from '../../system/dovecot/assignments';
import { assignmentOf, sectionAround, sectionOf } from '../../system/dovecot/place';
import type { Section } from '../../system/dovecot/sections';
import type { DovecotInstance } from '../../system/dovecotInstance';
import type { DovecotFile } from '../../system/files';
import { findAt, touches, type Span } from '../../text/span';
import { entriesOf } from './entries';

/** What stands at a place in a file of Dovecot. */
export type DovecotSubjectAt =
  | {
      readonly kind: 'name';
      readonly name: string;
      readonly fact: DovecotSettingFact | undefined;
      readonly section: Section | undefined;
      readonly assignment: Assignment | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: 'block';
      readonly block: Block;
      readonly section: Section | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: 'label';
      readonly block: Block;
      readonly section: Section | undefined;
      readonly text: string;
      readonly span: Span;
    }
  | { readonly kind: 'include'; readonly entry: Include; readonly span: Span }
  | {
      readonly kind: 'word';
      readonly word: ValueWord;
      readonly entry: Setting;
      readonly assignment: Assignment | undefined;
      readonly section: Section | undefined;
      readonly span: Span;
    };

/** What the caret stands on; undefined in comments, blanks, and text that means nothing. */
export function dovecotSubjectAt(
  dovecot: DovecotInstance,
  file: DovecotFile,
  offset: number,
): DovecotSubjectAt | undefined {
  const entry = findAt(entriesOf(file), offset, ({ line }) => line);
  switch (entry?.kind) {
    case 'setting':
      return inSetting(dovecot, file, entry, offset);
    case 'block':
      return inOpening(dovecot, entry, offset);
    case 'include':
      return { kind: 'include', entry, span: { start: entry.line.start, end: entry.line.end } };
    default:
      return undefined;
  }
}

function inSetting(
  dovecot: DovecotInstance,
  file: DovecotFile,
  entry: Setting,
  offset: number,
): DovecotSubjectAt | undefined {
  const assignment = assignmentOf(dovecot, entry);
  const section = assignment?.section ?? sectionAround(dovecot, file, entry.line.start);
  if (touches(entry.key.span, offset)) {
    const { text: name, span } = entry.key;
    return { kind: 'name', name, fact: assignment?.fact, section, assignment, span };
  }
  const index = offset > entry.equals ? entry.source.indexOf(offset) : undefined;
  if (index === undefined) return undefined;
  const word = wordsOfValue(entry.source.text).find(({ start, end }) => start <= index && index <= end);
  if (!word) return undefined;
  return { kind: 'word', word, entry, assignment, section, span: entry.source.spanOf(word.start, word.end) };
}

function inOpening(dovecot: DovecotInstance, block: Block, offset: number): DovecotSubjectAt | undefined {
  const section = sectionOf(dovecot, block);
  if (touches(block.type.span, offset)) return { kind: 'block', block, section, span: block.type.span };
  for (const word of [block.label, block.groupName]) {
    if (word && touches(word.span, offset))
      return { kind: 'label', block, section, text: word.text, span: word.span };
  }
  return undefined;
}
