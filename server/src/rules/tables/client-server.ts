import type { ClientType } from '../../postfix/clientParameters';
import { ldapServers } from '../../postfix/clientServers';
import { splitList, type Word } from '../../postfix/values';
import type { ClientSetting, TableClient } from '../../system/tableClients';
import type { MailSystem } from '../../system/mailSystem';
import { defineRule, type Place, type Severity } from '../rule';
import { CLIENT_KINDS, clientSettings, clientValueEdits, clientValuePlace, valueOf } from '../tableClients';

type Fault = 'path' | 'port' | 'scheme' | 'twice' | 'memcache' | 'mongodb';
type MessageId = Fault | 'change';

interface Found {
  readonly message: Fault;
  /** The item, where it is one of a list. */
  readonly word?: Word;
  readonly meant?: string;
  readonly severity?: Severity;
}

/** Names of servers in a form that the client reads as something else, or not at all. */
export const clientServer = defineRule<MessageId>({
  id: 'client-server',
  severity: 'error',
  reads: CLIENT_KINDS,
  messages: {
    path: {
      en: '{item} is taken for the name of a host; a UNIX-domain socket is written unix:{item}',
      'zh-cn': '{item} 会被当作主机名；UNIX 套接字要写成 unix:{item}',
    },
    port: {
      en: '{item} names a port that does not exist: the program that opens the table ends',
      'zh-cn': '{item} 中的端口不存在：打开此查找表的程序会终止',
    },
    scheme: {
      en: '{item} is no URL of a directory: write ldap://, ldaps:// or ldapi://',
      'zh-cn': '{item} 不是目录服务的 URL：应写 ldap://、ldaps:// 或 ldapi://',
    },
    twice: {
      en: '{item} is encrypted from the first byte on, where start_tls = yes asks for it once more: each connection fails',
      'zh-cn': '{item} 一开始就已加密，start_tls = yes 又要求再加密一次：每次连接都会失败',
    },
    memcache: {
      en: '{item} has no transport: write inet:{item} or unix:/path',
      'zh-cn': '{item} 缺少传输方式：应写成 inet:{item} 或 unix:/路径',
    },
    mongodb: {
      en: '{item} is no URI of MongoDB: it begins with mongodb:// or mongodb+srv://',
      'zh-cn': '{item} 不是 MongoDB 的 URI：应以 mongodb:// 或 mongodb+srv:// 开头',
    },
    change: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
  },
  check({ system, report }) {
    for (const { client, setting } of clientSettings(system)) {
      if (setting.name !== SERVERS[client.type]) continue;
      for (const { message, word, meant, severity } of CHECKS[client.type]?.(setting.value, client, system) ??
        []) {
        const item = word?.text ?? setting.value;
        report({
          at: word ? wordPlace(setting, word) : clientValuePlace(setting),
          message,
          values: { item },
          ...(severity && { severity }),
          fixes:
            meant === undefined
              ? []
              : [
                  {
                    title: 'change',
                    values: { meant },
                    edits: () => clientValueEdits(setting, replaceWord(setting.value, word, meant)),
                  },
                ],
        });
      }
    }
  },
});

/** The parameter of each client that names its servers. */
const SERVERS: Readonly<Partial<Record<ClientType, string>>> = {
  ldap: 'server_host',
  mysql: 'hosts',
  pgsql: 'hosts',
  memcache: 'memcache',
  mongodb: 'uri',
};

type Check = (value: string, client: TableClient, system: MailSystem) => Found[];

const CHECKS: Readonly<Partial<Record<ClientType, Check>>> = {
  ldap: checkDirectory,
  mysql: (value, _client, system) => [...mysqlPaths(value), ...wrongPorts(value, system)],
  memcache: (value) =>
    value === '' || /^(inet|unix):/.test(value)
      ? []
      : [{ message: 'memcache', meant: value.startsWith('/') ? `unix:${value}` : `inet:${value}` }],
  mongodb: (value) => (value === '' || /^mongodb(\+srv)?:\/\//.test(value) ? [] : [{ message: 'mongodb' }]),
};

function checkDirectory(value: string, client: TableClient): Found[] {
  const startsTls = valueOf(client, 'start_tls')?.toLowerCase() === 'yes';
  return ldapServers(value).flatMap(({ scheme, word }): Found[] => {
    if (!/^ldap[si]?$/.test(scheme)) return [{ message: 'scheme', word }];
    return scheme === 'ldaps' && startsTls ? [{ message: 'twice', word, severity: 'warning' }] : [];
  });
}

function mysqlPaths(value: string): Found[] {
  return splitList(value)
    .filter(({ text }) => text.startsWith('/'))
    .map((word) => ({ message: 'path', word, meant: `unix:${word.text}` }));
}

/** `host:port`, where the port may have a name of services(5). */
function wrongPorts(value: string, { postfix }: MailSystem): Found[] {
  return splitList(value).flatMap((word): Found[] => {
    const port = /^(?:inet:)?[^:/]+:([A-Za-z][\w-]*)$/.exec(word.text)?.[1];
    if (port === undefined || /^(unix|inet):/.test(word.text.replace(/^inet:[^:]+:/, ''))) return [];
    return port === 'mysql' || postfix.release.port(port) !== undefined ? [] : [{ message: 'port', word }];
  });
}

function replaceWord(value: string, word: Word | undefined, meant: string): string {
  return word === undefined ? meant : value.slice(0, word.start) + meant + value.slice(word.end);
}

function wordPlace(setting: ClientSetting, word: Word): Place {
  const { entry, value, file } = setting;
  if (entry.value.text !== value) return clientValuePlace(setting);
  return { uri: file.uri, span: entry.value.spanOf(word.start, word.end) };
}
