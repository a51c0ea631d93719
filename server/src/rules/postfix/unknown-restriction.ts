import { looksLikeNetwork } from '../../postfix/networkProblem';
import { restrictionLists, type RestrictionEntry } from '../../system/restrictionList';
import { isRead, itemsOf, settingsOf, type Setting } from '../../system/settings';
import { nearest } from '../../text/nearest';
import { hasLookAlike } from '../../text/lookAlikes';
import type { PostfixInstance } from '../../system/postfixInstance';
import { defineRule, type RuleContext } from '../rule';
import { placeIn, replacement } from '../settings';

type MessageId = 'unknown' | 'similar' | 'address' | 'undefinedClass' | 'write';
type Context = RuleContext<MessageId>;

/** What smtpd finds unknown when it gets there: it answers "451 Server configuration error" to everybody. */
export const unknownRestriction = defineRule<MessageId>({
  id: 'unknown-restriction',
  severity: 'error',
  reads: ['main', 'master'],
  messages: {
    unknown: {
      en: 'There is no restriction {name}: smtpd answers "451 Server configuration error" when it gets here',
      'zh-cn': '没有名为 {name} 的限制：smtpd 执行到这里就返回“451 Server configuration error”',
    },
    similar: {
      en: 'There is no restriction {name}; did you mean {meant}?',
      'zh-cn': '没有名为 {name} 的限制；是不是 {meant}？',
    },
    address: {
      en: '{name} is no restriction: addresses belong into mynetworks or into a table of check_client_access',
      'zh-cn': '{name} 不是限制：地址应写进 mynetworks，或写进 check_client_access 的查询表',
    },
    undefinedClass: {
      en: 'The restriction class {name} has no value: smtpd does not start',
      'zh-cn': '限制类 {name} 没有定义：smtpd 无法启动',
    },
    write: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
  },
  check(context) {
    for (const { setting, entries } of restrictionLists(context.instance)) {
      for (const entry of entries) {
        const isWrong = entry.kind === 'unknown' || (entry.kind === 'table' && looksLikeNetwork(entry.text));
        if (isWrong && !entry.unreachable) reportUnknown(context, setting, entry);
      }
    }
    for (const setting of settingsOf(context.instance)) {
      if (setting.name === 'smtpd_restriction_classes') checkClasses(context, setting);
    }
  },
});

function reportUnknown({ instance, report }: Context, setting: Setting, entry: RestrictionEntry): void {
  const { item, text } = entry;
  if (!item.own || hasLookAlike(text)) return;
  const address = looksLikeNetwork(text);
  const meant = address ? undefined : suggestion(instance, text);
  report({
    at: placeIn(setting, item.span),
    message: address ? 'address' : meant === undefined ? 'unknown' : 'similar',
    severity: isRead(instance, setting) ? 'error' : 'warning',
    values: { name: text, meant: meant ?? '' },
    fixes:
      meant !== undefined && item.direct
        ? [
            {
              title: 'write',
              values: { meant },
              safe: true,
              edits: () => [replacement(setting, item.span, meant)],
            },
          ]
        : [],
  });
}

/** Names that people expect, and that no spelling distance leads from. */
const EXPECTED: Readonly<Record<string, string>> = {
  allow: 'permit',
  accept: 'permit',
  ok: 'permit',
  deny: 'reject',
  permit_sasl_auth: 'permit_sasl_authenticated',
  permit_auth: 'permit_sasl_authenticated',
  check_access: 'check_client_access',
  reject_unauth: 'reject_unauth_destination',
};

function suggestion({ release, restrictionClasses }: PostfixInstance, text: string): string | undefined {
  const bare = text.replace(/[;.]+$/, '');
  const names = [...release.restrictionNames, ...restrictionClasses];
  if (names.includes(bare)) return bare;
  return EXPECTED[bare.toLowerCase()] ?? nearest(bare, names);
}

function checkClasses({ instance, report }: Context, setting: Setting): void {
  for (const item of itemsOf(instance, setting)) {
    const { text } = item;
    if (text === undefined || !item.own) continue;
    if (text.startsWith('#')) return;
    if (isDefined(instance, text)) continue;
    report({
      at: placeIn(setting, item.span),
      message: 'undefinedClass',
      severity: isRead(instance, setting) ? 'error' : 'warning',
      values: { name: text },
    });
  }
}

/** Set to something in main.cf, or in the options of a service that may be the only one to use it. */
function isDefined({ entries, services }: PostfixInstance, name: string): boolean {
  const own = entries.get(name)?.value.text ?? '';
  return own !== '' || services.some(({ overrides }) => overrides.some((override) => override.name === name));
}
