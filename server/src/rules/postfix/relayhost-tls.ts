import { fieldText, type Service } from '../../postfix/masterCf';
import { portNumber } from '../../system/ports';
import type { PostfixInstance } from '../../system/postfixInstance';
import { knownValue } from '../../system/settings';
import { defineRule, type FileEdit, type RuleContext } from '../rule';
import { valuePlace } from '../settings';
import { assign, isOn, settingFor, type Smtpd } from '../smtpd';

/** Port on which the server waits for TLS from the first byte (RFC 8314). */
const IMPLICIT_TLS = 465;
/** Levels at which Postfix sends nothing in clear text. */
const STRONG = /^(encrypt|dane-only|fingerprint|verify|secure)$/i;

const WRAPPER = 'smtp_tls_wrappermode';
const LEVEL = 'smtp_tls_security_level';
/** Ports on which the server speaks first, in plain text. */
const PLAIN_FIRST = [25, 587];

type MessageId = 'plain' | 'wrapped' | 'weak' | 'wrap' | 'unwrap' | 'encrypt';

type Context = RuleContext<MessageId>;

/** TLS towards the relay host begins at once on port 465, with STARTTLS elsewhere. */
export const relayhostTls = defineRule<MessageId>({
  id: 'relayhost-tls',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    plain: {
      en: 'Port {port} waits for TLS at once, but Postfix waits for a greeting: mail stays here until smtp_tls_wrappermode is yes',
      'zh-cn':
        '端口 {port} 一连接就要 TLS，而 Postfix 在等对方的问候：smtp_tls_wrappermode 设为 yes 之前，邮件发不出去',
    },
    wrapped: {
      en: 'The server on port {port} greets in plain text, but smtp_tls_wrappermode is yes: no delivery gets past the first byte',
      'zh-cn': '端口 {port} 上的服务器用明文问候，而 smtp_tls_wrappermode 为 yes：连接一开始就会失败',
    },
    weak: {
      en: 'smtp_tls_wrappermode works only when smtp_tls_security_level is encrypt or stronger; it is "{level}"',
      'zh-cn': 'smtp_tls_wrappermode 要求 smtp_tls_security_level 为 encrypt 或更高，现在是“{level}”',
    },
    wrap: { en: 'Set smtp_tls_wrappermode = yes', 'zh-cn': '设置 smtp_tls_wrappermode = yes' },
    unwrap: { en: 'Set smtp_tls_wrappermode = no', 'zh-cn': '设置 smtp_tls_wrappermode = no' },
    encrypt: {
      en: 'Set smtp_tls_security_level = encrypt',
      'zh-cn': '设置 smtp_tls_security_level = encrypt',
    },
  },
  check(context) {
    const client = clientOf(context.instance);
    checkPort(context, client);
    checkLevel(context, client);
  },
});

function checkPort({ instance, report }: Context, client: Smtpd): void {
  const relayhost = settingFor(instance, 'relayhost');
  const value = relayhost && knownValue(instance, relayhost);
  if (!relayhost || value === undefined || value === '') return;
  const port = portOf(instance, value);
  const isImplicit = port?.number === IMPLICIT_TLS;
  const isWrapped = isOn(instance, WRAPPER, client);
  const at = valuePlace(relayhost);
  const values = { port: port?.name ?? 'smtp' };
  if (isImplicit && !isWrapped) {
    const edits = (): FileEdit[] => [
      ...assign(instance, client, WRAPPER, 'yes'),
      ...(isStrong(instance, client) ? [] : assign(instance, client, LEVEL, 'encrypt')),
    ];
    report({ at, message: 'plain', values, fixes: [{ title: 'wrap', edits }] });
  } else if (isWrapped && (port === undefined || PLAIN_FIRST.includes(port.number ?? 0))) {
    const edits = (): FileEdit[] => assign(instance, client, WRAPPER, 'no');
    report({ at, message: 'wrapped', values, fixes: [{ title: 'unwrap', edits }] });
  }
}

function checkLevel({ instance, report }: Context, client: Smtpd): void {
  const wrapper = settingFor(instance, WRAPPER, client.service);
  if (!wrapper || !isOn(instance, WRAPPER, client) || isStrong(instance, client)) return;
  const level = instance.effective(LEVEL, client.service) ?? '';
  const edits = (): FileEdit[] => assign(instance, client, LEVEL, 'encrypt');
  report({
    at: valuePlace(wrapper),
    message: 'weak',
    values: { level },
    fixes: [{ title: 'encrypt', edits }],
  });
}

/** The service that delivers to the relay host: `default_transport`. */
function clientOf(instance: PostfixInstance): Smtpd {
  const name = (instance.effective('default_transport') ?? 'smtp').replace(/:.*$/s, '');
  const isClient = (service: Service): boolean =>
    fieldText(service, 'service') === name &&
    fieldText(service, 'type') === 'unix' &&
    fieldText(service, 'command') === 'smtp';
  const service = instance.services.find(isClient);
  return service ? { service } : {};
}

function isStrong(instance: PostfixInstance, { service }: Smtpd): boolean {
  return STRONG.test(instance.effective(LEVEL, service) ?? '');
}

function portOf(
  instance: PostfixInstance,
  relayhost: string,
): { readonly name: string; readonly number: number | undefined } | undefined {
  const [first = ''] = relayhost.split(/[\s,]+/);
  const name = /^(?:\[[^\]]*\]|[^:[\]]+):(\w+)$/.exec(first)?.[1];
  return name === undefined ? undefined : { name, number: portNumber(instance, name) };
}
