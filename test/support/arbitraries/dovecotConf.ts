import * as fc from 'fast-check';
import type { DovecotRelease, DovecotSettingFact } from '../../../server/src/knowledge/dovecotKnowledge';

const LABELS: Readonly<Record<string, readonly string[]>> = {
  service: ['auth', 'imap', 'lmtp', 'imap-login'],
  unix_listener: ['auth-client', 'a/b', 'lmtp'],
  inet_listener: ['imap', 'imaps', 'x'],
  namespace: ['inbox', 'x'],
  mailbox: ['Sent', '"Sent Messages"'],
};

/** Values for each type: good, and of the kinds that go wrong. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  bool: ['yes', 'no', 'Y', '1', 'true', '0', 'on', ''],
  uint: ['0', '10', '007', '4294967295', '4294967296', '-1', 'x', 'unlimited', '1k'],
  octal: ['0600', '600', '0888', '0'],
  time: [
    '0',
    '5s',
    '10 mins',
    '1h',
    '2 days',
    '3 weeks',
    '5',
    '10 foo',
    '1000ms',
    '1500ms',
    'infinite',
    '99999 weeks',
  ],
  time_msecs: ['0', '500ms', '1 s', '2 msecs', '7', '1 millisecond', 'x'],
  size: ['0', '1024', '10M', '5 k', '1 GiB', '1.5G', '10 MB', '3x', 'unlimited'],
  port: ['0', '143', '65535', '65536', 'imap', ''],
  string: ['', 'x', '"a b"', "'q'", '/var/x', "it's", '"unclosed', 'a = b'],
  file: ['', '/x.pem', '</x.pem'],
  boollist: ['', 'a b', 'a, b', '"a b"'],
  strlist: ['', 'a=b'],
  alias: ['x'],
};

function valueOf(fact: DovecotSettingFact): fc.Arbitrary<string> {
  const words = fact.type === 'enum' ? [...(fact.values ?? []), 'Bogus', 'YES'] : VALUES[fact.type];
  return fc.constantFrom(...(words ?? ['x']));
}

const JUNK = fc.constantFrom(
  ...[
    '# note',
    '',
    'mail_debug yes',
    'passdb{',
    '}',
    'x += y',
    'service auth { vsz_limit = 1G }',
    'no_such = 1',
  ],
  ...['nosuch {', '}', '}', 'mail_debug = \\', 'auth_verbose = yes # c', 'group @a b {', '@a = b'],
);

const FILTERS = fc.constantFrom(
  ...[
    'protocol imap {',
    'protocol !pop3 {',
    'local 10.0.0.0/8 {',
    'remote 192.0.2.1 {',
    'local_name a.example {',
  ],
);

/** Lines of a configuration in a version: mostly good, so that many are accepted and most mistakes stand alone. */
export function dovecotConf(release: DovecotRelease): fc.Arbitrary<string> {
  const head =
    release.line === '2.4' ? ['dovecot_config_version = 2.4.1', 'dovecot_storage_version = 2.4.1'] : [];
  return fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: lineIn('', release) },
        { weight: 3, arbitrary: block('', release, 2) },
        { weight: 1, arbitrary: JUNK },
      ),
      {
        maxLength: 8,
      },
    )
    .map((lines) => [...head, ...lines, ''].join('\n'));
}

function isPlain({ type }: DovecotSettingFact): boolean {
  return type !== 'section' && !type.startsWith('named_') && type !== 'strlist';
}

function lineIn(place: string, release: DovecotRelease): fc.Arbitrary<string> {
  const facts = release.settingsIn(place).filter(isPlain);
  return fc
    .constantFrom(...facts)
    .chain((fact) => valueOf(fact).map((value) => `${fact.name} = ${value}`.trimEnd()));
}

function block(place: string, release: DovecotRelease, depth: number): fc.Arbitrary<string> {
  const facts = release
    .settingsIn(place)
    .filter(({ type }) => type === 'section' || type.startsWith('named_'));
  if (facts.length === 0) return lineIn(place, release);
  const inner = fc.constantFrom(...facts).chain((fact) => {
    const below = release.line === '2.3' ? (place === '' ? fact.name : `${place}/${fact.name}`) : '';
    const label = release.line === '2.4' && fact.type === 'named_filter' ? '' : labelFor(fact.name);
    return contents(below, release, depth).map((lines) =>
      [`${fact.name}${label} {`, ...lines, '}'].join('\n'),
    );
  });
  const filter = FILTERS.chain((open) =>
    contents(place, release, depth).map((lines) => [open, ...lines, '}'].join('\n')),
  );
  return fc.oneof({ weight: 4, arbitrary: inner }, { weight: 1, arbitrary: filter });
}

function labelFor(name: string): string {
  const [first = 'x'] = LABELS[name] ?? ['x'];
  return ` ${first}`;
}

function contents(place: string, release: DovecotRelease, depth: number): fc.Arbitrary<string[]> {
  const line = lineIn(place, release);
  const one =
    depth === 0
      ? line
      : fc.oneof({ weight: 4, arbitrary: line }, { weight: 1, arbitrary: block(place, release, depth - 1) });
  return fc.array(one, { maxLength: 3 });
}
