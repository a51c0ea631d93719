import { restrictionLists, type RestrictionEntry } from '../../system/restrictionList';
import type { PostfixInstance } from '../../system/postfixInstance';
import { itemsOf, settingsOf, type Item, type Setting } from '../../system/settings';
import { nearest } from '../../text/nearest';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import { placeIn, replacement } from '../settings';

/** Zones that answer no more, with those below them, and the year in which they ended. */
const ENDED: Readonly<Record<string, number>> = {
  'relays.osirusoft.com': 2003,
  'relays.monkeys.com': 2003,
  'blackholes.easynet.nl': 2003,
  'blackholes.wirehub.net': 2003,
  'opm.blitzed.org': 2006,
  'ordb.org': 2006,
  'dsbl.org': 2008,
  'rfc-ignorant.org': 2012,
  'njabl.org': 2013,
  'ahbl.org': 2015,
  'spamcannibal.org': 2018,
  'bl.emailbasura.org': 2019,
  'megarbl.net': 2019,
  'dnsbl.inps.de': 2020,
  'sorbs.net': 2024,
  'ix.dnsbl.manitu.net': 2025,
};

/** Zones whose content lives on in another one. */
const MERGED: Readonly<Record<string, string>> = {
  'cbl.abuseat.org': 'zen.spamhaus.org',
  'sbl-xbl.spamhaus.org': 'zen.spamhaus.org',
};

/** Answers only those who pay. */
const PAID: readonly string[] = ['mail-abuse.org', 'mail-abuse.com'];

/** Zones that are often misspelt. */
const ALIVE: readonly string[] = [
  'zen.spamhaus.org',
  'sbl.spamhaus.org',
  'xbl.spamhaus.org',
  'pbl.spamhaus.org',
  'dbl.spamhaus.org',
  'bl.spamcop.net',
  'b.barracudacentral.org',
  'psbl.surriel.com',
  'dnsbl-1.uceprotect.net',
  'dnsbl-2.uceprotect.net',
  'dnsbl-3.uceprotect.net',
  'list.dnswl.org',
  'dnsbl.dronebl.org',
  'all.spamrats.com',
  'dyna.spamrats.com',
  'noptr.spamrats.com',
  'spam.spamrats.com',
  'bl.mailspike.net',
  'rep.mailspike.net',
  'wl.mailspike.net',
  'multi.uribl.com',
  'multi.surbl.org',
  'bl.spameatingmonkey.net',
  'hostkarma.junkemailfilter.com',
];

type MessageId = 'ended' | 'merged' | 'paid' | 'misspelt' | 'drop' | 'write';

/** A DNS blocklist that is gone: at best a delay for each client, at worst it lists everybody. */
export const deadDnsbl = defineRule<MessageId>({
  id: 'dead-dnsbl',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    ended: {
      en: 'The DNS list {zone} ended in {year}: no answer is worth anything, and one that lists everybody stops all mail',
      'zh-cn':
        'DNS 列表 {zone} 已于 {year} 年停止服务：它的应答没有意义，一旦把所有地址都列入，就收不到任何邮件',
    },
    merged: {
      en: 'What {zone} listed is in {successor} now',
      'zh-cn': '{zone} 的内容已并入 {successor}',
    },
    paid: {
      en: '{zone} answers subscribers only: for all others it lists nobody',
      'zh-cn': '{zone} 只应答付费用户：对其他人来说它不会列出任何地址',
    },
    misspelt: {
      en: 'There is no DNS list {zone}; did you mean {successor}?',
      'zh-cn': '没有名为 {zone} 的 DNS 列表；是不是 {successor}？',
    },
    drop: { en: 'Take {zone} out', 'zh-cn': '去掉 {zone}' },
    write: { en: 'Ask {text} instead', 'zh-cn': '改为查询 {text}' },
  },
  check(context) {
    const { instance } = context;
    for (const { setting, entries } of restrictionLists(instance)) {
      for (const entry of entries) checkEntry(context, setting, entry);
    }
    for (const setting of settingsOf(instance)) {
      const { type } = setting;
      if (type?.kind !== 'list' || type.of !== 'dnsbl') continue;
      for (const item of itemsOf(instance, setting)) checkZone(context, setting, item, item.span);
    }
  },
});

function checkEntry(
  context: RuleContext<MessageId>,
  setting: Setting,
  { fact, item, argument, unreachable }: RestrictionEntry,
): void {
  if (unreachable || fact?.argument !== 'dns-domain' || !argument) return;
  checkZone(context, setting, argument, { start: item.span.start, end: argument.span.end });
}

/** `whole` is what has to go with the zone. */
function checkZone(
  { instance, report }: RuleContext<MessageId>,
  setting: Setting,
  item: Item,
  whole: Span,
): void {
  const zone =
    /^[^=*]+/
      .exec(item.text ?? '')?.[0]
      .toLowerCase()
      .replace(/\.$/, '') ?? '';
  const verdict = judge(zone);
  if (!verdict) return;
  const { message, year = 0, successor = '' } = verdict;
  const { start } = item.span;
  const canWrite = item.direct && successor !== '' && !isAsked(instance, setting, successor);
  report({
    at: placeIn(setting, item.span),
    message,
    values: { zone, year, successor },
    fixes: canWrite
      ? [
          {
            title: 'write',
            values: { text: successor },
            edits: () => [replacement(setting, { start, end: start + zone.length }, successor)],
          },
        ]
      : item.direct
        ? [
            {
              title: 'drop',
              values: { zone },
              edits: () => [replacement(setting, withSeparator(setting, whole), '')],
            },
          ]
        : [],
  });
}

interface Verdict {
  readonly message: 'ended' | 'merged' | 'paid' | 'misspelt';
  readonly year?: number;
  readonly successor?: string;
}

function judge(zone: string): Verdict | undefined {
  const isBelow = (parent: string): boolean => zone === parent || zone.endsWith(`.${parent}`);
  const ended = Object.entries(ENDED).find(([name]) => isBelow(name));
  if (ended) return { message: 'ended', year: ended[1] };
  const merged = Object.entries(MERGED).find(([name]) => isBelow(name));
  if (merged) return { message: 'merged', successor: merged[1] };
  if (PAID.some(isBelow)) return { message: 'paid' };
  if (zone.length < 8 || ALIVE.includes(zone) || ALIVE.some((name) => zone.endsWith(`.${name}`)))
    return undefined;
  const meant = nearest(zone, ALIVE);
  return meant !== undefined && isTypingError(zone, meant)
    ? { message: 'misspelt', successor: meant }
    : undefined;
}

/** Zones of one provider differ in few letters (`sbl`, `xbl`): only what differs in the provider's name counts. */
function isTypingError(zone: string, meant: string): boolean {
  const provider = (name: string): string => name.split('.').slice(-2).join('.');
  return provider(zone) !== provider(meant);
}

/** Some list asks the zone already. */
function isAsked(instance: PostfixInstance, setting: Setting, zone: string): boolean {
  return itemsOf(instance, setting).some(({ text }) => text?.toLowerCase().startsWith(zone) ?? false);
}

/** With the comma and the blanks behind it, else those before it, so that the list stays a list. */
function withSeparator({ file, value }: Setting, { start, end }: Span): Span {
  const { text } = file.tree;
  let to = end;
  while (to < value.end && /[\s,]/.test(text[to] ?? '')) to++;
  if (to < value.end || to > end) return { start, end: to };
  let from = start;
  while (from > value.start && /[\s,]/.test(text[from - 1] ?? '')) from--;
  return { start: from, end };
}
