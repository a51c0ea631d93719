import { clientParameter } from '../../postfix/clientParameters';
import { tableFile, withMembers } from '../../postfix/tableReference';
import { passwdUses } from '../../system/dovecot/passwdFiles';
import { isAt } from '../../system/becoming';
import { placesOf } from '../../system/layout';
import type { MailSystem } from '../../system/mailSystem';
import { fileUses } from '../../system/pathsInUse';
import { tableClients, type ClientSetting, type TableClient } from '../../system/tableClients';
import { partOf } from '../dovecotValues';
import { defineRule, type Place } from '../rule';
import { placeIn, valuePlace } from '../settings';
import { Once } from '../smtpd';
import { clientNamePlace, clientSettings } from '../tableClients';

/** Permission bits of everybody. */
const FOR_OTHERS = 0o006;
const WITH_KEYS = /_(d|ec)?key_file$|_chain_files$/;

interface Secret {
  readonly path: string;
  readonly at: Place;
  readonly message: 'key' | 'passwords' | 'client';
}

type MessageId = Secret['message'] | 'inMain';

/** Private keys and passwords that every user of the machine can read. */
export const readableSecret = defineRule<MessageId>({
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
    client: {
      en: 'Every user of the server can read the password of the database in {path} (mode {mode}): chown root:postfix, chmod 640',
      'zh-cn':
        '服务器上的任何用户都能读取 {path} 中的数据库密码（权限 {mode}）：应 chown root:postfix 并 chmod 640',
    },
    inMain: {
      en: 'Every user of the server can read main.cf, and this password with it: put the parameters of {table} into a file that only root and postfix read',
      'zh-cn':
        '服务器上的任何用户都能读取 main.cf，也就能读到此密码：应把 {table} 的参数移到只有 root 和 postfix 可读的文件中',
    },
  },
  check({ system, report }) {
    const once = new Once();
    for (const { path, at, message } of secretsOf(system)) {
      const mode = system.disk.statOf(path)?.mode;
      if (mode === undefined || (mode & FOR_OTHERS) === 0 || !once.isFirst(at, path)) continue;
      report({ at, message, values: { path, mode: (mode & 0o777).toString(8).padStart(4, '0') } });
    }
    for (const { client, setting } of clientSettings(system)) {
      // Programs of every user read main.cf (sendmail, postqueue), so that it cannot be closed.
      if (typeof client.source !== 'string' || !isSecret(client, setting)) continue;
      const values = { table: `${client.type}:${client.source}` };
      report({ at: clientNamePlace(setting), message: 'inMain', values });
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
  return [...keys, ...passwords, ...clientSecrets(system)];
}

function isSecret({ type }: TableClient, { name, value }: ClientSetting): boolean {
  return clientParameter(type, name)?.secret === true && value !== '';
}

/** Files of database clients that hold a password, at the settings that use them. */
function clientSecrets(system: MailSystem): Secret[] {
  return tableClients(system).flatMap((client) => {
    const { source, settings, uses } = client;
    const hasSecret = [...settings.values()].some((setting) => isSecret(client, setting));
    if (typeof source === 'string' || !hasSecret) return [];
    return uses.flatMap(({ reference, setting, span }) =>
      withMembers(reference).flatMap((member): Secret[] => {
        const path = tableFile(member);
        const isIt = path !== undefined && isAt(placesOf(path, system.layout), source.uri);
        return isIt ? [{ path, at: placeIn(setting, span), message: 'client' }] : [];
      }),
    );
  });
}
