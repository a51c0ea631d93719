import assert from 'node:assert/strict';
import { analyse } from '../../server/src/analysis/analyser';
import { rules } from '../../server/src/rules';
import { mailSystem, uriOf } from '../support/mailServer';
import { MasterPlace } from '../support/realMaster';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';

/** `postconf` and master read each row; of one that is to be used, the program is started too, and must answer. */
interface Row {
  readonly text: string;
  readonly main?: string;
  /** Socket to open, below the queue directory. */
  readonly use?: string;
}

const read = (...texts: readonly string[]): Row[] => texts.map((text) => ({ text }));
const use = (...texts: readonly string[]): Row[] =>
  texts.map((text) => ({ text, use: `private/${/^\S+/.exec(text)?.[0]}` }));

const COLUMNS: readonly Row[] = read(
  'smtp inet n - n - - smtpd',
  'smtp inet n - n - smtpd',
  'smtp inet n - n - -',
  'smtp inet',
  'smtp tcp n - n - - smtpd',
  'smtp Inet n - n - - smtpd',
  'a - - - n - - smtp',
  'a unix-dgram - - n - 1 postlogd',
  'a fifo - - n - 1 pickup',
  'a pass - - n - - smtpd',
  'smtp inet - - n - - smtpd',
  'smtp inet y - n - - smtpd',
  'smtp inet N - n - - smtpd',
  'a unix y y y 0 0 smtp',
  'a unix n n n - - smtp',
  'a unix yes - n - - smtp',
  'a unix - Y n - - smtp',
  'a unix - - no - - smtp',
  'a unix - - ｎ - - smtp',
  'a unix － - n - - smtp',
  'a unix - - n －  - smtp',
  'a unix - - n - － smtp',
  'a　unix - - n - - smtp',
  'a unix - - n 60 - smtp',
  'a unix - - n 60? - smtp',
  'a unix - - n 0? - smtp',
  'a unix - - n ? - smtp',
  'a unix - - n -? - smtp',
  'a unix - - n 60?? - smtp',
  'a unix - - n 5m - smtp',
  'a unix - - n -1 - smtp',
  'a unix - - n +5 - smtp',
  'a unix - - n 2147483647 - smtp',
  'a unix - - n 2147483648 - smtp',
  'a unix - - n 99999999999999999999999 - smtp',
  'a unix - - n - 0 smtp',
  'a unix - - n - 007 smtp',
  'a unix - - n - 5? smtp',
  'a unix - - n - 5k smtp',
  'a unix - - n - -1 smtp',
  'a unix - - n - 3000000000 smtp',
  'a unix - - n - - -',
  'a/b unix - - n - - smtp',
  '- unix - - n - - smtp',
  'a unix - - n - - smtp\n-o x=y',
  'a unix - - n - - smtp\n-o a=b -o c=d -o e=f -o g=h',
  'flags=R user=nobody argv=/bin/true',
);

const PORTS: readonly Row[] = [
  ...read(
    '25 inet n - n - - smtpd',
    ':25 inet n - n - - smtpd',
    '025 inet n - n - - smtpd',
    'submissions inet n - n - - smtpd',
    'lmtp inet n - n - - smtpd',
    'imap inet n - n - - smtpd',
    'smtp2 inet n - n - - smtpd',
    'SMTP inet n - n - - smtpd',
    '２５ inet n - n - - smtpd',
    '70000 inet n - n - - smtpd',
    '0 inet n - n - - smtpd',
    '25x inet n - n - - smtpd',
    '-1 inet n - n - - smtpd',
    '127.0.0.1:smtp inet n - n - - smtpd',
    '[127.0.0.1]:25 inet n - n - - smtpd',
    'localhost:25 inet n - n - - smtpd',
    '*:25 inet n - n - - smtpd',
    'localhost: inet n - n - - smtpd',
    '[127.0.0.1] inet n - n - - smtpd',
    '[127.0.0.1]25 inet n - n - - smtpd',
    '[127.0.0.1:25 inet n - n - - smtpd',
    '[]:25 inet n - n - - smtpd',
    '-a:25 inet n - n - - smtpd',
    '10.0.0:25 inet n - n - - smtpd',
    '[::1]:25 inet n - n - - smtpd',
    'smtp inet n - n - - smtpd\n25 inet n - n - - smtpd',
  ),
  { text: 'smtp2 inet n - n - - smtpd', main: 'known_tcp_ports = smtp2=2525\n' },
  { text: '127.0.0.1:25 inet n - n - - smtpd', main: 'inet_protocols = ipv4\n' },
];

const BRACES: readonly Row[] = read(
  'a unix - - n - - smtp -o { x = y z }',
  'a unix - - n - - smtp -o {x=y}',
  'a unix - - n - - smtp -o { x = y',
  'a unix - - n - - smtp -o { x = y },',
  'a unix - - n - - smtp -o x={y z}',
  'a unix - - n - - smtp -o x={y',
  'a unix - n n - - pipe user=nobody argv=x {y}z',
);

const PROGRAMS: readonly Row[] = [
  ...use(
    'a unix - - n - 0 cleanup',
    'a unix - - n - - cleanup',
    'a unix - - n - 5 bounce',
    'a unix - - n - 0 flush',
    'a unix - - n - 1 verify',
    'a unix - - n - - verify',
    'a unix - - n - 0 anvil',
    'a unix - - n - 2 scache',
    'a unix - - n - 5 tlsmgr',
    'a unix - n n - - local',
    'a unix - - n - - local',
    'a unix - y n - - virtual',
    'a unix - n n - - virtual',
    'a unix - - n - - pipe user=nobody argv=/bin/true',
    'a unix - y n - - spawn user=nobody argv=/bin/cat',
    'a unix - n n - - spawn user=nobody argv=/bin/cat',
    'a unix - - n - - postlogd',
    'a unix - - n - 5 postscreen',
    'a unix - - n - - proxymap',
    'proxymap unix - - n - - proxymap',
    'a unix - - n - - smtp',
    'a unix - - n - - error foo',
    'a unix - - n - - error # why',
    'a unix - - n - - error -o x=y, z',
    'a unix - - n - - error -o x = y',
    'a unix - - n - - error -o x =y',
    'a unix - - n - - error -o x= y',
    'a unix - - n - - error -o x',
    'a unix - - n - - error -o =y',
    'a unix - - n - - error -o',
    'a unix - - n - - error -o{ x = y }',
    'a unix - - n - - error -o { x y = z }',
    'a unix - - n - - error -ox=y -o { z = 1 2 }',
    'a unix - - n - - error -Q',
    'a unix - - n - - error -- foo',
    'a unix - - n - - error --',
    'a unix - - n - - error -v -m 10',
    'a unix - - n - - smtp flags=DOR',
    'a unix - - n - - smtp flags=h',
    'a unix - - n - - smtp flag=R',
    'a unix - - n - - lmtp FLAGS=X',
    'a unix - - n - - smtp -o x=y, z',
    'a unix - - n - - smtp flags=R -o x=y',
  ),
];

/** So that a row fails for what it says itself, not for want of other services. */
const MAIN = 'local_recipient_maps =\nalias_maps =\nvirtual_mailbox_base = /\n';

async function ourErrors({ text, main = '' }: Row, version: string): Promise<string[]> {
  // The main.cf of a MasterPlace has the level and the protocols that it sets.
  const files = {
    'main.cf': `compatibility_level = 3.6\ninet_protocols = ipv4\n${MAIN}${main}`,
    'master.cf': `${text}\n`,
  };
  const findings = analyse(await mailSystem(files, version), rules).get(uriOf('master.cf')) ?? [];
  return findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

/** What `postconf`, master or the program says against a row. */
async function complaint(place: MasterPlace, row: Row): Promise<string | undefined> {
  const master = await place.start(`${row.text}\n`, MAIN + (row.main ?? ''));
  try {
    const { stderr } = place.postfix.postconf(['-c', place.configDirectory, '-M']);
    const said = /(?:fatal: |warning: master\.cf).*/.exec(stderr)?.[0];
    const refusal = said ?? master.refusal;
    if (refusal !== undefined || row.use === undefined) return refusal;
    const answered = master.answer(row.use).then(() => undefined);
    return await Promise.race([answered, master.until(/fatal:|bad command startup/)]);
  } finally {
    await master.stop();
  }
}

for (const postfix of realPostfixes('rows of master.cf')) {
  describe(`rows of master.cf, as Postfix ${postfix.version} takes them`, () => {
    let place: MasterPlace;
    before(async () => {
      place = await MasterPlace.create(postfix);
    });
    after(() => place.remove());
    for (const row of [...COLUMNS, ...PORTS, ...BRACES, ...PROGRAMS]) {
      const title = [row.text.replace('\n', ' ⏎ '), row.main?.trim()].filter(Boolean).join('; ');
      it(title, () => compare(place, postfix, row));
    }
  });
}

async function compare(place: MasterPlace, postfix: RealPostfix, row: Row): Promise<void> {
  const version = /^\d+\.\d+/.exec(postfix.version)?.[0] ?? '';
  const [errors, refused] = [await ourErrors(row, version), await complaint(place, row)];
  assert.equal(errors.length > 0, refused !== undefined, `ours: ${errors.join(', ')}; Postfix: ${refused}`);
}
