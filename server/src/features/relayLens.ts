import { countAddresses } from '../postfix/networks';
import type { Claim } from '../relay/openings';
import { standings, type Answer, type Standing } from '../relay/standing';
import type { MailSystem } from '../system/mailSystem';
import { format, type Language, type Localized } from '../text/localized';
import { groupedDigits } from './digits';

/** The lists that decide who may send to other servers. */
const LISTS: ReadonlySet<string> = new Set(['smtpd_relay_restrictions', 'smtpd_recipient_restrictions']);

export interface RelayTitle {
  readonly title: string;
  /** The first one that it is about. */
  readonly service: string;
}

/** Who may relay, for the smtpd services that take a list from main.cf: a title for each answer. */
export function listTitles(
  system: MailSystem,
  name: string,
  start: number,
  language: Language,
): RelayTitle[] {
  if (!LISTS.has(name)) return [];
  const uri = system.postfix.main?.uri;
  const users = standings(system).filter(({ service: { settings } }) => {
    const at = settings.placeOf(name);
    return at?.uri === uri && at?.span.start === start;
  });
  const byText = new Map<string, string[]>();
  for (const standing of users) {
    const text = standingText(standing, language);
    byText.set(text, [...(byText.get(text) ?? []), standing.service.name]);
  }
  return [...byText].map(([text, services]) => ({
    title: byText.size === 1 ? text : `${services.join(', ')}: ${text}`,
    service: services[0] ?? '',
  }));
}

/** Who may relay through the service in a row of master.cf, behind a postscreen(8) too. */
export function serviceTitles(system: MailSystem, start: number, language: Language): RelayTitle[] {
  return standings(system)
    .filter(({ service: { service, front } }) => [service, front].some((row) => row?.line.start === start))
    .map((standing) => ({ title: standingText(standing, language), service: standing.service.name }));
}

const TEXTS = {
  stopped: {
    en: 'does not start: no restriction keeps strangers from relaying',
    'zh-cn': '无法启动：没有任何限制阻止陌生人中继',
  },
  strangers: { en: 'strangers: {answer}', 'zh-cn': '陌生人：{answer}' },
  hidden: { en: 'strangers: cannot connect', 'zh-cn': '陌生人：无法连接' },
  network: { en: '{network}: {answer}, {count} addresses', 'zh-cn': '{network}：{answer}，{count} 个地址' },
  address: { en: '{network}: {answer}', 'zh-cn': '{network}：{answer}' },
  machine: { en: 'this machine: {answer}', 'zh-cn': '本机：{answer}' },
  more: { en: '{count} more networks', 'zh-cn': '另有 {count} 个网络' },
  authenticated: { en: 'authenticated: {answer}', 'zh-cn': '已登录：{answer}' },
  certificate: { en: 'with a certificate: {answer}', 'zh-cn': '持有证书：{answer}' },
  tlsRequired: { en: 'TLS required', 'zh-cn': '必须 TLS' },
  tlsNotRequired: { en: 'TLS not required', 'zh-cn': '不要求 TLS' },
} as const satisfies Record<string, Localized>;

const ANSWERS: Readonly<Record<Answer, Localized>> = {
  yes: { en: 'yes', 'zh-cn': '可以中继' },
  no: { en: 'no', 'zh-cn': '不可中继' },
  depends: { en: 'depends', 'zh-cn': '视情况而定' },
};

/** What a stranger needs for it. */
const CLAIMS: Readonly<Record<Exclude<Claim, 'nothing' | 'private'>, Localized>> = {
  sender: { en: 'yes, with a certain sender', 'zh-cn': '使用特定发件人即可' },
  helo: { en: 'yes, with a certain HELO', 'zh-cn': '使用特定 HELO 即可' },
  recipient: { en: 'yes, to some recipients', 'zh-cn': '可发往部分收件人' },
  network: { en: 'yes, from a large part of the internet', 'zh-cn': '互联网上很大一部分地址可以中继' },
  name: { en: 'yes, with a certain name in DNS', 'zh-cn': '拥有特定 DNS 名称即可' },
  certificate: { en: 'yes, with a certificate of their own', 'zh-cn': '出示自己的证书即可' },
  xclient: { en: 'yes, by XCLIENT', 'zh-cn': '用 XCLIENT 即可' },
  proxy: { en: 'yes, where they get past the proxy', 'zh-cn': '绕过代理即可' },
  'policy-service': { en: 'the policy service decides', 'zh-cn': '由策略服务决定' },
  'mx-backup': { en: 'yes, by an MX record of their own', 'zh-cn': '设置自己的 MX 记录即可' },
};

const SEPARATOR = ' · ';
const SHOWN_NETWORKS = 3;

function standingText(standing: Standing, language: Language): string {
  if (!standing.starts) return TEXTS.stopped[language];
  const { logins, certificates } = standing;
  return [
    strangersText(standing, language),
    ...networkTexts(standing, language),
    ...(logins ? [loginText(logins, language)] : []),
    ...(certificates
      ? [format(TEXTS.certificate[language], { answer: ANSWERS[certificates][language] })]
      : []),
  ].join(SEPARATOR);
}

function strangersText({ exposed, claim }: Standing, language: Language): string {
  if (!exposed) return TEXTS.hidden[language];
  const answer =
    claim === undefined || claim === 'private'
      ? ANSWERS.no
      : claim === 'nothing'
        ? ANSWERS.yes
        : CLAIMS[claim];
  return format(TEXTS.strangers[language], { answer: answer[language] });
}

function loginText({ answer, when }: NonNullable<Standing['logins']>, language: Language): string {
  const said = ANSWERS[answer][language];
  const tls = when === 'always' ? TEXTS.tlsNotRequired : TEXTS.tlsRequired;
  const text = answer === 'no' ? said : `${said}${COMMA[language]}${tls[language]}`;
  return format(TEXTS.authenticated[language], { answer: text });
}

const COMMA: Localized = { en: ', ', 'zh-cn': '，' };

function networkTexts({ networks, trusted }: Standing, language: Language): string[] {
  if (networks.length === 0) {
    const answer = ANSWERS[trusted][language];
    return [format(TEXTS.address[language], { network: 'mynetworks', answer })];
  }
  const outside = networks.filter(({ loopback }) => !loopback);
  const [first] = networks;
  if (outside.length === 0 && first) {
    return [format(TEXTS.machine[language], { answer: ANSWERS[first.answer][language] })];
  }
  const rest = outside.length - SHOWN_NETWORKS;
  return [
    ...outside.slice(0, SHOWN_NETWORKS).map((network) => networkText(network, language)),
    ...(rest > 0 ? [format(TEXTS.more[language], { count: rest })] : []),
  ];
}

function networkText({ text, answer }: Standing['networks'][number], language: Language): string {
  const { v4, v6 } = countAddresses(text);
  const values = {
    network: text,
    answer: ANSWERS[answer][language],
    count: groupedDigits(v4 + v6, language),
  };
  return format((v4 + v6 === 1n ? TEXTS.address : TEXTS.network)[language], values);
}
