import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { rootOf } from '../../scripts/lib/chroots.mjs';
import { privateDovecot } from './privateDovecot';
import { inShell, type RealDovecot } from './realDovecot';

/** What a Dovecot that has one passwd-file for passdb and userdb said of one login. */
export interface LoginAnswer {
  readonly accepted: boolean;
  /** What userdb knows of the user: `home` and the like; undefined where it knows nobody of that name. */
  readonly userdb: ReadonlyMap<string, string> | undefined;
}

export interface Login {
  readonly user: string;
  readonly password: string;
  /** Whether userdb is asked too. */
  readonly lookUp?: boolean;
  /** The address from which the client comes. */
  readonly from?: string;
}

const DIRECTORY = '/tmp/mailwright-passwd';

/** Starts a Dovecot of a version with these databases and files below /etc/dovecot, and asks it all logins at once. */
export function askDovecot(
  { version, suite }: RealDovecot,
  databases: string,
  files: Readonly<Record<string, string>>,
  logins: readonly Login[],
): LoginAnswer[] {
  const root = rootOf(suite);
  mkdirSync(`${root}${DIRECTORY}`, { recursive: true });
  const work = mkdtempSync(`${root}${DIRECTORY}/`);
  const inside = work.slice(root.length);
  try {
    const text = privateDovecot(
      version.slice(0, 3),
      inside,
      databases.replace(/^dovecot_\w+_version.*\n/gm, ''),
    );
    writeFileSync(`${work}/dovecot.conf`, text);
    for (const [name, content] of Object.entries(files)) writeFileSync(`${work}/${name}`, content);
    const doveadm = `timeout 30 doveadm -c ${inside}/dovecot.conf`;
    const asked = logins.map(({ user, password, from, lookUp }, index) => {
      const lookedUp = lookUp
        ? `${doveadm} user '${user}' >${index}.user 2>/dev/null`
        : `touch ${index}.user`;
      const rip = from === undefined ? '' : `-x rip=${from}`;
      return `( ${doveadm} auth test ${rip} '${user}' '${password}' >${index}.auth 2>&1 </dev/null; echo $? >${index}.code; ${lookedUp} ) &`;
    });
    const answers = logins.map(
      (_, index) => `printf '\\001'; cat ${index}.code; printf '\\002'; cat ${index}.user`,
    );
    const printed = inShell(
      suite,
      `cd ${inside}; dovecot -c ${inside}/dovecot.conf; ${asked.join('\n')}
      wait; dovecot -c ${inside}/dovecot.conf stop; ${answers.join('; ')}`,
    );
    return printed
      .split('\u0001')
      .slice(1)
      .map((part) => readAnswer(part));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function readAnswer(part: string): LoginAnswer {
  const [code = '', user = ''] = part.split('\u0002');
  const rows = user
    .split('\n')
    .slice(1)
    .filter((row) => row.includes('\t'))
    .map((row) => row.split('\t'));
  const userdb = new Map(rows.map(([name = '', value = '']) => [name, value]));
  return { accepted: code.trim() === '0', userdb: userdb.size > 0 ? userdb : undefined };
}
