import { openings, type Claim, type Opening } from '../../relay/openings';
import type { Match, TraceStep } from '../../relay/verdict';
import type { MailSystem } from '../../system/mailSystem';
import { baseName } from '../../system/uris';
import { relayFixes, type RelayFixId } from '../relayFixes';
import { defineRule, type Place, type Report, type Severity } from '../rule';
import { columnPlace, shorten } from '../services';

type MessageId = Claim | RelayFixId | 'step' | 'match';

/** Only a certificate of an authority that the server trusts; only who has the right name in DNS; and so on. */
const SEVERITIES: Readonly<Partial<Record<Claim, Severity>>> = {
  name: 'warning',
  proxy: 'warning',
  'policy-service': 'warning',
  'mx-backup': 'warning',
  private: 'info',
};

/** A stranger may send through this server to other servers. */
export const openRelay = defineRule<MessageId>({
  id: 'open-relay',
  severity: 'error',
  reads: ['main', 'master'],
  messages: {
    nothing: {
      en: 'A stranger may send to any address through {service}: {path}',
      'zh-cn': '陌生人可以通过 {service} 向任意地址发信：{path}',
    },
    sender: {
      en: 'A stranger who says MAIL FROM:<{sender}> may send to any address through {service}: {path}',
      'zh-cn': '陌生人只要写 MAIL FROM:<{sender}>，就可以通过 {service} 向任意地址发信：{path}',
    },
    helo: {
      en: 'A stranger who says HELO {helo} may send to any address through {service}: {path}',
      'zh-cn': '陌生人只要写 HELO {helo}，就可以通过 {service} 向任意地址发信：{path}',
    },
    recipient: {
      en: 'A stranger may send to other servers through {service}, to {recipient} for instance: {path}',
      'zh-cn': '陌生人可以通过 {service} 向其他服务器发信，例如发给 {recipient}：{path}',
    },
    network: {
      en: 'A large part of the internet, {address} for instance, may send to any address through {service}: {path}',
      'zh-cn': '互联网上很大一部分地址（例如 {address}）可以通过 {service} 向任意地址发信：{path}',
    },
    private: {
      en: 'Behind address translation or a container network every client may have an address such as {address}, and may then send to any address through {service}: {path}',
      'zh-cn':
        '在地址转换（NAT）或容器网络之后，所有客户端都可能显示为 {address} 这样的地址，从而可以通过 {service} 向任意地址发信：{path}',
    },
    name: {
      en: 'Whoever has a name such as {name} in DNS may send to any address through {service}: {path}',
      'zh-cn': '只要在 DNS 中拥有 {name} 这样的名称，就可以通过 {service} 向任意地址发信：{path}',
    },
    certificate: {
      en: 'A stranger with a TLS certificate of his own may send to any address through {service}: {path}',
      'zh-cn': '陌生人只要出示自己的 TLS 证书，就可以通过 {service} 向任意地址发信：{path}',
    },
    xclient: {
      en: 'A stranger may take the address of a trusted client with XCLIENT, and then send to any address through {service}: {path}',
      'zh-cn': '陌生人可以用 XCLIENT 冒充受信任的客户端地址，从而通过 {service} 向任意地址发信：{path}',
    },
    proxy: {
      en: 'Who reaches {service} without the proxy may claim the address of a trusted client in the proxy header, and then send to any address: {path}',
      'zh-cn':
        '绕过代理直接连到 {service} 的人，可以在代理协议头中冒充受信任的客户端地址，从而向任意地址发信：{path}',
    },
    'policy-service': {
      en: 'The policy service decides whether a stranger may send to any address through {service}: it is asked before anything keeps strangers from relaying: {path}',
      'zh-cn':
        '陌生人能否通过 {service} 向任意地址发信完全由策略服务决定，因为查询它之前没有任何限制阻止中继：{path}',
    },
    'mx-backup': {
      en: 'Whoever names this server as a mail exchanger of his domain has his mail relayed through {service}: {path}',
      'zh-cn': '任何人只要把本服务器写成自己域名的 MX，就可以让 {service} 为他中继邮件：{path}',
    },
    step: { en: '{list}: {restriction} lets it through', 'zh-cn': '{list}：{restriction} 放行' },
    match: { en: '{key} in {source} matches', 'zh-cn': '匹配到 {source} 中的 {key}' },
    removeItem: { en: 'Remove {item} from {list}', 'zh-cn': '从 {list} 中删除 {item}' },
    removeEntry: { en: 'Remove the line {key} from the table', 'zh-cn': '从查找表中删除 {key} 这一行' },
    loopback: {
      en: 'Trust this machine only: mynetworks = 127.0.0.0/8, [::1]/128',
      'zh-cn': '只信任本机：mynetworks = 127.0.0.0/8, [::1]/128',
    },
    ownDomains: { en: 'Set mydestination = {value}', 'zh-cn': '设置 mydestination = {value}' },
    noWarning: {
      en: 'Remove warn_if_reject before {name}',
      'zh-cn': '删除 {name} 前面的 warn_if_reject',
    },
    write: { en: 'Write {text} instead of {name}', 'zh-cn': '将 {name} 改为 {text}' },
    moveBehind: { en: 'Move {name} behind {guard}', 'zh-cn': '将 {name} 移到 {guard} 之后' },
    putBefore: { en: 'Put {guard} before {name}', 'zh-cn': '在 {name} 之前加上 {guard}' },
    relayList: {
      en: 'Set smtpd_relay_restrictions = {value}',
      'zh-cn': '设置 smtpd_relay_restrictions = {value}',
    },
    onlyLogins: {
      en: 'Let only authenticated clients through: -o {option}',
      'zh-cn': '只放行已登录的客户端：-o {option}',
    },
    noRouting: { en: 'Set allow_untrusted_routing = no', 'zh-cn': '设置 allow_untrusted_routing = no' },
    removeOverride: {
      en: 'Remove -o {name}, so that the value of main.cf counts',
      'zh-cn': '删除 -o {name}，改用 main.cf 中的值',
    },
  },
  check({ system, report }) {
    const reported = new Set<string>();
    for (const opening of openings(system)) {
      const at = placeOf(opening);
      const key = at && `${opening.claim} ${at.uri} ${at.span.start}`;
      if (!at || key === undefined || reported.has(key)) continue;
      reported.add(key);
      report(describe(opening, at));
    }
  },
});

function describe(opening: Opening, at: Place): Report<MessageId> {
  const { claim, service, scenario, step, match } = opening;
  const { client } = scenario;
  const severity = SEVERITIES[claim];
  return {
    at,
    message: claim,
    values: {
      service: service.name,
      sender: scenario.sender,
      helo: scenario.helo ?? '',
      recipient: scenario.recipient,
      address: client.address,
      name: client.name ?? '',
      path: pathText(opening),
    },
    ...(severity && { severity }),
    related: [...stepRelated(step), ...matchRelated(match)],
    fixes: relayFixes(opening).map(({ title, values, edits }) => ({ title, values, edits: () => edits })),
  };
}

/** The path that a message takes, in the words of the configuration. */
function pathText({ step, match, service }: Opening): string {
  const { system } = service.settings;
  const place = (at: Place | undefined): string => (at ? ` (${baseName(at.uri)}:${lineOf(system, at)})` : '');
  const parts = [
    ...(step ? [`${step.list}: ${shorten(step.restriction)}${place(step.at)}`] : []),
    ...(match ? [`${[match.key, match.value].filter(Boolean).join(' → ')}${place(match.at)}`] : []),
  ];
  return parts.join(', ');
}

function lineOf(system: MailSystem, { uri, span }: Place): number {
  const tree = system.files.find((file) => file.uri === uri)?.tree ?? system.tables.fileOf(uri)?.tree;
  return (tree?.lines.indexAt(span.start) ?? 0) + 1;
}

function stepRelated(step: TraceStep | undefined): NonNullable<Report<MessageId>['related']> {
  if (!step?.at) return [];
  return [
    { at: step.at, message: 'step', values: { list: step.list, restriction: shorten(step.restriction) } },
  ];
}

function matchRelated(match: Match | undefined): NonNullable<Report<MessageId>['related']> {
  if (!match?.at) return [];
  return [{ at: match.at, message: 'match', values: { key: match.key, source: shorten(match.source) } }];
}

/** The item that opens the relay, if it stands in main.cf or master.cf; else the restriction, else the service. */
function placeOf({ step, match, service }: Opening): Place | undefined {
  const { system, instance, service: row } = service.settings;
  const isOurs = (at: Place | undefined): boolean => system.files.some(({ uri }) => uri === at?.uri);
  if (isOurs(match?.at)) return match?.at;
  if (isOurs(step?.at)) return step?.at;
  if (row && instance.master) return columnPlace(instance.master, row, 'service');
  return instance.main && { uri: instance.main.uri, span: { start: 0, end: 0 } };
}
