import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { rootOf } from '../../scripts/lib/chroots.mjs';
import { dovecotSystem, errorsOf } from '../support/dovecotServer';
import { notRun } from '../support/notRun';
import { privateDovecot } from '../support/privateDovecot';
import { hasDovecot, inShell } from '../support/realDovecot';

const VERSION = '2.3.19';
const SUITE = 'bookworm';
const DIRECTORY = '/tmp/mailwright-drivers';

/** A driver, and files for it; in the refused ones the first mistake stands on the line that is told. */
interface Case {
  readonly driver: string;
  readonly text: string;
  readonly refused?: number;
  /** The line that Dovecot names, where it finds out only at the end of a block. */
  readonly named?: number;
}

const CASES: readonly Case[] = [
  { driver: 'sql', text: 'driver = sqlite\nconnect = /x\npasword_query = x\n', refused: 3 },
  { driver: 'sql', text: 'driver = sqlite\nConnect = /x\n', refused: 2 },
  {
    driver: 'sql',
    text: 'driver = sqlite\nconnect = /x\nfoo {\n  bar = 1\n}\nuserdb_warning_disable = No\n',
  },
  { driver: 'sql', text: 'driver = sqlite\nuserdb_warning_disable = 1\n', refused: 2 },
  { driver: 'sql', text: 'driver = sqlite\nconnect\n', refused: 2 },
  { driver: 'sql', text: 'driver = sqlite\n\n}\n', refused: 3 },
  { driver: 'ldap', text: 'uris = ldap://localhost\nbase = dc=x\nldap_version = -1\n', refused: 3 },
  { driver: 'ldap', text: 'uris = ldap://localhost\ndm = x\n', refused: 2 },
  { driver: 'oauth2', text: 'tokeninfo_url = http://localhost/\ntokeninfo = x\n', refused: 2 },
  { driver: 'dict', text: 'uri = file:/x\nkey a {\n  default_valu = 1\n}\n', refused: 3 },
  { driver: 'dict', text: 'uri = file:/x\nbar b {\n}\n', refused: 2 },
  { driver: 'oauth2', text: 'tokeninfo_url = http://localhost/\naudience = x\n' },
  // The older way to say what the blocks say; chatmail has it.
  {
    driver: 'dict',
    text: 'uri = file:/x\npassword_key = passdb/%Ew"%Eu\nuser_key = userdb/%Eu\nvalue_format = json\n',
  },
  { driver: 'dict', text: 'uri = file:/x\nvalue_format = value\n', refused: 2 },
  { driver: 'dict', text: 'uri = file:/x\nkey a {\n  format = value\n}\n' },
  { driver: 'dict', text: 'uri = file:/x\nkey a {\n  format = xml\n}\n', refused: 3, named: 4 },
  { driver: 'dict', text: 'uri = file:/x\nkey a {\n  key = a\n}\npassdb_fields {\n  any = %{dict:a}\n}\n' },
];

const mainFile = (driver: string): string => `passdb {
  driver = ${driver}
  args = /etc/dovecot/driver.conf.ext
}
`;

/** Asks one Dovecot for a user, until it answers or its auth process has ended, which leaves the asker waiting. */
const ASK = `asked() {
  dovecot -c $1/dovecot.conf
  timeout 90 doveadm -c $1/dovecot.conf auth test joe x & asker=$!
  while kill -0 $asker && ! grep 'Fatal: ' $1/log; do sleep 0.1; done
  kill $asker
  dovecot -c $1/dovecot.conf stop
}`;

/** For each case, the line at which the auth process ended; undefined where it did not. */
function askDrivers(): (number | undefined)[] {
  mkdirSync(`${rootOf(SUITE)}${DIRECTORY}`, { recursive: true });
  const work = mkdtempSync(`${rootOf(SUITE)}${DIRECTORY}/`);
  try {
    const asked = CASES.map(({ driver, text }, index) => {
      const own = `${work}/${index}`;
      mkdirSync(own);
      writeFileSync(`${own}/driver.conf.ext`, text);
      writeFileSync(`${own}/dovecot.conf`, privateDovecot('2.3', own, mainFile(driver)));
      return `asked ${own} >/dev/null 2>&1 </dev/null &`;
    });
    const logs = CASES.map((_, index) => `printf '\\001'; cat ${work}/${index}/log`);
    const printed = inShell(SUITE, `${ASK}\n${asked.join('\n')}\nwait; ${logs.join('; ')}`);
    return printed
      .split('\u0001')
      .slice(1)
      .map((log) => {
        const line = /Fatal: .*Error in configuration file \S+ line (\d+)/.exec(log)?.[1];
        return line === undefined ? undefined : Number(line);
      });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

describe(`files of drivers of Dovecot ${VERSION}`, function () {
  this.timeout(120_000);

  it(`are refused where we say, and nowhere else: ${CASES.length} files`, async function () {
    if (!hasDovecot(SUITE)) {
      notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${SUITE}`);
      this.skip();
    }
    const answers = askDrivers();
    for (const [index, { driver, text, refused, named }] of CASES.entries()) {
      assert.equal(answers[index], named ?? refused, `${driver}: ${text}`);
      const files = { 'dovecot.conf': mainFile(driver), 'driver.conf.ext': text };
      const errors = errorsOf(await dovecotSystem(files, VERSION));
      assert.deepEqual(
        errors.map(({ file, line }) => `${file} ${line}`),
        refused === undefined ? [] : [`driver.conf.ext ${refused}`],
        `${driver}: ${text}`,
      );
    }
  });
});
