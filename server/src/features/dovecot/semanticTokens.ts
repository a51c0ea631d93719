import type { Block, Setting } from '../../dovecot/nodes';
import { wordsOfValue } from '../../dovecot/valueWords';
import { assignmentOf, sectionOf } from '../../system/dovecot/place';
import type { DovecotInstance } from '../../system/dovecotInstance';
import type { DovecotFile } from '../../system/files';
import { encodeTokens, type Token } from '../semanticTokens';
import type { Target } from '../target';
import { entriesOf } from './entries';

/** What the grammar cannot know: which names this version has, which words are of a fixed set, what expands. */
export function semanticTokens({ file, document, system: { dovecot } }: Target<DovecotFile>): number[] {
  if (!dovecot) return [];
  const tokens = entriesOf(file).flatMap((entry): Token[] => {
    if (entry.kind === 'setting') return settingTokens(entry, dovecot);
    return entry.kind === 'block' ? blockTokens(entry, dovecot) : [];
  });
  return encodeTokens(tokens, (offset) => document.positionAt(offset));
}

function blockTokens(block: Block, dovecot: DovecotInstance): Token[] {
  const kind = sectionOf(dovecot, block)?.kind;
  const isKnown = kind !== undefined && kind !== 'unknown';
  const type: Token = { span: block.type.span, type: 'type', modifiers: isKnown ? ['defaultLibrary'] : [] };
  const labels = [block.label, block.groupName].flatMap((word): Token[] =>
    word ? [{ span: word.span, type: 'class', modifiers: ['declaration'] }] : [],
  );
  return [type, ...labels];
}

function settingTokens(entry: Setting, dovecot: DovecotInstance): Token[] {
  const fact = assignmentOf(dovecot, entry)?.fact;
  const name: Token = fact
    ? { span: entry.key.span, type: 'property', modifiers: ['defaultLibrary'] }
    : { span: entry.key.span, type: 'variable', modifiers: [] };
  if (!entry.source.contiguous) return [name];
  const isSet = fact?.type === 'enum' || fact?.type === 'bool';
  const words = wordsOfValue(entry.source.text).flatMap(({ kind, start, end }): Token[] => {
    const span = entry.source.spanOf(start, end);
    if (kind === 'word') return isSet ? [{ span, type: 'enumMember', modifiers: [] }] : [];
    if (kind === 'path') return [];
    if (kind === 'filter') return [{ span, type: 'function', modifiers: [] }];
    const isLiteral = isLiteralIn(entry.source.text.slice(start, end), dovecot);
    return isLiteral ? [] : [{ span, type: 'variable', modifiers: [] }];
  });
  return [name, ...words];
}

/** 2.4 takes `%u` and `$name` for text. */
function isLiteralIn(text: string, { release }: DovecotInstance): boolean {
  if (release.line === '2.3') return false;
  return (
    /^%[^{]/.test(text) || (text.startsWith('$') && !text.startsWith('$SET:') && !text.startsWith('$ENV:'))
  );
}
