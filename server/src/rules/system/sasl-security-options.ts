import type { Service } from '../../postfix/masterCf';
import { saslOption } from '../../sasl/saslConf';
import { saslWords } from '../../sasl/words';
import { cyrusServices } from '../../system/sasl';
import type { PostfixInstance } from '../../system/postfixInstance';
import { defineRule } from '../rule';

/** Mechanisms of a mech_list that Postfix forbids, so that none is left. */
export const saslSecurityOptions = defineRule({
  id: 'sasl-security-options',
  severity: 'warning',
  reads: ['main', 'sasl'],
  messages: {
    none: {
      en: '{setting} = {value} forbids each of these mechanisms: smtpd ends with "no SASL authentication mechanisms"',
      'zh-cn':
        '{setting} = {value} 禁止了这里的每一种机制：smtpd 会报“no SASL authentication mechanisms”并退出',
    },
    anonymous: {
      en: 'ANONYMOUS lets everybody in, and {setting} does not contain noanonymous',
      'zh-cn': 'ANONYMOUS 允许任何人登录，而 {setting} 中没有 noanonymous',
    },
  },
  check({ system, instance, report }) {
    const { sasl } = system;
    const list = sasl && saslOption(sasl.tree, 'mech_list');
    if (!sasl || !list) return;
    const words = saslWords(list.value, list.valueSpan);
    const anonymous = words.find(({ text }) => text.toLowerCase() === 'anonymous');
    const sessions = sessionsOf(instance);
    const open = sessions.find(({ value }) => !optionsIn(value).includes('noanonymous'));
    if (anonymous && open) {
      const at = { uri: sasl.uri, span: anonymous.span };
      report({ at, message: 'anonymous', values: { setting: open.setting } });
    }
    const closed = sessions.find(({ value }) =>
      words.every(({ text }) => isForbidden(text, optionsIn(value))),
    );
    if (words.length === 0 || !closed) return;
    report({ at: { uri: sasl.uri, span: list.valueSpan }, message: 'none', values: { ...closed } });
  },
});

/** Sessions without encryption go by the first, encrypted ones by the second. */
const SETTINGS = ['smtpd_sasl_security_options', 'smtpd_sasl_tls_security_options'] as const;

/** The words that Postfix hands to the library, for each kind of session on each service. */
function sessionsOf(instance: PostfixInstance): { readonly setting: string; readonly value: string }[] {
  return SETTINGS.flatMap((setting) =>
    cyrusServices(instance)
      .filter((service) => setting === SETTINGS[1] || !isTlsOnly(instance, service))
      .map((service) => ({ setting, value: instance.effective(setting, service) ?? '' })),
  );
}

/** No client logs in without encryption: the first setting does not matter. */
function isTlsOnly(instance: PostfixInstance, service: Service): boolean {
  const on = (name: string): boolean => instance.effective(name, service)?.toLowerCase() === 'yes';
  return on('smtpd_tls_auth_only') || on('smtpd_tls_wrappermode');
}

function optionsIn(value: string): string[] {
  return value.toLowerCase().split(/[\s,]+/);
}

/** What each option leaves of the mechanisms that the library brings (its SASL_SEC flags). */
const LEFT: Readonly<Record<string, RegExp>> = {
  noplaintext: /^(?!plain$|login$)/,
  noanonymous: /^(?!anonymous$)/,
  noactive: /^scram-/,
  mutual_auth: /^(?:scram-|digest-md5$)/,
  nodictionary: /^$/,
  forward_secrecy: /^$/,
};

const KNOWN = /^(?:plain|login|anonymous|cram-md5|digest-md5|ntlm|scram-sha-(?:1|224|256|384|512))$/;

/** Of mechanisms that other packages bring nothing is said. */
function isForbidden(mechanism: string, options: readonly string[]): boolean {
  const name = mechanism.toLowerCase();
  return KNOWN.test(name) && options.some((option) => LEFT[option]?.test(name) === false);
}
