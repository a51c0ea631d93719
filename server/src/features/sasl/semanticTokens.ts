import { FLAG_SETTINGS, readFlags } from '../../sasl/flags';
import type { SaslValue } from '../../sasl/options';
import { saslWords } from '../../sasl/words';
import { saslEntries, type CyrusFile, type SaslEntry } from '../../system/saslFiles';
import { encodeTokens, type Token } from '../semanticTokens';
import type { Target } from '../target';
import { factOf } from './subject';

const WORDS: ReadonlySet<SaslValue> = new Set(['verifiers', 'mechanisms', 'plugins', 'switch', 'word']);

/** What the grammar cannot know: which names there are, and which words are of a fixed set. */
export function semanticTokens({ document, file }: Target<CyrusFile>): number[] {
  const tokens = saslEntries(file).flatMap((entry): Token[] => {
    const fact = factOf(file, entry.name);
    const name: Token = fact
      ? { span: entry.nameSpan, type: 'property', modifiers: ['defaultLibrary'] }
      : { span: entry.nameSpan, type: 'variable', modifiers: [] };
    return [name, ...valueTokens(entry, fact?.value)];
  });
  return encodeTokens(tokens, (offset) => document.positionAt(offset));
}

function valueTokens({ name, value, valueSpan }: SaslEntry, kind: SaslValue | undefined): Token[] {
  const words = saslWords(value, valueSpan);
  if (FLAG_SETTINGS.has(name)) {
    const flags = new Set(readFlags(words).map(({ word }) => word));
    return [...flags].map(({ span }) => ({ span, type: 'function', modifiers: [] }));
  }
  if (kind === undefined || !WORDS.has(kind)) return [];
  return words.map(({ span }) => ({ span, type: 'enumMember', modifiers: [] }));
}
