import assert from 'node:assert/strict';
import { analyse } from '../../server/src/analysis/analyser';
import { rules } from '../../server/src/rules';
import { fieldText } from '../../server/src/postfix/masterCf';
import { mailSystem, uriOf } from '../support/mailServer';
import { MasterPlace } from '../support/realMaster';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';

/** Services that mail passes on its way to a delivery agent. */
const REST = `
pickup  unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr    unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce  unix - - n - 0 bounce
defer   unix - - n - 0 bounce
trace   unix - - n - 0 bounce
error   unix - - n - - error
retry   unix - - n - - error
`;

/** Columns 4 and 5, then what stands behind the command and its `-o syslog_name`. */
const CASES: readonly (readonly [columns: string, words: string, main?: string])[] = [
  ['n n', 'pipe user=nobody argv=/bin/true'],
  ['n n', 'pipe flags=BFRXhqu.> user=nobody argv=/bin/true -f ${sender} $recipient'],
  ['n n', 'pipe FLAGS=R USER=nobody:nogroup Directory=/ size=100000 eol=\\r\\n null_sender= argv=/bin/true'],
  ['n n', 'pipe { user=nobody } { argv=/bin/true a b } { c d }'],
  ['n n', 'pipe flag=R user=nobody argv=/bin/true'],
  ['n n', 'pipe flags=RZ user=nobody argv=/bin/true'],
  ['n n', 'pipe argv=/bin/true'],
  ['n n', 'pipe user=nobody'],
  ['n n', 'pipe argv=/bin/true user=nobody'],
  ['n n', 'pipe user=root argv=/bin/true'],
  ['n n', 'pipe user=postfix argv=/bin/true'],
  ['n n', 'pipe user=nobody:postdrop argv=/bin/true'],
  ['n n', 'pipe user=nobody:root argv=/bin/true'],
  ['n n', 'pipe user= argv=/bin/true'],
  ['n n', 'pipe user=nobody: argv=/bin/true'],
  ['n n', 'pipe size=10k user=nobody argv=/bin/true'],
  ['n n', 'pipe user=nobody argv=/bin/true ${recipent}'],
  ['n n', 'pipe user=nobody argv=/bin/true ${user} $mailbox ${extension} $domain ${queue_id} $$x'],
  ['n n', 'pipe user=nobody -o x=y argv=/bin/true'],
  ['n n', 'pipe -o x=y, z user=nobody argv=/bin/true'],
  ['n n', 'pipe flags=D user=nobody argv=/bin/true'],
  ['n n', 'pipe flags=O user=nobody argv=/bin/true'],
  ['n n', 'pipe flags=D user=nobody argv=/bin/true', 'SERVICE_destination_recipient_limit = 1\n'],
  ['n y', 'pipe user=nobody argv=/bin/true'],
];

const name = (index: number): string => `p${index}`;

/** A row for each case; the program logs under the name of its service. */
const ROWS = CASES.map(([columns, words], index) => {
  const [command = '', ...rest] = words.split(' ');
  return `${name(index)} unix - ${columns} - - ${command} -o syslog_name=${name(index)} ${rest.join(' ')}\n`;
}).join('');

const MAIN = [
  `transport_maps = inline:{ ${CASES.map((_, index) => `${name(index)}.test=${name(index)}:`).join(' ')} }\n`,
  'local_recipient_maps =\nalias_maps =\nmydestination =\n',
  ...CASES.map(([, , main = ''], index) => main.replace('SERVICE', name(index))),
].join('');

async function findingsOfCases(version: string): Promise<readonly string[][]> {
  const files = { 'main.cf': `compatibility_level = 3.6\n${MAIN}`, 'master.cf': ROWS + REST };
  const system = await mailSystem(files, version);
  const findings = analyse(system, rules).get(uriOf('master.cf')) ?? [];
  return CASES.map((_, index) => {
    const service = system.postfix.services.find((one) => fieldText(one, 'service') === name(index));
    return findings
      .filter(({ span, severity }) => /error|warning/.test(severity) && isWithin(span, service?.line))
      .map(({ rule }) => rule);
  });
}

function isWithin(span: { start: number }, line: { start: number; end: number } | undefined): boolean {
  return line !== undefined && span.start >= line.start && span.start <= line.end;
}

for (const postfix of realPostfixes('attributes of pipe(8)')) {
  describe(`attributes of pipe(8), as Postfix ${postfix.version} takes them`, () => {
    let place: MasterPlace;
    let found: readonly string[][];
    before(async () => {
      place = await MasterPlace.create(postfix);
      found = await findingsOfCases(minor(postfix));
      await place.start(ROWS + REST, MAIN);
      for (const index of CASES.keys()) {
        const recipients = [`a@${name(index)}.test`, `b@${name(index)}.test`];
        place.command(['sendmail', '-f', 'sender@example.test', ...recipients], 'Subject: test\n\ntest\n');
      }
    });
    after(() => place.remove());
    for (const [index, [columns, words, main = '']] of CASES.entries()) {
      it(`${columns} ${words} ${main.trim()}`, async () => {
        const line = await place.until(new RegExp(`${name(index)}/pipe\\[\\d+\\]: (fatal:|.*status=)`));
        assert.equal(
          found[index]?.length === 0,
          line.includes('status=sent'),
          `${found[index]?.join()}; ${line}`,
        );
      });
    }
  });
}

function minor(postfix: RealPostfix): string {
  return /^\d+\.\d+/.exec(postfix.version)?.[0] ?? '';
}
