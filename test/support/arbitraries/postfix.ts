import * as fc from 'fast-check';
import { LITERALS, settings } from './values';

/** Files of one configuration directory; each character is one byte. `DIRECTORY` in them stands for its path. */
export interface GeneratedConfiguration {
  readonly 'main.cf': string;
  readonly 'master.cf': string;
  /** Settings of a database client. */
  readonly 'client.cf': string;
}

const SERVICES = [
  'smtp',
  'relay',
  'local',
  'maildrop',
  'policy',
  'smtps',
  '10025',
  'mx.example:2525',
  'é',
] as const;
/** Breaks a text at some of its blanks into continuation lines, with comments and blank lines between them. */
function broken(text: string, breaks: readonly number[]): string {
  const joints = ['\n ', '\n\t\t', '\n# comment\n  ', '\n\n ', '\n  \n # $a = b\n ', '\r\n '];
  let count = 0;
  return text.replace(/ /g, (space) => {
    const choice = breaks[count++ % Math.max(breaks.length, 1)] ?? 9;
    return joints[choice] ?? space;
  });
}

const breaks = fc.oneof(fc.constant([]), fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: 8 }));

function settingLine(odd: boolean): fc.Arbitrary<string> {
  const equals = fc.constantFrom(' = ', '=', '= ', ' =', '  =\t', ' = ');
  return fc
    .tuple(settings(odd), equals, breaks, fc.constantFrom('', '', '', ' ', '\t'))
    .map(([[name, value], sign, where, trailing]) => `${name}${sign}${broken(value, where)}${trailing}`);
}

const ODD_LINES = [
  ...['no_equals', '= no name', 'two words = x', 'name\v= x', 'a = x\0y', '\0', 'b\0 = x', 'x\x00', 'a ==b'],
  ...[' indented = x', '\r', '\ufeff'.replace('\ufeff', '\xef\xbb\xbf# bom'), '\xef\xbb\xbfa = x', '#\0'],
] as const;

function mainLine(odd: boolean): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 30, arbitrary: settingLine(odd) },
    { weight: 3, arbitrary: fc.constantFrom('# comment', '', '  # a = b', '   ', '#a = $nowhere') },
  );
}

/** Lines with one odd one among them, if there is any. */
function fileOf(
  line: fc.Arbitrary<string>,
  oddLine: fc.Arbitrary<string | undefined>,
  maxLength: number,
): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.array(line, { maxLength }),
      fc.tuple(oddLine, fc.nat(maxLength)),
      fc.constantFrom('\n', '\n', '\n', '\r\n'),
      fc.constantFrom(true, true, false),
    )
    .map(([lines, [odd, at], lineEnd, ends]) => {
      const all = odd === undefined ? lines : [...lines.slice(0, at), odd, ...lines.slice(at)];
      return `${all.join('\n')}${ends ? '\n' : ''}`.replace(/\n/g, lineEnd);
    });
}

const noLine = fc.constant(undefined);
const sometimes = (line: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> => fc.oneof(noLine, line);
const oddMainLine = sometimes(fc.constantFrom(...ODD_LINES));

/** Text of a main.cf, also of one that Postfix cannot read. */
export const mainCf: fc.Arbitrary<string> = fileOf(mainLine(true), oddMainLine, 12);

const clientLine = fc
  .tuple(
    fc.constantFrom('server_host', 'hosts', 'query', 'unknown', 'a', 'version'),
    fc.constantFrom(...LITERALS),
  )
  .map(([name, value]) => `${name} = ${value}`);

const daemonCommand = fc.constantFrom(
  'smtpd',
  'smtp',
  'lmtp',
  'pipe',
  'spawn',
  'local',
  'error',
  'cleanup',
  '/x/smtpd',
);

const overrideWords = (odd: boolean): fc.Arbitrary<string> =>
  fc
    .tuple(
      settings(odd),
      fc.constantFrom('-o', '-o', '-o', '-vo', '-D -o', '-o\t'),
      fc.integer({ min: 0, max: 9 }),
    )
    .map(([[name, value], option, form]) => {
      const oneWord = odd || !/\$[{(]/.test(value);
      if (form < 4 && oneWord) return `${option} ${name}=${value.replace(/[ \t\r]+/g, ',')}`;
      if (form < 7) return `${option} { ${name} = ${value} }`;
      if (form === 7) return `${option} {${name}=${value}}`;
      if (form === 8 || !odd) return `-o${name}=${value}`;
      return `${option} ${name} = ${value}`;
    });

const argument = (odd: boolean): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: overrideWords(odd) },
    { weight: 1, arbitrary: fc.constantFrom('-v', '-D', '-vv', '-l', '-n x', '-u') },
  );

const operand = fc.constantFrom(
  ...[
    'flags=DRhu',
    'user=nobody',
    'argv=/bin/x ${recipient}',
    '{a b}',
    '{ argv=x y }',
    '--',
    'x',
    '#c',
    '{a b',
  ],
  ...['{x}y', '-o a=b', '-o', '-o {', '-o { = x }', '-o {nothing}', '-o=x', '-o a', '{}'],
);

const entry = (odd: boolean): fc.Arbitrary<string> =>
  fc
    .record({
      name: fc.constantFrom(...SERVICES),
      type: fc.constantFrom('inet', 'unix', 'unix', 'fifo', 'pass', 'unix-dgram'),
      flags: fc.tuple(...[0, 1, 2].map(() => fc.constantFrom('-', 'y', 'n'))),
      wakeup: fc.constantFrom('-', '0', '60', '60?', '300?', '?', '-?'),
      limit: fc.constantFrom('-', '0', '1', '20'),
      command: daemonCommand,
      arguments: fc.array(argument(odd), { maxLength: 4 }),
      operands: fc.oneof(fc.constant([]), fc.array(operand, { maxLength: 3 })),
      separator: fc.constantFrom(' ', '  ', '\t', '      '),
      breaks,
    })
    .map((parts) => {
      const columns = [parts.name, parts.type, ...parts.flags, parts.wakeup, parts.limit, parts.command];
      const rest = broken(
        [...parts.arguments, ...parts.operands].map((text) => ` ${text}`).join(''),
        parts.breaks,
      );
      return `${columns.join(parts.separator)}${rest}`;
    });

const oddMaster = fc.constantFrom(
  ...[
    'smtp inet n - n - - ',
    'smtp tcp n - n - - smtpd',
    'smtp inet Y - n - - smtpd',
    'smtp inet n - n x - smtpd',
  ],
  ...[
    'smtp inet n - n - 5x smtpd',
    '{a b} unix - - n - - smtp',
    ' indented inet n - n - - smtpd',
    '\0',
    'x\0',
  ],
  ...[
    'smtp\vinet n - n - - smtpd',
    'smtp inet n \xe3\x80\x80 n - - smtpd',
    'smtp unix - - n - - smtp -o a=b\0c -v',
  ],
);

const masterLine = (odd: boolean): fc.Arbitrary<string> =>
  fc.oneof({ weight: 9, arbitrary: entry(odd) }, { weight: 1, arbitrary: fc.constant('# comment') });

/** Text of a master.cf, also of one that Postfix cannot read. */
export const masterCf: fc.Arbitrary<string> = fileOf(masterLine(true), sometimes(oddMaster), 5);

const odd: fc.Arbitrary<GeneratedConfiguration> = fc.record({
  'main.cf': mainCf,
  'master.cf': masterCf,
  'client.cf': fileOf(clientLine, oddMainLine, 4),
});

/** One that Postfix can read, most of the time. */
const sound: fc.Arbitrary<GeneratedConfiguration> = fc.record({
  'main.cf': fileOf(mainLine(false), noLine, 14),
  'master.cf': fileOf(masterLine(false), noLine, 5),
  'client.cf': fileOf(clientLine, noLine, 4),
});

/** A whole configuration directory: most are sound, the others go wrong somewhere. */
export const configuration: fc.Arbitrary<GeneratedConfiguration> = fc.oneof(
  { weight: 4, arbitrary: sound },
  { weight: 1, arbitrary: odd },
);
