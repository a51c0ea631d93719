import type { PostfixInstance } from '../../system/postfixInstance';
import { restrictionLists, type RestrictionEntry } from '../../system/restrictionList';
import { isRead, itemsOf, settingsNamed, type Setting } from '../../system/settings';
import type { Span } from '../../text/span';
import { defineRule, type FixReport, type Severity } from '../rule';
import { placeIn, replacement } from '../settings';

type MessageId = 'removed' | 'goes' | 'oldName' | 'write' | 'remove';

/** Old restrictions: gone, about to go, or known by another name today. */
export const removedRestriction = defineRule<MessageId>({
  id: 'removed-restriction',
  severity: 'error',
  reads: ['main', 'master'],
  messages: {
    removed: {
      en: '{name} was removed in Postfix {removed}: smtpd answers "451 Server configuration error"; use {other}',
      'zh-cn':
        '{name} 已在 Postfix {removed} 中去掉：smtpd 会返回“451 Server configuration error”；请改用 {other}',
    },
    goes: {
      en: '{name} is deprecated: a later Postfix will not know it; use {other}',
      'zh-cn': '{name} 已弃用，今后的 Postfix 将不再支持，请改用 {other}',
    },
    oldName: { en: '{name} is the old name of {other}', 'zh-cn': '{name} 是旧名称，现在叫 {other}' },
    write: { en: 'Write {text} instead', 'zh-cn': '改为 {text}' },
    remove: { en: 'Remove it', 'zh-cn': '删除它' },
  },
  check({ instance, report }) {
    for (const { setting, entries } of restrictionLists(instance)) {
      entries.forEach((entry, index) => {
        const { fact, item } = entry;
        const message = messageFor(instance, entry);
        if (!message || !fact || !item.own || entry.unreachable) return;
        report({
          at: placeIn(setting, item.span),
          message,
          severity: severityOf(instance, setting, message),
          values: {
            name: fact.name,
            removed: fact.removed ?? '',
            other: fact.replacedBy ?? fact.deprecated?.replacement ?? '',
          },
          tag: 'deprecated',
          fixes: item.direct ? fixesFor(instance, setting, entries, index) : [],
        });
      });
    }
  },
});

function messageFor({ release }: PostfixInstance, { kind, fact }: RestrictionEntry): MessageId | undefined {
  if (kind === 'removed') return 'removed';
  if (kind !== 'built-in' || !fact) return undefined;
  if (fact.removed !== undefined) return 'goes';
  if (fact.deprecated) return release.isAtLeast(fact.deprecated.since) ? 'goes' : undefined;
  return fact.replacedBy === undefined ? undefined : 'oldName';
}

function severityOf(instance: PostfixInstance, setting: Setting, message: MessageId): Severity {
  if (message === 'removed') return isRead(instance, setting) ? 'error' : 'warning';
  return message === 'goes' ? 'warning' : 'hint';
}

function fixesFor(
  instance: PostfixInstance,
  setting: Setting,
  entries: readonly RestrictionEntry[],
  index: number,
): FixReport<MessageId>[] {
  const { fact, item } = entries[index] ?? {};
  if (!fact || !item) return [];
  const text = fact.name === 'reject_maps_rbl' ? dnsLists(instance) : successorOf(fact.name, fact.replacedBy);
  if (text !== undefined) {
    return [
      { title: 'write', values: { text }, safe: true, edits: () => [replacement(setting, item.span, text)] },
    ];
  }
  if (fact.replacedBy === undefined) return [];
  const span = withSeparator(entries, index);
  return [{ title: 'remove', edits: () => [replacement(setting, span, '')] }];
}

/** `permit_naked_ip_address` trusted any client that gave an address as its name: nothing takes its place. */
function successorOf(name: string, replacedBy: string | undefined): string | undefined {
  return name === 'permit_naked_ip_address' ? undefined : replacedBy;
}

/** One `reject_rbl_client` for each of `maps_rbl_domains`, which the old restriction went by. */
function dnsLists(instance: PostfixInstance): string | undefined {
  const domains = settingsNamed(instance, new Set(['maps_rbl_domains'])).flatMap((setting) =>
    itemsOf(instance, setting).flatMap(({ text }) => text ?? []),
  );
  return domains.length === 0 ? undefined : domains.map((domain) => `reject_rbl_client ${domain}`).join(', ');
}

/** The item with the blanks and commas between it and its neighbour. */
function withSeparator(entries: readonly RestrictionEntry[], index: number): Span {
  const { start = 0, end = 0 } = entries[index]?.item.span ?? {};
  const next = entries[index + 1]?.item.span.start;
  if (next !== undefined) return { start, end: next };
  const before = entries[index - 1];
  return { start: (before?.argument ?? before?.item)?.span.end ?? start, end };
}
