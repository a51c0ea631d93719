import { isOwnHost, ldapServers } from '../../postfix/clientServers';
import { tableClients, type ClientSetting, type TableClient } from '../../system/tableClients';
import { defineRule, type FileEdit } from '../rule';
import { CLIENT_KINDS, clientNamePlace, clientValuePlace, valueOf } from '../tableClients';
import { Once } from '../smtpd';

type MessageId = 'cleartext' | 'unchecked' | 'encrypt' | 'check';

/** A password on its way to a directory on another machine. */
export const clientCleartext = defineRule<MessageId>({
  id: 'client-cleartext',
  severity: 'warning',
  reads: CLIENT_KINDS,
  messages: {
    cleartext: {
      en: 'The password goes to {hosts} in plain text: set start_tls = yes, or write ldaps://',
      'zh-cn': '密码会以明文发往 {hosts}：应设置 start_tls = yes，或改用 ldaps://',
    },
    unchecked: {
      en: 'Nobody checks whose certificate {hosts} shows: whoever is on the way can read the password. Set tls_require_cert = yes and the file of the authority',
      'zh-cn':
        '没有核对 {hosts} 出示的是谁的证书：中间人可以读到密码。应设置 tls_require_cert = yes 并指定 CA 证书文件',
    },
    encrypt: { en: 'Set start_tls = yes', 'zh-cn': '设置 start_tls = yes' },
    check: { en: 'Set tls_require_cert = yes', 'zh-cn': '设置 tls_require_cert = yes' },
  },
  check({ system, report }) {
    const once = new Once();
    for (const client of tableClients(system)) {
      const password = client.settings.get('bind_pw');
      if (client.type !== 'ldap' || !password?.value || !sendsPassword(client)) continue;
      const { plain, encrypted } = remoteHosts(client);
      if (!once.isFirst(clientNamePlace(password))) continue;
      const at = clientValuePlace(password);
      if (plain.length > 0) {
        const values = { hosts: plain.join(', ') };
        const edits = (): FileEdit[] => setting(client, password, 'start_tls', 'yes');
        report({ at, message: 'cleartext', values, fixes: [{ title: 'encrypt', edits }] });
      } else if (encrypted.length > 0 && !isYes(client, 'tls_require_cert')) {
        const values = { hosts: encrypted.join(', ') };
        const edits = (): FileEdit[] => setting(client, password, 'tls_require_cert', 'yes');
        report({ at, message: 'unchecked', severity: 'info', values, fixes: [{ title: 'check', edits }] });
      }
    }
  },
});

function isYes(client: TableClient, name: string): boolean {
  return valueOf(client, name)?.toLowerCase() === 'yes';
}

/** With a mechanism of SASL, it depends on the mechanism. */
function sendsPassword(client: TableClient): boolean {
  return /^(yes|simple)$/i.test(valueOf(client, 'bind') ?? 'yes');
}

/** The machines that the password travels to, by how it does. */
function remoteHosts(client: TableClient): Readonly<Record<'plain' | 'encrypted', string[]>> {
  const servers = ldapServers(valueOf(client, 'server_host') ?? 'localhost').filter(
    ({ scheme, host }) => /^ldaps?$/.test(scheme) && !isOwnHost(host),
  );
  const startsTls = isYes(client, 'start_tls');
  const hosts = (isPlain: boolean): string[] =>
    servers
      .filter(({ scheme }) => (scheme === 'ldap' && !startsTls) === isPlain)
      .map(({ word }) => word.text);
  return { plain: hosts(true), encrypted: hosts(false) };
}

/** Sets a parameter where it stands, else on a line behind the password's. */
function setting(client: TableClient, password: ClientSetting, name: string, value: string): FileEdit[] {
  const present = client.settings.get(name);
  if (present) {
    const { start, end } = present.entry.value;
    return [{ uri: present.file.uri, span: { start, end }, text: start === end ? ` ${value}` : value }];
  }
  const { file, entry } = password;
  const end = entry.line.end;
  const prefix = typeof client.source === 'string' ? `${client.source}_` : '';
  return [{ uri: file.uri, span: { start: end, end }, text: `\n${prefix}${name} = ${value}` }];
}
