import type { PostfixInstance } from '../../system/postfixInstance';
import { defineRule, type Place } from '../rule';
import { isOn, Once, placeFor, publicSmtpds, type Smtpd } from '../smtpd';

const LISTS = ['client', 'helo', 'sender', 'relay', 'recipient'].map(
  (stage) => `smtpd_${stage}_restrictions`,
);

/** What lets a client through because it has logged in, or may do so. */
const HEEDS_LOGIN = /\b(permit_sasl_authenticated|check_sasl_access|check_policy_service)\b/i;

/** Logging in gets nobody anything when no restriction asks for it. */
export const loginWithoutPermit = defineRule({
  id: 'login-without-permit',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    useless: {
      en: 'Clients can log in here, but no restriction lets them through for it: permit_sasl_authenticated stands in no list',
      'zh-cn': '客户端可以登录，但没有任何限制因此放行：所有限制列表中都没有 permit_sasl_authenticated',
    },
  },
  check({ instance, report }) {
    if (!instance.main) return;
    const named = publicSmtpds(instance)
      .filter((smtpd) => isOn(instance, 'smtpd_sasl_auth_enable', smtpd))
      .map((smtpd) => ({
        at: placeFor(instance, smtpd, 'smtpd_sasl_auth_enable'),
        isOfUse: heedsLogin(instance, smtpd),
      }));
    // One line of main.cf is of use when it is to one of the services.
    const keyOf = (at: Place): string => `${at.uri} ${at.span.start}`;
    const useful = new Set(named.flatMap(({ at, isOfUse }) => (at && isOfUse ? [keyOf(at)] : [])));
    const once = new Once();
    for (const { at } of named) {
      if (at && !useful.has(keyOf(at)) && once.isFirst(at)) report({ at, message: 'useless' });
    }
  },
});

function heedsLogin(instance: PostfixInstance, { service }: Smtpd): boolean {
  const names = [...LISTS, ...instance.restrictionClasses];
  return names.some((name) => HEEDS_LOGIN.test(instance.effective(name, service) ?? ''));
}
