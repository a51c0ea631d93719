import assert from 'node:assert/strict';
import { PASSWORD_SCHEMES, strengthOf } from '../../server/src/dovecot/passwordSchemes';
import { analyse } from '../../server/src/analysis/analyser';
import { rules } from '../../server/src/rules';
import { messageText } from '../../server/src/rules/rule';
import { dovecotSystem } from '../support/dovecotServer';
import { notRun } from '../support/notRun';
import { PASSWD_SERVERS } from '../support/passwdServer';
import { DOVECOTS, hasDovecot, inShell } from '../support/realDovecot';
import { askDovecot } from '../support/realPasswdFile';

/** A line, and what it means on both versions, or on one of them. */
interface Case {
  readonly line: string;
  readonly password?: string;
  readonly from?: string;
  /** Whether the login is accepted. */
  readonly login: boolean;
  /** Whether userdb knows the user. */
  readonly known?: boolean;
  /** The home directory that userdb tells. */
  readonly home?: string;
  /** Part of what is said of it, and what is not said of any other line. */
  readonly said?: string;
  readonly only?: '2.3' | '2.4';
}

const REST = ':1000:1000::/home/x';

const CASES: readonly Case[] = [
  { line: `good:{PLAIN}x${REST}`, login: true, known: true },
  { line: `coded:{plain.b64}eA==${REST}`, login: true, known: true },
  { line: 'twin:{PLAIN}x:1000:1::/home/first', login: true, home: '/home/first' },
  { line: 'twin:{PLAIN}y:1000:1::/home/second', password: 'y', login: false, said: 'keeps the first line' },
  {
    line: `bareword:{PLAIN}x${REST}::home=/other`,
    login: true,
    home: '/home/x',
    said: 'counts as userdb_home',
  },
  { line: 'literal:{PLAIN}x:1000:1000::/h/%u', login: true, home: '/h/%u', said: 'not expanded' },
  { line: 'allempty:{PLAIN}x:::::', login: true },
  { line: 'short:{PLAIN}x', login: true, known: false, said: 'does not know short' },
  { line: 'colon:{PLAIN}x:', login: true, known: false, said: 'does not know colon' },
  { line: 'zero:{PLAIN}x:0:1000::/h', login: false, known: false, said: 'cannot be the uid' },
  { line: 'group:{PLAIN}x:1000:0::/h', login: false, known: false, said: 'cannot be the gid' },
  { line: 'blank:{PLAIN}x: 1000:1000::/h', login: false, known: false, said: 'cannot be the uid' },
  { line: 'signed:{PLAIN}x:+1000:1000::/h', login: false, known: false, said: 'cannot be the uid' },
  { line: 'superuser:{PLAIN}x:root:1000::/h', login: false, known: false, said: 'cannot be the uid' },
  { line: 'large:{PLAIN}x:4294967295:1000::/h', login: false, known: false, said: 'cannot be the uid' },
  { line: 'nobodys:{PLAIN}x:nosuchuser:1000::/h', login: false, known: false, said: 'no account' },
  { line: `foreign:{FOO}x${REST}`, login: false, said: 'knows no password scheme FOO' },
  { line: `ending:{PLAIN.FOO}x${REST}`, login: false, said: 'knows no password scheme PLAIN.FOO' },
  { line: `Capital:{PLAIN}x${REST}`, login: false, known: false, said: 'small letters' },
  { line: `clear:word${REST}`, password: 'word', login: false, said: 'counts as CRYPT', only: '2.3' },
  { line: `clear:word${REST}`, password: 'word', login: true, said: 'stands here readable', only: '2.4' },
  { line: `empty:${REST}`, password: '', login: false, said: 'cannot log in by this file', only: '2.3' },
  { line: `empty:${REST}`, password: '', login: true, said: 'everybody can log in', only: '2.4' },
  { line: `bare:{PLAIN}${REST}`, password: '', login: true, said: 'everybody can log in' },
  { line: `any:${REST}::nopassword=no`, password: 'whatever', login: true, said: 'Any password is right' },
  {
    line: `both:{PLAIN}x${REST}::nopassword`,
    password: 'y',
    login: false,
    said: 'wants an empty',
    only: '2.3',
  },
  { line: `both:{PLAIN}x${REST}::nopassword`, password: 'y', login: true, said: 'Any password', only: '2.4' },
  { line: `twice:{PLAIN}x${REST}::password={PLAIN}y`, login: true, said: 'second column' },
  { line: `other:{PLAIN}x${REST}::password={PLAIN}y`, password: 'y', login: false, said: 'second column' },
  { line: `mixed:${REST}::password={PLAIN}y`, password: 'y', login: false, said: 'second column' },
  { line: `nets:{PLAIN}x${REST}::allow_nets=`, from: '192.0.2.1', login: false, said: 'from anywhere' },
  {
    line: `net:{PLAIN}x${REST}::allow_nets=300.1.1.1`,
    from: '192.0.2.1',
    login: false,
    said: 'is no network',
  },
  { line: `inside:{PLAIN}x${REST}::allow_nets=192.0.2.0/24`, from: '192.0.2.1', login: true },
  { line: `nobody,:{PLAIN}x${REST}`, login: false, known: false, said: 'auth_username_chars' },
];

/** Findings about the line of a case, as text; those about readable passwords, which all have, only where they are meant. */
async function saidOf(databases: string, version: string, lines: readonly string[]): Promise<string[][]> {
  const system = await dovecotSystem({ 'dovecot.conf': databases, users: `${lines.join('\n')}\n` }, version);
  const users = system.files.find(({ kind }) => kind === 'dovecot-passwd');
  assert.ok(users);
  const findings = analyse(system, rules).get(users.uri) ?? [];
  return lines.map((_, index) =>
    findings
      .filter(({ span }) => users.tree.lines.indexAt(span.start) === index)
      .filter(({ rule, span }) => rule !== 'dovecot-weak-scheme' || users.tree.text[span.start] !== '{')
      .map(({ message }) => messageText(message, 'en')),
  );
}

for (const dovecot of DOVECOTS) {
  const { version, suite } = dovecot;
  const line = version.startsWith('2.3') ? '2.3' : '2.4';
  describe(`passwd-files of Dovecot ${version}`, function () {
    this.timeout(120_000);

    before(function () {
      if (hasDovecot(suite)) return;
      notRun(`passwd-files of Dovecot ${version}`, `there is no Dovecot of Debian ${suite}`);
      this.skip();
    });

    it(`let in whom we say, and nothing is said of the others: ${CASES.length} lines`, async () => {
      const cases = CASES.filter(({ only }) => only === undefined || only === line);
      const lines = cases.map((one) => one.line);
      const logins = cases.map(({ line: text, password = 'x', from, known, home }) => ({
        user: text.split(':', 1)[0] ?? '',
        password,
        lookUp: known !== undefined || home !== undefined,
        ...(from !== undefined && { from }),
      }));
      const answers = askDovecot(dovecot, PASSWD_SERVERS[line], { users: `${lines.join('\n')}\n` }, logins);
      const said = await saidOf(PASSWD_SERVERS[line], version, lines);
      for (const [index, { line: text, login, known, home, said: expected }] of cases.entries()) {
        assert.equal(answers[index]?.accepted, login, `login: ${text}`);
        if (home !== undefined) assert.equal(answers[index]?.userdb?.get('home'), home, text);
        if (known !== undefined) assert.equal(answers[index].userdb !== undefined, known, `userdb: ${text}`);
        assert.equal(said[index]?.length, expected === undefined ? 0 : 1, `${text}: ${said[index]?.join()}`);
        if (expected !== undefined)
          assert.ok(said[index]?.[0]?.includes(expected), `${text}: ${said[index]?.[0]}`);
      }
    });

    it('look names up without their domains where the format says so', () => {
      const format = line === '2.3' ? 'username_format=%n ' : '';
      const own = line === '2.3' ? '' : '  auth_username_format = %{user | username}\n';
      const databases = PASSWD_SERVERS[line]
        .replaceAll('args = ', `args = ${format}`)
        .replaceAll(/( {2}passwd_file_path.*\n)/g, `$1${own}`);
      const users = 'joe@example.com:{PLAIN}x:1:1\nann:{PLAIN}x:1:1\nSue:{PLAIN}x:1:1\n';
      const names = ['joe@example.com', 'ann@example.com', 'Sue'];
      const answers = askDovecot(
        dovecot,
        databases,
        { users },
        names.map((user) => ({ user, password: 'x' })),
      );
      assert.deepEqual(
        answers.map(({ accepted }) => accepted),
        [false, true, false],
      );
    });

    it('know the schemes of the table', () => {
      const listed = inShell(suite, 'doveadm pw -l').trim().split(/\s+/);
      assert.deepEqual(
        listed.filter((name) => strengthOf(name) === undefined),
        [],
      );
      // Of older versions and of 2.4 alone.
      const elsewhere = ['ARGON2', 'LANMAN', 'NTLM'];
      assert.deepEqual(
        Object.keys(PASSWORD_SCHEMES).filter((name) => !listed.includes(name) && !elsewhere.includes(name)),
        [],
      );
    });
  });
}
