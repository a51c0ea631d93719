import type { PostfixInstance } from '../../system/postfixInstance';
import { wordsOf } from '../../system/names';
import { defineRule } from '../rule';
import { assign, isOn, Once, placeFor, publicSmtpds, type Smtpd } from '../smtpd';

/** Settings that may be to blame; the one that turns logins on first. */
const NAMES = ['smtpd_sasl_auth_enable', 'smtpd_tls_auth_only', 'smtpd_tls_security_level'];

/** Who listens on the way reads the passwords of those who log in without TLS. */
export const authWithoutTls = defineRule({
  id: 'auth-without-tls',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    none: {
      en: 'Clients log in here, but smtpd does no TLS: passwords cross the network in clear text',
      'zh-cn': '客户端在此登录，但 smtpd 没有启用 TLS：密码以明文在网络上传输',
    },
    optional: {
      en: 'Clients may log in here before TLS begins: smtpd_tls_auth_only is no',
      'zh-cn': '客户端可以在启用 TLS 之前登录，密码以明文传输：smtpd_tls_auth_only 为 no',
    },
    only: { en: 'Set smtpd_tls_auth_only = yes', 'zh-cn': '设置 smtpd_tls_auth_only = yes' },
  },
  check({ instance, report }) {
    if (!instance.main) return;
    const once = new Once();
    for (const smtpd of publicSmtpds(instance)) {
      const message = troubleOf(instance, smtpd);
      const at = message && placeFor(instance, smtpd, ...NAMES);
      if (!message || !at || !once.isFirst(at, message)) continue;
      const edits = (): ReturnType<typeof assign> => assign(instance, smtpd, 'smtpd_tls_auth_only', 'yes');
      report({ at, message, fixes: message === 'optional' ? [{ title: 'only', edits }] : [] });
    }
  },
});

function troubleOf(instance: PostfixInstance, smtpd: Smtpd): 'none' | 'optional' | undefined {
  const text = (name: string): string => instance.effective(name, smtpd.service) ?? '';
  if (!isOn(instance, 'smtpd_sasl_auth_enable', smtpd) || isOn(instance, 'smtpd_tls_wrappermode', smtpd))
    return undefined;
  const options = wordsOf(text('smtpd_sasl_security_options')).map((word) => word.text.toLowerCase());
  if (options.includes('noplaintext')) return undefined;
  const level = text('smtpd_tls_security_level').toLowerCase();
  if (level === 'encrypt') return undefined;
  if (level === '' && isOn(instance, 'smtpd_enforce_tls', smtpd)) return undefined;
  // Without TLS, smtpd_tls_auth_only hides AUTH from everybody.
  if (isOn(instance, 'smtpd_tls_auth_only', smtpd)) return undefined;
  return level === 'may' || (level === '' && isOn(instance, 'smtpd_use_tls', smtpd)) ? 'optional' : 'none';
}
