import { tableFile, withMembers } from '../../postfix/tableReference';
import { passwdUses } from '../../system/dovecot/passwdFiles';
import type { MailSystem } from '../../system/mailSystem';
import { fileUses } from '../../system/pathsInUse';
import { partOf } from '../dovecotValues';
import { defineRule, type Place } from '../rule';
import { placeIn, valuePlace } from '../settings';
import { Once } from '../smtpd';

/** Permission bits of everybody. */
const FOR_OTHERS = 0o006;
const WITH_KEYS = /_(d|ec)?key_file$|_chain_files$/;

interface Secret {
  readonly path: string;
  readonly at: Place;
  readonly message: 'key' | 'passwords';
}

/** Private keys and passwords that every user of the machine can read. */
export const readableSecret = defineRule({
  id: 'readable-secret',
  severity: 'warning',
  reads: ['main', 'master', 'dovecot'],
  messages: {
    key: {
      en: 'Every user of the server can read the private key in {path} (mode {mode}): chmod 600',
      'zh-cn': '服务器上的任何用户都能读取 {path} 中的私钥（权限 {mode}）：应 chmod 600',
    },
    passwords: {
      en: 'Every user of the server can read the passwords in {path} (mode {mode}): chmod 600',
      'zh-cn': '服务器上的任何用户都能读取 {path} 中的密码（权限 {mode}）：应 chmod 600',
    },
  },
  check({ system, report }) {
    const once = new Once();
    for (const { path, at, message } of secretsOf(system)) {
      const mode = system.disk.statOf(path)?.mode;
      if (mode === undefined || (mode & FOR_OTHERS) === 0 || !once.isFirst(at, path)) continue;
      report({ at, message, values: { path, mode: (mode & 0o777).toString(8).padStart(4, '0') } });
    }
  },
});

function secretsOf(system: MailSystem): Secret[] {
  return [...ofPostfix(system), ...passwdFilesOf(system)];
}

/** Files in which a passdb of Dovecot has its passwords; those of a userdb may have none. */
function passwdFilesOf({ dovecot }: MailSystem): Secret[] {
  return (dovecot ? passwdUses(dovecot) : [])
    .filter(({ type }) => type === 'passdb')
    .map(({ path, pathAt, assignment }) => ({
      path,
      at: partOf(assignment, pathAt.start, pathAt.end),
      message: 'passwords',
    }));
}

function ofPostfix(system: MailSystem): Secret[] {
  const keys = fileUses(system.postfix).flatMap(({ path, setting }): Secret[] => {
    const { name } = setting;
    // A certificate alone is no secret; the key may stand in its file only where no other is named.
    return WITH_KEYS.test(name) ? [{ path, at: valuePlace(setting), message: 'key' }] : [];
  });
  const tables = system.tables.uses.filter(({ role }) => role === 'sasl-password');
  const passwords = tables.flatMap(({ reference, setting, span }) =>
    withMembers(reference).flatMap((member): Secret[] => {
      const path = tableFile(member);
      if (path === undefined) return [];
      const suffixes = system.postfix.release.tableType(member.type)?.suffixes ?? [];
      const paths = [path, ...suffixes.map((suffix) => path + suffix)];
      return paths.map((one) => ({ path: one, at: placeIn(setting, span), message: 'passwords' as const }));
    }),
  );
  return [...keys, ...passwords];
}
