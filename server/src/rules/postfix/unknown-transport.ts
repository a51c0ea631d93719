import { isRead, itemsOf, knownValue, settingsOf, type Setting } from '../../system/settings';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import { placeIn, replacement, valuePlace } from '../settings';
import { suggestTransport, transportsOf } from '../transports';

type MessageId = 'unknown' | 'similar' | 'nexthop' | 'write';
type Context = RuleContext<MessageId>;

/** A transport is a service of master.cf; the queue manager defers mail for one that is not there. */
export const unknownTransport = defineRule<MessageId>({
  id: 'unknown-transport',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    unknown: {
      en: 'master.cf has no service {name} to deliver through: mail that {parameter} sends there waits in the queue',
      'zh-cn': 'master.cf 中没有投递服务 {name}：经 {parameter} 交给它的邮件会一直留在队列里',
    },
    similar: {
      en: 'master.cf has no service {name} to deliver through; did you mean {meant}?',
      'zh-cn': 'master.cf 中没有投递服务 {name}；是不是 {meant}？',
    },
    nexthop: {
      en: '{parameter} begins with the name of a transport; {name} is a destination',
      'zh-cn': '{parameter} 要以传输名称开头，而 {name} 是目的主机',
    },
    write: { en: 'Change it to {text}', 'zh-cn': '改为 {text}' },
  },
  check(context) {
    const { instance } = context;
    const transports = transportsOf(instance);
    if (!transports) return;
    for (const setting of settingsOf(instance)) {
      const { type } = setting;
      if (type?.kind === 'transport') checkValue(context, setting, transports);
      else if (type?.kind === 'list' && type.of === 'transport') checkItems(context, setting, transports);
    }
  },
});

function checkValue(context: Context, setting: Setting, transports: ReadonlySet<string>): void {
  const text = knownValue(context.instance, setting);
  if (text === undefined) return;
  const name = /^\[[^\]]*\]/.exec(text)?.[0] ?? text.replace(/:.*$/s, '');
  if (name === '' || transports.has(name)) return;
  const { value } = setting;
  const written = value.text.startsWith(name);
  const span = written ? value.spanOf(0, name.length) : valuePlace(setting).span;
  reportMissing(context, setting, { name, span, written, transports });
}

function checkItems(context: Context, setting: Setting, transports: ReadonlySet<string>): void {
  for (const { text, own, direct, span } of itemsOf(context.instance, setting)) {
    if (text === undefined || !own) continue;
    if (text.startsWith('#')) return;
    if (/^\w[\w.-]*$/.test(text) && !transports.has(text)) {
      reportMissing(context, setting, { name: text, span, written: direct, transports });
    }
  }
}

interface Missing {
  readonly name: string;
  readonly span: Span;
  /** The name stands there letter by letter. */
  readonly written: boolean;
  readonly transports: ReadonlySet<string>;
}

function reportMissing(context: Context, setting: Setting, missing: Missing): void {
  const { name, span, written, transports } = missing;
  const isNexthop = name.startsWith('[');
  const meant = isNexthop ? `smtp:${name}` : suggestTransport(name, transports);
  context.report({
    at: placeIn(setting, span),
    message: isNexthop ? 'nexthop' : meant === undefined ? 'unknown' : 'similar',
    severity: isRead(context.instance, setting) ? 'warning' : 'info',
    values: { name, parameter: setting.name, meant: meant ?? '' },
    fixes:
      meant !== undefined && written
        ? [{ title: 'write', values: { text: meant }, edits: () => [replacement(setting, span, meant)] }]
        : [],
  });
}
