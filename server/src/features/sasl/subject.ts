import { FLAG_SETTINGS, readFlags, type SaslauthdFlag } from '../../sasl/flags';
import type { SaslOptionFact } from '../../sasl/options';
import { saslWords, type SaslWord } from '../../sasl/words';
import { optionsOf, saslEntries, type CyrusFile, type SaslEntry } from '../../system/saslFiles';
import { touches, type Span } from '../../text/span';

interface At {
  readonly entry: SaslEntry;
  readonly fact: SaslOptionFact | undefined;
  readonly span: Span;
}

/** What stands at a place in a file of Cyrus SASL. */
export type SaslSubject =
  | (At & { readonly kind: 'name' })
  | (At & { readonly kind: 'word'; readonly word: SaslWord })
  /** An option of saslauthd; the argument of one is a word. */
  | (At & { readonly kind: 'flag'; readonly flag: SaslauthdFlag });

/** What the caret stands on; undefined in comments, blanks and lines that are no setting. */
export function saslSubjectAt(file: CyrusFile, offset: number): SaslSubject | undefined {
  const entry = saslEntries(file).find(({ nameSpan, valueSpan }) =>
    touches({ start: nameSpan.start, end: valueSpan.end }, offset),
  );
  if (!entry) return undefined;
  const fact = factOf(file, entry.name);
  if (touches(entry.nameSpan, offset)) return { kind: 'name', entry, fact, span: entry.nameSpan };
  const words = saslWords(entry.value, entry.valueSpan);
  const word = words.find(({ span }) => touches(span, offset));
  if (!word) return undefined;
  const flag = FLAG_SETTINGS.has(entry.name)
    ? readFlags(words).find((one) => one.word === word && isInFlag(one, offset))
    : undefined;
  if (flag) return { kind: 'flag', entry, fact, flag, span: word.span };
  return { kind: 'word', entry, fact, word, span: word.span };
}

export function factOf(file: CyrusFile, name: string): SaslOptionFact | undefined {
  const options = optionsOf(file);
  return Object.hasOwn(options, name) ? options[name] : undefined;
}

/** Of several letters in one word, the one before the caret. */
function isInFlag({ name, word, argument }: SaslauthdFlag, offset: number): boolean {
  const letter = word.text.indexOf(name.charAt(1), 1);
  const end = argument?.span.end === word.span.end ? word.text.length : letter + 1;
  const index = offset - word.span.start;
  return letter > 0 && index <= Math.max(end, 2) && (index >= letter || letter === 1);
}
