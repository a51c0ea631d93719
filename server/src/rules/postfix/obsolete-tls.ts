import { isRead, itemsOf, settingsOf, type Setting } from '../../system/settings';
import type { PostfixInstance } from '../../system/postfixInstance';
import { isFeatureUsed } from '../gates';
import { defineRule, type RuleContext } from '../rule';
import { valuePlace, valueReplacement } from '../settings';

type MessageId = 'broken' | 'onlyOld' | 'mandatoryOld' | 'cipher' | 'write';
type Context = RuleContext<MessageId>;

/** Oldest first. */
const PROTOCOLS = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const NAMES = /^(smtpd|smtp|lmtp|tlsproxy|tlsproxy_client)(_tls)?_(mandatory_)?protocols$/;
const GRADES = /^(smtpd|smtp|lmtp|tlsproxy|tlsproxy_client)(_tls)?_(mandatory_)?ciphers$/;
const WEAK_GRADES = /^(low|export|null)$/i;

/** Protocols and ciphers that protect nothing any more, and lists that leave only old ones. */
export const obsoleteTls = defineRule<MessageId>({
  id: 'obsolete-tls',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    broken: {
      en: '{name} lets {protocols} in, which can be read by whoever listens',
      'zh-cn': '{name} 允许 {protocols}，而它们已被攻破，窃听者能读到内容',
    },
    onlyOld: {
      en: '{name} allows nothing newer than {protocols}: today’s servers and clients need TLS 1.2 or 1.3',
      'zh-cn': '{name} 最高只到 {protocols}：如今的服务器和客户端需要 TLS 1.2 或 1.3',
    },
    mandatoryOld: {
      en: '{name} still takes {protocols} where TLS is a must; every mail program of the last ten years knows TLS 1.2',
      'zh-cn': '在强制 TLS 的场合，{name} 仍接受 {protocols}；近十年的邮件程序都支持 TLS 1.2',
    },
    cipher: {
      en: '"{value}" takes ciphers that are broken or none at all',
      'zh-cn': '“{value}”会接受已被攻破的加密算法，甚至完全不加密',
    },
    write: { en: 'Change it to {text}', 'zh-cn': '改为 {text}' },
  },
  check(context) {
    for (const setting of settingsOf(context.instance)) {
      if (!isRead(context.instance, setting) || !isFeatureUsed(context.instance, setting)) continue;
      if (NAMES.test(setting.name)) checkProtocols(context, setting);
      else if (GRADES.test(setting.name)) checkGrade(context, setting);
    }
  },
});

function checkGrade({ report }: Context, setting: Setting): void {
  const { text } = setting.value;
  if (!WEAK_GRADES.test(text)) return;
  const edits = (): ReturnType<typeof valueReplacement>[] => [valueReplacement(setting, 'medium')];
  const fixes = [{ title: 'write' as const, values: { text: 'medium' }, edits }];
  report({ at: valuePlace(setting), message: 'cipher', values: { value: text }, fixes });
}

function checkProtocols({ instance, report }: Context, setting: Setting): void {
  const allowed = allowedProtocols(instance, setting);
  if (!allowed) return;
  const isMandatory = setting.name.includes('mandatory');
  const broken = allowed.filter((name) => name.startsWith('SSL'));
  // Left in by a list of what is ruled out, they are Postfix's own default.
  const old = itemsOf(instance, setting)
    .map(({ text = '' }) => text)
    .filter((text) => /^TLSv1(\.1)?$/i.test(text));
  const newest = allowed.at(-1) ?? '';
  const message = !/TLSv1\.[23]/.test(newest)
    ? 'onlyOld'
    : broken.length > 0
      ? 'broken'
      : isMandatory && old.length > 0
        ? 'mandatoryOld'
        : undefined;
  if (!message) return;
  const shown = { onlyOld: [newest], broken, mandatoryOld: old }[message];
  const text = atLeast(instance, isMandatory ? 'TLSv1.2' : 'TLSv1');
  report({
    at: valuePlace(setting),
    message,
    ...(message === 'mandatoryOld' && { severity: 'info' }),
    values: { name: setting.name, protocols: shown.join(', ') },
    fixes: [{ title: 'write', values: { text }, edits: () => [valueReplacement(setting, text)] }],
  });
}

/** `>=TLSv1.2` came with 3.6; before that the older ones are ruled out one by one. */
function atLeast({ release }: PostfixInstance, oldest: string): string {
  if (release.isAtLeast('3.6')) return `>=${oldest}`;
  return PROTOCOLS.slice(0, PROTOCOLS.indexOf(oldest))
    .map((name) => `!${name}`)
    .join(', ');
}

/**
 * What a list lets in (tls_proto.c): the names, or all without any, less those behind a `!` and those out of bounds.
 * Undefined for words that are no protocol: Postfix says so itself.
 */
function allowedProtocols(instance: PostfixInstance, setting: Setting): string[] | undefined {
  const words = itemsOf(instance, setting).flatMap(({ text }) => (text ?? '?').split(':'));
  const included = new Set<number>();
  const excluded = new Set<number>();
  let [from, to] = [0, PROTOCOLS.length - 1];
  for (const word of words.filter((text) => text !== '')) {
    const [, sign = '', name = ''] = /^(!|>=|<=)?(.*)$/.exec(word) ?? [];
    const index = PROTOCOLS.findIndex((known) => known.toLowerCase() === name.toLowerCase());
    if (index < 0) return undefined;
    if (sign === '>=') from = index;
    else if (sign === '<=') to = index;
    else (sign === '!' ? excluded : included).add(index);
  }
  return PROTOCOLS.filter(
    (_, index) =>
      index >= from && index <= to && !excluded.has(index) && (included.size === 0 || included.has(index)),
  );
}
