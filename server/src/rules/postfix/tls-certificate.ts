import type { PostfixInstance } from '../../system/postfixInstance';
import { defineRule, type RuleContext } from '../rule';
import { namePlace } from '../settings';
import { entryPlace, isOn, Once, placeFor, publicSmtpds, settingFor, type Smtpd } from '../smtpd';

type MessageId = 'none' | 'keyAlone' | 'ignored';

const CERTIFICATES = ['smtpd_tls_cert_file', 'smtpd_tls_dcert_file', 'smtpd_tls_eccert_file'];
const KEYS: Readonly<Record<string, string>> = {
  smtpd_tls_key_file: 'smtpd_tls_cert_file',
  smtpd_tls_dkey_file: 'smtpd_tls_dcert_file',
  smtpd_tls_eckey_file: 'smtpd_tls_eccert_file',
};
const CHAIN = 'smtpd_tls_chain_files';

/** A server that is to do TLS needs a certificate with its key, set in one of two ways. */
export const tlsCertificate = defineRule<MessageId>({
  id: 'tls-certificate',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    none: {
      en: 'TLS is on, but smtpd has no certificate: it does not offer STARTTLS ("No server certs available")',
      'zh-cn': '启用了 TLS，但 smtpd 没有证书：它不会提供 STARTTLS（“No server certs available”）',
    },
    keyAlone: {
      en: '{name} has no effect without {certificate}',
      'zh-cn': '没有 {certificate}，{name} 不起作用',
    },
    ignored: {
      en: 'Ignored: {chain} is set too, and rules alone',
      'zh-cn': '不起作用：同时设置了 {chain}，只有后者有效',
    },
  },
  check(context) {
    if (!context.instance.main) return;
    checkCertificates(context);
    checkPairs(context);
  },
});

function checkCertificates({ instance, report }: RuleContext<MessageId>): void {
  const once = new Once();
  for (const smtpd of publicSmtpds(instance)) {
    if (!usesTls(instance, smtpd) || hasCertificate(instance, smtpd)) continue;
    const at = placeFor(
      instance,
      smtpd,
      'smtpd_tls_wrappermode',
      'smtpd_tls_security_level',
      'smtpd_use_tls',
    );
    if (at && once.isFirst(at)) report({ at, message: 'none' });
  }
}

function usesTls(instance: PostfixInstance, smtpd: Smtpd): boolean {
  const level = instance.effective('smtpd_tls_security_level', smtpd.service) ?? '';
  if (/^(may|encrypt)$/i.test(level) || isOn(instance, 'smtpd_tls_wrappermode', smtpd)) return true;
  return level === '' && ['smtpd_use_tls', 'smtpd_enforce_tls'].some((name) => isOn(instance, name, smtpd));
}

/** `none` is a way to say that there is to be none (anonymous ciphers). */
function hasCertificate(instance: PostfixInstance, { service }: Smtpd): boolean {
  return [...CERTIFICATES, CHAIN].some((name) => (instance.effective(name, service) ?? '') !== '');
}

/** In main.cf alone: an option of a service may go with what stands there. */
function checkPairs({ instance, report }: RuleContext<MessageId>): void {
  const chain = settingFor(instance, CHAIN);
  const hasChain = (chain?.value.text ?? '') !== '';
  for (const [name, certificate] of Object.entries(KEYS)) {
    const key = settingFor(instance, name);
    const cert = settingFor(instance, certificate);
    if (hasChain && chain) {
      for (const setting of [cert, key]) {
        if (!setting || setting.value.text === '') continue;
        report({ at: namePlace(setting), message: 'ignored', values: { chain: CHAIN } });
      }
    } else if (key && key.value.text !== '' && (instance.effective(certificate) ?? '') === '') {
      const isElsewhere = instance.services.some(({ overrides }) =>
        overrides.some((override) => override.name === certificate),
      );
      if (!isElsewhere) report({ at: entryPlace(key), message: 'keyAlone', values: { name, certificate } });
    }
  }
}
