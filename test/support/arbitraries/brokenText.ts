import * as fc from 'fast-check';

/** Bits that parsers stumble over: line ends, brackets that do not pair, half references, odd characters. */
const FRAGMENTS = [
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '\n ',
    '\n#',
    '\0',
    '\ufeff',
    '\u3000',
    '\u00a0',
    '\u200b',
    '－',
    '＝',
    '，',
    '“',
  ],
  ...[
    '=',
    '==',
    ' = ',
    ',',
    '{',
    '}',
    '{ ',
    ' }',
    '(',
    ')',
    '[',
    ']',
    ':',
    '/',
    '!',
    '#',
    '-',
    '-o',
    ' -o ',
    '-o {',
    '"',
    "'",
  ],
  ...[
    '$',
    '$$',
    '${',
    '$(',
    '${a',
    '${a?',
    '${a?{b}:{',
    '${{a} == {b} ? {',
    '$mydomain',
    '${mydomain}',
    '\\',
  ],
  ...[
    'hash:',
    'inline:{',
    'regexp:{{/',
    'unionmap:{',
    'static:',
    'proxy:',
    '::1/128',
    '10.0.0.1/8',
    '01.2.3.4/33',
    '5 s',
    '１０',
  ],
  ...[
    'é',
    '邮件',
    '😀',
    '\ud800',
    '\u2028',
    'mynetworks',
    'smtpd_recipient_restrictions = ',
    'permit',
    'reject,',
  ],
];

/** Any text made of fragments and arbitrary characters. */
export const noise: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...FRAGMENTS) },
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

/** A real text after some accidents: cut off, lines shuffled or repeated, pieces replaced by noise. */
export function damaged(texts: readonly string[]): fc.Arbitrary<string> {
  const source = fc.constantFrom(...texts).chain((text) => window(text));
  return fc
    .tuple(source, fc.array(accident, { minLength: 1, maxLength: 6 }))
    .map(([text, accidents]) => accidents.reduce((damagedText, harm) => harm(damagedText), text));
}

const WINDOW = 1500;

/** Part of a text, so that one case stays quick. */
function window(text: string): fc.Arbitrary<string> {
  return fc.nat({ max: Math.max(0, text.length - 1) }).map((start) => text.slice(start, start + WINDOW));
}

type Accident = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true });

function at(text: string, share: number): number {
  return Math.floor(share * text.length);
}

const accident: fc.Arbitrary<Accident> = fc.oneof(
  place.map(
    (share): Accident =>
      (text) =>
        text.slice(0, at(text, share)),
  ),
  place.map(
    (share): Accident =>
      (text) =>
        text.slice(at(text, share)),
  ),
  fc.tuple(place, fc.constantFrom(...FRAGMENTS)).map(
    ([share, piece]): Accident =>
      (text) =>
        text.slice(0, at(text, share)) + piece + text.slice(at(text, share)),
  ),
  fc.tuple(place, fc.nat({ max: 30 })).map(
    ([share, length]): Accident =>
      (text) =>
        text.slice(0, at(text, share)) + text.slice(at(text, share) + length),
  ),
  fc.tuple(place, place).map(([from, to]): Accident => (text) => {
    const lines = text.split('\n');
    const [line = ''] = lines.splice(at(text, from) % Math.max(1, lines.length), 1);
    lines.splice(at(text, to) % (lines.length + 1), 0, line, line);
    return lines.join('\n');
  }),
);
