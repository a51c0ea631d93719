import type { Service } from '../../postfix/masterCf';
import { listenerOf, type Listener } from '../../system/listener';
import type { PostfixInstance } from '../../system/postfixInstance';
import { wordsOf } from '../../system/names';
import { defineRule, type FileEdit } from '../rule';
import { columnPlace, completeServices, edit, insertion, optionRemoval } from '../services';

type Trouble = 'plain' | 'wrapped' | 'noLogin' | 'open';

/** Port on which clients begin TLS at once (RFC 8314). */
const IMPLICIT_TLS = 465;
const SUBMISSION = 587;
/** Ports on which the first words are plain text. */
const PLAIN_FIRST = [25, SUBMISSION];

const LISTS = ['client', 'helo', 'sender', 'relay', 'recipient'].map(
  (stage) => `smtpd_${stage}_restrictions`,
);

/** Ports for mail clients that do not do what clients expect there, or let in more than clients. */
export const submissionPort = defineRule({
  id: 'submission-port',
  severity: 'warning',
  reads: ['master'],
  messages: {
    plain: {
      en: 'On port {port} clients begin with TLS at once, but smtpd waits for plain text: smtpd_tls_wrappermode is no',
      'zh-cn': '在端口 {port} 上，客户端一连接就开始 TLS，而 smtpd 等的是明文：smtpd_tls_wrappermode 为 no',
    },
    wrapped: {
      en: 'On port {port} the other side begins in plain text, but smtpd waits for TLS: smtpd_tls_wrappermode is yes',
      'zh-cn': '在端口 {port} 上，对方先用明文，而 smtpd 等的是 TLS：smtpd_tls_wrappermode 为 yes',
    },
    noLogin: {
      en: 'Nobody can log in on port {port}, which is for mail clients: smtpd_sasl_auth_enable is no',
      'zh-cn': '端口 {port} 是给邮件客户端用的，但无法登录：smtpd_sasl_auth_enable 为 no',
    },
    open: {
      en: 'Port {port} also takes mail for your domains from anyone who does not log in: no restriction list here ends with reject',
      'zh-cn': '端口 {port} 也会接收未登录者发给你的域的邮件：没有一个限制列表以 reject 结尾',
    },
    set: { en: 'Set {option} for this service', 'zh-cn': '为此服务设置 {option}' },
    unset: {
      en: 'Remove smtpd_tls_wrappermode from this service',
      'zh-cn': '从此服务中删除 smtpd_tls_wrappermode',
    },
  },
  check({ instance, report }) {
    const { main, master } = instance;
    // Without main.cf nobody knows what the service does.
    if (!main || !master) return;
    for (const service of completeServices(master)) {
      const listener = listenerOf(service, instance);
      if (!listener || isLocal(listener)) continue;
      for (const message of troublesOf(listener, service, instance)) {
        const [name, value] = OPTIONS[message];
        const override = service.overrides.find((one) => one.name === name);
        const edits = (): FileEdit[] => {
          if (!override) return [insertion(master, service.line.end, `\n  -o ${name}=${value}`)];
          return message === 'wrapped'
            ? [optionRemoval(master, override.span)]
            : [edit(master, override.value, value)];
        };
        const isUnset = message === 'wrapped' && override !== undefined;
        report({
          at: columnPlace(master, service, 'service'),
          message,
          ...(message === 'open' && { severity: 'info' }),
          values: { port: listener.portName },
          fixes: [
            isUnset
              ? { title: 'unset', edits }
              : { title: 'set', values: { option: `${name}=${value}` }, edits },
          ],
        });
      }
    }
  },
});

/** What mends each: an option of the service. */
const OPTIONS: Readonly<Record<Trouble, readonly [name: string, value: string]>> = {
  plain: ['smtpd_tls_wrappermode', 'yes'],
  wrapped: ['smtpd_tls_wrappermode', 'no'],
  noLogin: ['smtpd_sasl_auth_enable', 'yes'],
  open: ['smtpd_client_restrictions', 'permit_sasl_authenticated,reject'],
};

function troublesOf({ port, tls, sasl }: Listener, service: Service, instance: PostfixInstance): Trouble[] {
  if (port === undefined) return [];
  if (tls === 'implicit') {
    if (PLAIN_FIRST.includes(port)) return ['wrapped'];
  } else if (port === IMPLICIT_TLS) return ['plain', ...(sasl === 'off' ? (['noLogin'] as const) : [])];
  if (port !== IMPLICIT_TLS && port !== SUBMISSION) return [];
  if (sasl === 'off') return ['noLogin'];
  const closes = LISTS.some((name) => /^(reject|defer)$/i.test(lastWord(instance, name, service)));
  return closes ? [] : ['open'];
}

function lastWord(instance: PostfixInstance, name: string, service: Service): string {
  return wordsOf(instance.effective(name, service) ?? '').at(-1)?.text ?? '';
}

/** Only this machine can reach it: what stands there is a matter of its programs. */
function isLocal({ host }: Listener): boolean {
  return host !== undefined && /^(127\.|::1$|localhost$)/.test(host);
}
