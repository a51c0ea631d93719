import { inNetwork, parseInetAddress } from '../../postfix/inetAddress';
import { parseNetwork, type Network } from '../../postfix/networks';
import { itemsOf, settingsOf, type Setting } from '../../system/settings';
import { splitList } from '../../postfix/values';
import { defineRule, type RuleContext, type Severity } from '../rule';
import { placeIn, replacement, valuePlace } from '../settings';

type MessageId = 'gateway' | 'private' | 'public' | 'class' | 'subnet' | 'list';

/** Networks that are routed nowhere; clients in them may stand for everybody (RFC 1918, RFC 4193, RFC 6598). */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];
const LOOPBACK = ['127.0.0.0/8', '::1/128'];
/** Where container engines put their networks by default. */
const CONTAINERS = ['172.16.0.0/12'];
/** A private network as large as this holds more than one office. */
const LARGE = { 4: 16, 6: 48 } as const;
/** A public network as large as this belongs to a provider. */
const PROVIDER = { 4: 20, 6: 32 } as const;

/** Who is in `mynetworks` may send to anywhere: it should hold machines that are known. */
export const wideMynetworks = defineRule<MessageId>({
  id: 'wide-mynetworks',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    gateway: {
      en: '{network} holds the gateways of container networks: behind one, every client of the world has its address, and may relay',
      'zh-cn': '{network} 包含容器网络的网关：经过网关时，外界所有客户端都显示为它的地址，因而都可以中继',
    },
    private: {
      en: 'Every address in {network} may relay, and so may all of the world where a gateway puts its own address in place of the client’s',
      'zh-cn': '{network} 中的任何地址都可以中继；若网关把客户端地址换成了自己的地址，外界所有人也都可以',
    },
    public: {
      en: '{network} is larger than most companies: its {count} addresses may all relay',
      'zh-cn': '{network} 比大多数公司的网络还大：其中 {count} 个地址都可以中继',
    },
    class: {
      en: 'mynetworks_style = class trusts the whole class A, B or C network around the server: strangers may relay',
      'zh-cn': 'mynetworks_style = class 会信任服务器所在的整个 A、B 或 C 类网络：外人也可以中继',
    },
    subnet: {
      en: 'mynetworks_style = subnet trusts every machine in the networks of the server’s interfaces: on a rented server, those of strangers',
      'zh-cn':
        'mynetworks_style = subnet 会信任服务器各接口所在子网的所有机器：在租用的服务器上，那些是别人的机器',
    },
    list: {
      en: 'Name the networks: mynetworks = {networks}',
      'zh-cn': '明确列出网络：mynetworks = {networks}',
    },
  },
  check(context) {
    const { instance } = context;
    for (const setting of settingsOf(instance)) {
      if (setting.name === 'mynetworks') checkNetworks(context, setting);
      if (setting.name === 'mynetworks_style') checkStyle(context, setting);
    }
  },
});

const STYLES: Readonly<Record<string, { readonly message: MessageId; readonly severity: Severity }>> = {
  class: { message: 'class', severity: 'warning' },
  subnet: { message: 'subnet', severity: 'info' },
};

function checkStyle({ instance, report }: RuleContext<MessageId>, setting: Setting): void {
  const { service, entry, value } = setting;
  const style = STYLES[value.text];
  // Where mynetworks is set, the style is not asked for.
  const origin = instance.rawValue('mynetworks', service)?.origin.kind;
  if (!style || origin === 'main' || origin === 'override') return;
  const networks = ownNetworks(instance.effective('inet_interfaces', service) ?? '');
  const span = { start: entry.nameSpan.start, end: value.end };
  const text = service ? `mynetworks=${networks.join(',')}` : `mynetworks = ${networks.join(', ')}`;
  report({
    at: valuePlace(setting),
    ...style,
    fixes: [
      {
        title: 'list',
        values: { networks: networks.join(', ') },
        edits: () => [replacement(setting, span, text)],
      },
    ],
  });
}

/** This machine: its loopback, and the addresses that `inet_interfaces` names. */
function ownNetworks(interfaces: string): string[] {
  const addresses = splitList(interfaces).flatMap(({ text }) => {
    const network = parseNetwork(text.includes(':') && !text.startsWith('[') ? `[${text}]` : text);
    if (!network || LOOPBACK.some((other) => holds(other, network))) return [];
    return network.family === 4 ? [network.address] : [`[${network.address}]`];
  });
  return ['127.0.0.0/8', '[::1]/128', ...new Set(addresses)];
}

function checkNetworks(context: RuleContext<MessageId>, setting: Setting): void {
  for (const item of itemsOf(context.instance, setting)) {
    const network = item.own ? parseNetwork(item.text ?? '') : undefined;
    // A /0 is everybody: that is an open relay, and another rule's.
    if (!network || network.prefix === 0) continue;
    const message = judge(network);
    if (!message) continue;
    const bits = (network.family === 4 ? 32 : 128) - network.prefix;
    context.report({
      at: placeIn(setting, item.span),
      message,
      ...(message === 'private' && { severity: 'info' }),
      values: { network: item.text ?? '', count: bits > 32 ? `2^${bits}` : 2 ** bits },
    });
  }
}

function judge(network: Network): 'gateway' | 'private' | 'public' | undefined {
  if (LOOPBACK.some((other) => holds(other, network))) return undefined;
  const isPrivate = PRIVATE.some((other) => holds(other, network));
  if (!isPrivate) return network.prefix < PROVIDER[network.family] ? 'public' : undefined;
  if (network.prefix > LARGE[network.family]) return undefined;
  return CONTAINERS.some((other) => holds(other, network)) ? 'gateway' : 'private';
}

/** True when the first network holds all of the second. */
function holds(outer: string, { address, prefix, family }: Network): boolean {
  const whole = parseNetwork(outer.includes(':') ? outer.replace(/^(.*)\//, '[$1]/') : outer);
  const bytes = parseInetAddress(address);
  const start = whole && parseInetAddress(whole.address);
  if (!whole || !bytes || !start || whole.family !== family) return false;
  return whole.prefix <= prefix && inNetwork(bytes, start, whole.prefix);
}
