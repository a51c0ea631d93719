import type { BounceReason, DeferReason, End, RouteStep } from '../route/types';
import { format, type Language, type Localized } from '../text/localized';
import { UNTOLD_REASONS } from './lookupReasons';

/** One decision on the way of an address, in words. */
export function routeStepText(step: RouteStep, language: Language): string {
  const { kind, subject, parameter, key, result, reason } = step;
  const why = reason === undefined ? '' : UNTOLD_REASONS[reason][language];
  if (kind === 'class') {
    const text = key === undefined ? STEPS.elsewhere : STEPS.class;
    return format(text[language], { subject, parameter, class: CLASSES[result]?.[language] ?? result });
  }
  const from = key === undefined || key === subject ? subject : `${subject} (${key})`;
  return format(STEPS[kind][language], { subject: from, parameter, result, reason: why });
}

/** Where the way of an address ends, in words. */
export function routeEndText(end: End, language: Language): string {
  const { recipient } = end;
  switch (end.kind) {
    case 'handed': {
      const { transport, nexthop } = end;
      return format(ENDS.handed[language], { recipient, hop: `${transport}:${nexthop}` });
    }
    case 'stored':
      return format(ENDS[end.how][language], { recipient, target: end.target });
    case 'discarded':
      return format(ENDS.discarded[language], { recipient });
    case 'bounced':
      return format(BOUNCES[end.reason][language], { recipient, text: end.text });
    case 'deferred':
      return format(DEFERRALS[end.reason][language], { recipient, text: end.text });
  }
}

const STEPS = {
  completed: { en: '{subject} is made whole: {result}', 'zh-cn': '{subject} 补全为 {result}' },
  mapped: { en: '{parameter}: {subject} → {result}', 'zh-cn': '{parameter}：{subject} → {result}' },
  chosen: { en: '{parameter}: {subject} → {result}', 'zh-cn': '{parameter}：{subject} → {result}' },
  untold: {
    en: '{parameter}: cannot be told for {subject} ({reason}); supposed to have no answer',
    'zh-cn': '{parameter}：无法判断 {subject} 的结果（{reason}），以下假定查不到',
  },
  class: { en: '{subject} is in {parameter}: {class}', 'zh-cn': '{subject} 属于 {parameter}：{class}' },
  elsewhere: {
    en: '{subject} is in no list of domains: {class}',
    'zh-cn': '{subject} 不在任何域列表中：{class}',
  },
} as const satisfies Record<string, Localized>;

const CLASSES: Readonly<Record<string, Localized | undefined>> = {
  local: { en: 'a local domain', 'zh-cn': '本地域' },
  'virtual-alias': { en: 'a virtual alias domain', 'zh-cn': '虚拟别名域' },
  'virtual-mailbox': { en: 'a virtual mailbox domain', 'zh-cn': '虚拟邮箱域' },
  relay: { en: 'a relay domain', 'zh-cn': '中继域' },
  default: { en: 'mail for elsewhere', 'zh-cn': '发往外部' },
};

const ENDS = {
  handed: { en: '{recipient} goes to {hop}', 'zh-cn': '{recipient} 交给 {hop}' },
  mailbox: { en: '{recipient} goes into the mailbox {target}', 'zh-cn': '{recipient} 投递到邮箱 {target}' },
  user: {
    en: '{recipient} goes to the user {target}, if there is one (.forward, then mailbox)',
    'zh-cn': '{recipient} 投递给系统用户 {target}（若存在；先看 .forward，再投邮箱）',
  },
  command: { en: '{recipient} goes to the command {target}', 'zh-cn': '{recipient} 交给命令 {target}' },
  file: { en: '{recipient} goes into the file {target}', 'zh-cn': '{recipient} 写入文件 {target}' },
  discarded: { en: 'mail for {recipient} is dropped', 'zh-cn': '发给 {recipient} 的邮件被丢弃' },
} as const satisfies Record<string, Localized>;

const BOUNCES: Readonly<Record<BounceReason, Localized>> = {
  error: { en: '{recipient} is refused: {text}', 'zh-cn': '{recipient} 被退信：{text}' },
  syntax: {
    en: '{recipient} is refused: "{text}" is no domain to deliver to',
    'zh-cn': '{recipient} 被退信：“{text}”不是可投递的域',
  },
  'unknown-user': {
    en: '{recipient} is refused: no such mailbox',
    'zh-cn': '{recipient} 被退信：没有这个邮箱',
  },
  loop: {
    en: '{recipient} is refused: the way of mail for {text} leads back to itself',
    'zh-cn': '{recipient} 被退信：{text} 的邮件又绕回自身',
  },
  restricted: {
    en: '{recipient} is refused: {text} does not allow this here',
    'zh-cn': '{recipient} 被退信：{text} 在此处不允许',
  },
};

const DEFERRALS: Readonly<Record<DeferReason, Localized>> = {
  lookup: {
    en: 'mail for {recipient} is put aside: a table of {text} fails',
    'zh-cn': '发给 {recipient} 的邮件被搁置：{text} 中有查找表出错',
  },
  nesting: {
    en: 'mail for {recipient} is not accepted: {text} leads from address to address without an end',
    'zh-cn': '不接受发给 {recipient} 的邮件：{text} 中的地址循环映射，没有尽头',
  },
  together: {
    en: 'mail for {recipient} waits: it goes on in one message with that for {text}, which is not accepted; at every new attempt those who are served directly get it again',
    'zh-cn':
      '发给 {recipient} 的邮件滞留：它与发给 {text} 的邮件合为一封转发，而后者不被接受；每次重试，直接投递的收件人都会再收到一份',
  },
  transport: {
    en: 'mail for {recipient} waits in the queue: master.cf has no service {text}',
    'zh-cn': '发给 {recipient} 的邮件滞留队列：master.cf 中没有服务 {text}',
  },
  retry: {
    en: 'mail for {recipient} waits in the queue: {text}',
    'zh-cn': '发给 {recipient} 的邮件滞留队列：{text}',
  },
  'null-transport': {
    en: 'mail for {recipient} waits in the queue: a setting names no transport before its colon',
    'zh-cn': '发给 {recipient} 的邮件滞留队列：有设置在冒号前没有写传输名称',
  },
  include: {
    en: 'mail for {recipient} waits: {text} cannot be read here',
    'zh-cn': '发给 {recipient} 的邮件搁置：在此无法读取 {text}',
  },
};
