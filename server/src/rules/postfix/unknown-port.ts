import { canonicalAddress, parseEndpoint, type Endpoint, type EndpointProblem } from '../../postfix/endpoint';
import { field, fieldText, type Service } from '../../postfix/masterCf';
import type { PostfixInstance } from '../../system/postfixInstance';
import { portNumber } from '../../system/ports';
import type { Localized } from '../../text/localized';
import { asciiOf } from '../../text/lookAlikes';
import { nearest } from '../../text/nearest';
import { defineRule } from '../rule';
import { completeServices, edit } from '../services';

const MESSAGES = {
  unknown: {
    en: 'The port name "{port}" is not in /etc/services of Debian nor in known_tcp_ports: master does not start where it is unknown',
    'zh-cn':
      '端口名“{port}”既不在 Debian 的 /etc/services 中，也不在 known_tcp_ports 中：master 不认识它就无法启动',
  },
  range: {
    en: 'Ports end at 65535: Postfix listens on {wrapped} instead of {port}',
    'zh-cn': '端口号最大为 65535：Postfix 会监听 {wrapped}，而不是 {port}',
  },
  zero: {
    en: 'Port 0 is any free port: nobody knows where the service listens',
    'zh-cn': '端口 0 表示任意空闲端口：没有人知道服务在哪里监听',
  },
  family: {
    en: 'master cannot listen on {host}: inet_protocols is {protocols}',
    'zh-cn': 'master 无法监听 {host}：inet_protocols 是 {protocols}',
  },
  'bracket-not-closed': {
    en: 'The bracket around the address is not closed: master does not start',
    'zh-cn': '地址的方括号没有闭合：master 无法启动',
  },
  'text-behind-bracket': {
    en: 'A colon and the port must follow the bracket: master does not start',
    'zh-cn': '方括号后面必须是冒号和端口：master 无法启动',
  },
  'bad-host': {
    en: '"{host}" is neither a host name nor an address: master does not start',
    'zh-cn': '“{host}”既不是主机名也不是地址：master 无法启动',
  },
  'no-port': {
    en: 'There is no port behind the host: master does not start',
    'zh-cn': '主机后面没有端口：master 无法启动',
  },
  'text-behind-number': {
    en: 'A port that begins with a digit must be a number: master does not start',
    'zh-cn': '以数字开头的端口必须是一个数：master 无法启动',
  },
  replace: { en: 'Change it to {text}', 'zh-cn': '改为 {text}' },
} satisfies Record<string, Localized>;

interface Trouble {
  readonly message: keyof typeof MESSAGES;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly severity?: 'warning';
  /** Spellings of the whole column that would work, likeliest first. */
  readonly meant: readonly string[];
}

/** What master cannot listen on: services(5) names, and the forms of host and port that it knows. */
export const unknownPort = defineRule({
  id: 'unknown-port',
  severity: 'error',
  reads: ['master'],
  messages: MESSAGES,
  check({ instance, report }) {
    const { master } = instance;
    if (!master) return;
    const server: Server = { instance, taken: takenPorts(instance) };
    for (const service of completeServices(master)) {
      const column = field(service, 'service');
      if (!column || fieldText(service, 'type') !== 'inet') continue;
      const ascii = asciiOf(column.text);
      const trouble = troubleOf(server, column.text);
      // A name that is right but for look-alike characters is the finding of another rule.
      if (!trouble || (ascii !== column.text && !troubleOf(server, ascii))) continue;
      report({
        at: { uri: master.uri, span: column.span },
        message: trouble.message,
        ...(trouble.severity && { severity: trouble.severity }),
        values: trouble.values ?? {},
        fixes: trouble.meant.map((text) => ({
          title: 'replace',
          values: { text },
          edits: () => [edit(master, column.span, text)],
        })),
      });
    }
  },
});

interface Server {
  readonly instance: PostfixInstance;
  /** Ports that the services of master.cf have. */
  readonly taken: ReadonlySet<number>;
}

function troubleOf(server: Server, name: string): Trouble | undefined {
  const endpoint = parseEndpoint(name);
  if (typeof endpoint === 'string') return syntaxTrouble(name, endpoint);
  return familyTrouble(server.instance, endpoint) ?? portTrouble(server, name, endpoint);
}

function syntaxTrouble(name: string, problem: EndpointProblem): Trouble {
  const host = name.slice(0, Math.max(0, name.lastIndexOf(':')));
  const port = name.slice(name.lastIndexOf(':') + 1);
  const everywhere = problem === 'bad-host' && /^\[?(\*|0)?\]?$/.test(host);
  return { message: problem, values: { host }, meant: everywhere && port !== '' ? [port] : [] };
}

function familyTrouble(instance: PostfixInstance, { host }: Endpoint): Trouble | undefined {
  const address = host === undefined ? undefined : canonicalAddress(host);
  if (host === undefined || address === undefined || !instance.main) return undefined;
  const protocols = instance.effective('inet_protocols') ?? 'all';
  const wanted = address.includes(':') ? 'ipv6' : 'ipv4';
  const other = wanted === 'ipv6' ? 'ipv4' : 'ipv6';
  if (protocols.trim().toLowerCase() !== other) return undefined;
  return { message: 'family', values: { host, protocols }, meant: [] };
}

function portTrouble(server: Server, name: string, endpoint: Endpoint): Trouble | undefined {
  const { port, portStart } = endpoint;
  const number = portNumber(server.instance, port);
  const withPort = (text: string): string => name.slice(0, portStart) + text;
  if (number === undefined) {
    return { message: 'unknown', values: { port }, meant: suggestions(server, port).map(withPort) };
  }
  if (/^\d+$/.test(port) && number !== Number(port)) {
    return { message: 'range', severity: 'warning', values: { port, wrapped: number }, meant: [] };
  }
  return number === 0 ? { message: 'zero', severity: 'warning', meant: [] } : undefined;
}

const MAIL_PORTS = ['smtp', 'smtps', 'submission', 'submissions', 'lmtp'];
/** Numbers that second ports of these services commonly have. */
const SECOND_PORTS: readonly (readonly [RegExp, number])[] = [
  [/^(smtps|submissions|ssmtp)\W?\w*$/i, 2465],
  [/^(submission|msa)\W?\w*$/i, 2587],
  [/^smtp\W?\w*$/i, 2525],
];

/** A known name that is spelt nearly so; a number that no other service has. */
function suggestions({ taken }: Server, port: string): string[] {
  const name = /\d$/.test(port) ? undefined : nearest(port, MAIL_PORTS);
  let number = SECOND_PORTS.find(([pattern]) => pattern.test(port))?.[1];
  while (number !== undefined && taken.has(number)) number++;
  return [name, number?.toString()].filter((text) => text !== undefined);
}

function takenPorts(instance: PostfixInstance): ReadonlySet<number> {
  return new Set(instance.services.flatMap((service) => portOf(instance, service) ?? []));
}

function portOf(instance: PostfixInstance, service: Service): number | undefined {
  const endpoint = parseEndpoint(fieldText(service, 'service'));
  return typeof endpoint === 'string' ? undefined : portNumber(instance, endpoint.port);
}
