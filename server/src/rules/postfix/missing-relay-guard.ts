import { wordsOf } from '../../system/names';
import type { PostfixInstance } from '../../system/postfixInstance';
import { defineRule } from '../rule';
import { assign, assignHere, Once, placeFor, settingFor, smtpds, type Smtpd } from '../smtpd';

/** One of these smtpd wants to see in one of the two lists before it starts (has_required() of smtpd_check.c). */
const GUARDS: ReadonlySet<string> = new Set([
  'reject_unauth_destination',
  'defer_unauth_destination',
  'reject',
  'defer',
  'defer_if_permit',
  'check_relay_domains',
]);
const LISTS = ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'] as const;
const STANDARD = 'permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination';
/** Classes may name each other. */
const MAXIMUM_DEPTH = 20;

/** smtpd stops at its start when neither list keeps strangers from relaying. */
export const missingRelayGuard = defineRule({
  id: 'missing-relay-guard',
  severity: 'error',
  reads: ['main', 'master'],
  messages: {
    unguarded: {
      en: 'smtpd does not start: neither smtpd_relay_restrictions nor smtpd_recipient_restrictions has a reject_unauth_destination or another restriction that keeps strangers from relaying',
      'zh-cn':
        'smtpd 无法启动：smtpd_relay_restrictions 和 smtpd_recipient_restrictions 中都没有 reject_unauth_destination 之类阻止外人中继的限制',
    },
    noLevel: {
      en: 'smtpd does not start: without compatibility_level both smtpd_relay_restrictions and smtpd_recipient_restrictions are empty, and nothing keeps strangers from relaying',
      'zh-cn':
        'smtpd 无法启动：没有设置 compatibility_level 时，smtpd_relay_restrictions 和 smtpd_recipient_restrictions 都为空，没有任何限制阻止外人中继',
    },
    set: {
      en: 'Set smtpd_relay_restrictions to {value}',
      'zh-cn': '将 smtpd_relay_restrictions 设为 {value}',
    },
  },
  check({ instance, report }) {
    if (!instance.main) return;
    const once = new Once();
    for (const smtpd of smtpds(instance)) {
      if (isGuarded(instance, smtpd)) continue;
      const at = placeFor(instance, smtpd, ...[...LISTS].reverse());
      if (!at || !once.isFirst(at)) continue;
      const isSet = LISTS.some((name) => settingFor(instance, name, smtpd.service));
      const message = isSet || instance.entries.has('compatibility_level') ? 'unguarded' : 'noLevel';
      const isOwn = isSet && at.uri === instance.master?.uri;
      const change = isOwn ? assignHere : assign;
      const edits = (): ReturnType<typeof assign> => change(instance, smtpd, LISTS[0], STANDARD);
      report({ at, message, fixes: [{ title: 'set', values: { value: STANDARD }, edits }] });
    }
  },
});

/** True as well where an expansion fails: another rule tells of it. */
function isGuarded(instance: PostfixInstance, smtpd: Smtpd): boolean {
  return LISTS.some((name) => {
    const raw = instance.rawValue(name, smtpd.service);
    if (!raw) return false;
    const { text, failure } = instance.expand(raw.text, smtpd.service);
    return failure !== undefined || hasGuard(instance, smtpd, text, 0);
  });
}

function hasGuard(instance: PostfixInstance, smtpd: Smtpd, list: string, depth: number): boolean {
  const words = wordsOf(list).map(({ text }) => text);
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const name = word.toLowerCase();
    if (name === 'warn_if_reject') index++;
    else if (GUARDS.has(name)) return true;
    else if (name === 'permit') return false;
    else if (instance.restrictionClasses.has(word) && depth < MAXIMUM_DEPTH) {
      const inner = instance.effective(word, smtpd.service) ?? '';
      if (hasGuard(instance, smtpd, inner, depth + 1)) return true;
    }
  }
  return false;
}
