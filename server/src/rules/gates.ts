import { fieldText, type Service } from '../postfix/masterCf';
import type { PostfixInstance } from '../system/postfixInstance';
import type { Setting } from '../system/settings';

type Test = (instance: PostfixInstance, service: Service | undefined) => boolean;

const isOn =
  (name: string): Test =>
  (instance, service) =>
    instance.effective(name, service)?.toLowerCase() === 'yes';

const isSet =
  (...names: readonly string[]): Test =>
  (instance, service) =>
    names.some((name) => (instance.effective(name, service) ?? '') !== '');

/** Some list of restrictions names one; classes are not looked into. */
const mentions =
  (restriction: string): Test =>
  (instance, service) =>
    RESTRICTIONS.some((name) => instance.effective(name, service)?.includes(restriction));

const RESTRICTIONS = ['client', 'helo', 'sender', 'relay', 'recipient'].map(
  (stage) => `smtpd_${stage}_restrictions`,
);

const TLS_LEVELS = ['smtpd', 'smtp', 'lmtp'].map((side) => `${side}_tls_security_level`);
const TLS_SWITCHES = ['smtpd', 'smtp', 'lmtp'].flatMap((side) => [`${side}_use_tls`, `${side}_enforce_tls`]);

const usesTls: Test = (instance, service) =>
  TLS_SWITCHES.some((name) => isOn(name)(instance, service)) ||
  TLS_LEVELS.some((name) => !['', 'none'].includes(instance.effective(name, service)?.toLowerCase() ?? ''));

/** Settings whose value a program looks at only when a feature is in use, and the feature. */
const GATES: readonly (readonly [RegExp, Test])[] = [
  [/^smtpd_sasl_(type|(tls_)?security_options)$/, isOn('smtpd_sasl_auth_enable')],
  [/^smtp_sasl_(type|password_maps|(tls_(verified_)?)?security_options)$/, isOn('smtp_sasl_auth_enable')],
  [/^lmtp_sasl_(type|password_maps|(tls_(verified_)?)?security_options)$/, isOn('lmtp_sasl_auth_enable')],
  [/^smtpd_sasl_exceptions_networks$/, isOn('smtpd_sasl_auth_enable')],
  [/^permit_mx_backup_networks$/, mentions('permit_mx_backup')],
  [/^smtpd_proxy_options$/, isSet('smtpd_proxy_filter')],
  [/^milter_protocol$/, isSet('smtpd_milters', 'non_smtpd_milters', 'smtpd_milter_maps')],
  [/^(tls_(?!random_)|tlsmgr_service_name$)/, usesTls],
  [/^((smtpd|smtp|lmtp)_tls|tlsproxy_tls)_(mandatory_)?(ciphers|protocols)$/, usesTls],
];

/** True when the feature that looks at a setting is in use where the setting holds; true for settings of no feature. */
export function isFeatureUsed(instance: PostfixInstance, setting: Setting): boolean {
  const test = GATES.find(([pattern]) => pattern.test(setting.name))?.[1];
  // What every program loads, it loads at its start.
  if (!test || !setting.fact?.daemons) return true;
  if (setting.service) return test(instance, setting.service);
  const { daemons } = setting.fact;
  const readers = instance.services.filter((service) => daemons.includes(fieldText(service, 'command')));
  return test(instance, undefined) || readers.some((service) => test(instance, service));
}
