import { isServerEndpoint } from '../../postfix/endpoint';
import { closingBrace, splitList } from '../../postfix/values';
import type { RestrictionArgument } from '../../knowledge/types';
import type { PostfixInstance } from '../../system/postfixInstance';
import { restrictionLists, type RestrictionEntry } from '../../system/restrictionList';
import { isRead, type Item, type Setting } from '../../system/settings';
import { defineRule, type FixReport, type RuleContext } from '../rule';
import { placeIn, replacement } from '../settings';

const MESSAGES = {
  missingTable: {
    en: '{name} needs a lookup table behind it, as in {name} hash:/etc/postfix/access',
    'zh-cn': '{name} 后面要写查询表，例如 {name} hash:/etc/postfix/access',
  },
  badTable: {
    en: '{name} takes "{argument}" for its lookup table; a table is written type:name',
    'zh-cn': '{name} 会把“{argument}”当成它的查询表；查询表要写成“类型:名称”',
  },
  missingService: {
    en: '{name} needs a policy server behind it, as in {name} unix:private/policy',
    'zh-cn': '{name} 后面要写策略服务，例如 {name} unix:private/policy',
  },
  badService: {
    en: '"{argument}" is no policy server: write inet:host:port or unix:path; smtpd does not start',
    'zh-cn': '“{argument}”不是策略服务的写法：应写 inet:主机:端口 或 unix:路径；smtpd 无法启动',
  },
  badAttribute: {
    en: 'A policy server has no attribute {attribute}; smtpd does not start',
    'zh-cn': '策略服务没有 {attribute} 这个属性；smtpd 无法启动',
  },
  missingDomain: {
    en: 'smtpd passes over {name}: the name of a DNS list must follow',
    'zh-cn': 'smtpd 会跳过 {name}：后面要写 DNS 列表的域名',
  },
  swallowed: {
    en: '{name} takes the restriction {argument} for the name of its DNS list',
    'zh-cn': '{name} 会把限制 {argument} 当成 DNS 列表的域名',
  },
  badFilter: {
    en: 'The reply filter in "{argument}" needs four numbers from 0 to 255, or ranges such as [2..11]',
    'zh-cn': '“{argument}”中的应答过滤要写四段 0 到 255 的数字，或 [2..11] 这样的范围',
  },
  missingNumber: {
    en: '{name} needs a number of seconds behind it',
    'zh-cn': '{name} 后面要写秒数',
  },
  nothingBehind: {
    en: 'Nothing follows {name}: it has no effect',
    'zh-cn': '{name} 后面没有限制，不起作用',
  },
  write: { en: 'Write {text}', 'zh-cn': '改为 {text}' },
} as const;

type MessageId = keyof typeof MESSAGES;

/** Restrictions whose argument is missing or of another kind (smtpd_check.c; postconf(5)). */
export const restrictionArgument = defineRule({
  id: 'restriction-argument',
  severity: 'error',
  reads: ['main', 'master'],
  messages: MESSAGES,
  check(context) {
    for (const { setting, entries } of restrictionLists(context.instance)) {
      entries.forEach((entry, index) => {
        const problem = problemOf(context.instance, entry, index === entries.length - 1);
        if (problem && entry.item.own && !entry.unreachable) reportProblem(context, setting, entry, problem);
      });
    }
  },
});

interface Problem {
  readonly code: MessageId;
  /** smtpd goes on; otherwise it answers with an error, or does not start. */
  readonly harmless?: boolean;
  readonly attribute?: string;
  readonly write?: string | undefined;
}

type Judge = (text: string, instance: PostfixInstance, name: string) => Problem | undefined;

const MISSING: Readonly<Record<RestrictionArgument, Problem>> = {
  table: { code: 'missingTable' },
  'policy-service': { code: 'missingService' },
  'dns-domain': { code: 'missingDomain', harmless: true },
  number: { code: 'missingNumber' },
  restriction: { code: 'nothingBehind', harmless: true },
};

const JUDGES: Readonly<Record<RestrictionArgument, Judge>> = {
  table: tableProblem,
  'policy-service': serviceProblem,
  'dns-domain': domainProblem,
  number: (text) => (/^\d+$/.test(text) ? undefined : MISSING.number),
  restriction: () => undefined,
};

function problemOf(instance: PostfixInstance, entry: RestrictionEntry, isLast: boolean): Problem | undefined {
  const { fact, argument, kind } = entry;
  if (kind !== 'built-in' || fact?.argument === undefined) return undefined;
  if (fact.argument === 'restriction') return isLast ? MISSING.restriction : undefined;
  if (!argument || argument.text?.startsWith('#')) return MISSING[fact.argument];
  return argument.text === undefined ? undefined : JUDGES[fact.argument](argument.text, instance, fact.name);
}

/** Only this one takes `{ type:name, search_order = … }` (postconf(5)). */
const TAKES_BRACES = 'check_ccert_access';

function tableProblem(text: string, instance: PostfixInstance, name: string): Problem | undefined {
  if (text.includes(':') && (!text.startsWith('{') || name === TAKES_BRACES)) return undefined;
  const type = instance.effective('default_database_type') ?? 'hash';
  return { code: 'badTable', write: text.startsWith('/') ? `${type}:${text}` : undefined };
}

/** Attributes in `{ inet:host:port, name=value … }` (SMTPD_POLICY_README). */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'default_action',
  'max_idle',
  'max_ttl',
  'policy_context',
  'request_limit',
  'retry_delay',
  'timeout',
  'try_limit',
]);

function serviceProblem(text: string): Problem | undefined {
  const inner = text.startsWith('{') && closingBrace(text) === text.length - 1 ? text.slice(1, -1) : text;
  const [service, ...attributes] = splitList(inner);
  const endpoint = service?.text ?? '';
  if (!isServerEndpoint(endpoint)) {
    return {
      code: 'badService',
      write: inner === text && /^[^:]+:\d+$/.test(text) ? `inet:${text}` : undefined,
    };
  }
  for (const { text: attribute } of attributes) {
    const name = attribute.replace(/^\{\s*/, '').split(/\s*=/)[0] ?? '';
    if (!ATTRIBUTES.has(name)) return { code: 'badAttribute', attribute: name };
  }
  return undefined;
}

const NUMBER = '(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)';
const OCTET = `(?:${NUMBER}|\\[${NUMBER}(?:\\.\\.${NUMBER})?(?:;${NUMBER}(?:\\.\\.${NUMBER})?)*\\])`;
const FILTER = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

function domainProblem(text: string, instance: PostfixInstance): Problem | undefined {
  const { release, restrictionClasses } = instance;
  if (release.restriction(text) ?? restrictionClasses.has(text)) return { code: 'swallowed', harmless: true };
  const filter = /=(.*)$/.exec(text)?.[1];
  return filter !== undefined && !FILTER.test(filter) ? { code: 'badFilter' } : undefined;
}

function reportProblem(
  { instance, report }: RuleContext<MessageId>,
  setting: Setting,
  { item, fact, argument }: RestrictionEntry,
  { code, harmless, attribute, write }: Problem,
): void {
  report({
    at: placeIn(setting, (argument ?? item).span),
    message: code,
    severity: harmless || !isRead(instance, setting) ? 'warning' : 'error',
    values: { name: fact?.name ?? '', argument: argument?.text ?? '', attribute: attribute ?? '' },
    fixes: write !== undefined && argument?.direct ? [writing(setting, argument, write)] : [],
  });
}

function writing(setting: Setting, argument: Item, text: string): FixReport<MessageId> {
  return { title: 'write', values: { text }, edits: () => [replacement(setting, argument.span, text)] };
}
