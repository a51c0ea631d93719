import { fieldText } from '../../postfix/masterCf';
import type { KeyedEntry } from '../../postfix/tables/keyed';
import { traceLookup } from '../../postfix/tables/trace';
import { parseTableReference, withMembers } from '../../postfix/tableReference';
import { lookupOptionsOf } from '../../system/lookupContext';
import type { MailSystem } from '../../system/mailSystem';
import { wordsOf } from '../../system/names';
import { isRead, knownValue, settingsOf, type Setting } from '../../system/settings';
import { defineRule, type RuleContext } from '../rule';
import { namePlace, valuePlace } from '../settings';
import { addBehind, isOn, settingFor } from '../smtpd';

type MessageId = 'noTable' | 'noKey' | 'otherKey' | 'noPlain' | 'key' | 'respell' | 'allowPlain';
type Context = RuleContext<MessageId>;

/** How Postfix logs in at the server that it hands mail to (SASL_README, "client"). */
export const relayhostLogin = defineRule<MessageId>({
  id: 'relayhost-login',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    noTable: {
      en: '{program} does not start: {name} is yes, but {maps} names no table with passwords',
      'zh-cn': '{program} 无法启动：{name} 为 yes，但 {maps} 没有指定密码表',
    },
    noKey: {
      en: 'smtp_sasl_password_maps has no password for {relayhost}: Postfix does not log in there',
      'zh-cn': 'smtp_sasl_password_maps 中没有 {relayhost} 的密码：Postfix 不会在那里登录',
    },
    otherKey: {
      en: 'The password stands under {key}, but Postfix asks for {relayhost}, spelled as here: it does not log in',
      'zh-cn': '密码写在 {key} 之下，而 Postfix 查的是与此处写法完全相同的 {relayhost}：因此不会登录',
    },
    noPlain: {
      en: 'noplaintext in {options} rules out PLAIN and LOGIN, and most servers offer nothing else: "no mechanism available"',
      'zh-cn':
        '{options} 中的 noplaintext 排除了 PLAIN 和 LOGIN，而多数服务器只提供这两种：会出现“no mechanism available”',
    },
    key: { en: 'The key in the table', 'zh-cn': '表中的键' },
    respell: { en: 'Change the key in the table to {relayhost}', 'zh-cn': '把表中的键改为 {relayhost}' },
    allowPlain: {
      en: 'Allow PLAIN and LOGIN under TLS: smtp_sasl_tls_security_options = noanonymous',
      'zh-cn': '在 TLS 下允许 PLAIN 和 LOGIN：smtp_sasl_tls_security_options = noanonymous',
    },
  },
  check(context) {
    const { instance } = context;
    for (const setting of settingsOf(instance)) {
      const side = /^(smtp|lmtp)_sasl_auth_enable$/.exec(setting.name)?.[1];
      if (side === undefined || knownValue(instance, setting)?.toLowerCase() !== 'yes') continue;
      checkTable(context, setting, side);
      if (side === 'smtp' && !setting.service) checkMechanisms(context, setting);
    }
    checkKey(context);
  },
});

function checkTable({ instance, report }: Context, setting: Setting, side: string): void {
  const maps = `${side}_sasl_password_maps`;
  if (instance.effective(maps, setting.service) !== '' || !isRead(instance, setting)) return;
  const program = setting.service ? fieldText(setting.service, 'command') : side;
  report({
    at: valuePlace(setting),
    message: 'noTable',
    severity: 'error',
    values: { program, name: setting.name, maps },
  });
}

/** The default of the options under TLS is that of the options without. */
function checkMechanisms({ instance, report }: Context, setting: Setting): void {
  if ((instance.effective('relayhost') ?? '') === '') return;
  const options = 'smtp_sasl_tls_security_options';
  const words = wordsOf(instance.effective(options) ?? '').map(({ text }) => text.toLowerCase());
  if (!words.includes('noplaintext') || !offersPlain(instance.effective('smtp_sasl_mechanism_filter')))
    return;
  const own = settingFor(instance, options);
  report({
    at: own ? valuePlace(own) : namePlace(setting),
    message: 'noPlain',
    severity: 'info',
    values: { options },
    fixes: own
      ? []
      : [{ title: 'allowPlain', edits: () => [addBehind(setting, `${options} = noanonymous`)] }],
  });
}

function offersPlain(filter = ''): boolean {
  return filter === '' || /\b(plain|login)\b/i.test(filter);
}

function checkKey({ system, instance, report }: Context): void {
  const setting = settingFor(instance, 'relayhost');
  const relayhost = setting && knownValue(instance, setting);
  if (!setting || relayhost === undefined || relayhost === '' || /[\s,]/.test(relayhost)) return;
  if (!isOn(instance, 'smtp_sasl_auth_enable') || isOn(instance, 'smtp_sender_dependent_authentication'))
    return;
  const specs = wordsOf(instance.effective('smtp_sasl_password_maps') ?? '').map(({ text }) => text);
  const tables = specs.map((spec) => system.tables.open(spec, 'sasl-password'));
  const keys = keysFor(relayhost).map((key) => ({ key, partial: false }));
  const { answer } = traceLookup(tables, keys, lookupOptionsOf(instance));
  if (tables.length === 0 || answer.kind !== 'absent') return;
  const similar = similarKey(system, specs, relayhost);
  // Which hosts a name without brackets leads to is for DNS to say.
  if (!similar && !relayhost.startsWith('[')) return;
  const at = valuePlace(setting);
  if (!similar) {
    report({ at, message: 'noKey', values: { relayhost } });
    return;
  }
  const { entry, uri } = similar;
  report({
    at,
    message: 'otherKey',
    values: { relayhost, key: entry.key },
    related: [{ at: { uri, span: entry.keySpan }, message: 'key' }],
    fixes: [
      {
        title: 'respell',
        values: { relayhost },
        edits: () => [{ uri, span: entry.keySpan, text: relayhost }],
      },
    ],
  });
}

/** The host that Postfix connects to, then the destination as it is spelled (smtp_sasl_glue.c). */
function keysFor(relayhost: string): string[] {
  const host = /^\[([^\]]+)\]/.exec(relayhost)?.[1];
  return host === undefined ? [relayhost] : [host, relayhost];
}

interface FoundKey {
  readonly entry: KeyedEntry;
  readonly uri: string;
}

/** The same host with other brackets, or with another port. */
function similarKey(system: MailSystem, specs: readonly string[], relayhost: string): FoundKey | undefined {
  const wanted = bareHost(relayhost);
  for (const spec of specs) {
    const reference = parseTableReference(spec);
    for (const { type, name } of reference ? withMembers(reference) : []) {
      const table = system.tables.open(`${type}:${name}`, 'sasl-password');
      const file = system.tables.files.find(({ tree }) => tree === table);
      const entry =
        table.kind === 'keyed' ? table.entries.find(({ key }) => bareHost(key) === wanted) : undefined;
      if (entry && file) return { entry, uri: file.uri };
    }
  }
  return undefined;
}

function bareHost(text: string): string {
  return text
    .toLowerCase()
    .replace(/^\[([^\]]*)\]/, '$1')
    .replace(/:\w+$/, '');
}
