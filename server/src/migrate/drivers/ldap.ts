import { isYes } from '../conversion';
import { reason, type Reason } from '../reasons';
import { weakScheme } from '../settings/databases';
import { convertField, joinFields } from '../settings/fields';
import { block, setting, type NewSetting } from '../statements';
import {
  lines,
  named,
  needless,
  notUnderstood,
  type DriverConversion,
  type DriverConversions,
  type DriverValues,
} from './driverSettings';

export const LDAP: DriverConversions = {
  uris: (value, values) => lines(...standardScheme(values), setting('ldap_uris', value)),
  hosts: (value, values) =>
    lines(
      ...standardScheme(values),

      setting(
        'ldap_uris',
        words(value)
          .map((host) => `ldap://${host}`)
          .join(' '),
      ),
    ),
  dn: named('ldap_auth_dn'),
  dnpass: (value) => lines(setting('ldap_auth_dn_password', value)),
  auth_bind: named('passdb_ldap_bind'),
  auth_bind_userdn: named('passdb_ldap_bind_userdn'),
  tls: (value) => lines(setting('ldap_starttls', isYes(value) ? 'yes' : 'no')),
  sasl_bind: needless,
  sasl_mech: named('ldap_auth_sasl_mechanisms'),
  sasl_realm: named('ldap_auth_sasl_realm'),
  sasl_authz_id: named('ldap_auth_sasl_authz_id'),
  tls_ca_cert_file: named('ssl_client_ca_file'),
  tls_ca_cert_dir: named('ssl_client_ca_dir'),
  tls_cert_file: named('ssl_client_cert_file'),
  tls_key_file: named('ssl_client_key_file'),
  tls_cipher_suite: named('ssl_cipher_list'),
  tls_require_cert: (value) =>
    lines(setting('ssl_client_require_valid_cert', /^(demand|hard)$/.test(value) ? 'yes' : 'no')),
  deref: named('ldap_deref'),
  scope: named('ldap_scope'),
  base: named('ldap_base'),
  ldap_version: named('ldap_version'),
  debug_level: named('ldap_debug_level'),
  user_filter: named('userdb_ldap_filter'),
  pass_filter: named('passdb_ldap_filter'),
  iterate_filter: named('userdb_ldap_iterate_filter'),
  default_pass_scheme: (value) => ({
    statements: [setting('passdb_default_password_scheme', value)],
    reasons: weakScheme(value),
  }),
  userdb_warning_disable: needless,
  user_attrs: attributes('userdb_fields'),
  pass_attrs: attributes('passdb_fields'),
  iterate_attrs: attributes('userdb_ldap_iterate_fields'),
  blocking: (value) =>
    lines(
      setting('passdb_use_worker', isYes(value) ? 'yes' : 'no'),
      setting('userdb_use_worker', isYes(value) ? 'yes' : 'no'),
    ),
};

/** What 2.3 takes passwords without a scheme for, where Dovecot compares them itself. */
function standardScheme(values: DriverValues): NewSetting[] {
  const isCompared = values.has('pass_filter') && !isYes(values.get('auth_bind'));
  return isCompared && !values.has('default_pass_scheme')
    ? [setting('passdb_default_password_scheme', 'CRYPT')]
    : [];
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** `uid=user,=home=/home/%{ldap:uid}`: attributes with the fields that they fill, some by a template. */
function attributes(name: string): DriverConversion {
  return (value) => {
    const parts = value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const unknown: Reason[] = [];
    const fields = parts.map((part) => {
      const [attribute = '', field = attribute, ...template] = part.split('=');
      if (field === '') return joinFields([]);
      if (!/^[\w:]+$/.test(field) || /^[@!~]/.test(attribute)) {
        unknown.push(reason('not-understood', { value: part }));
        return joinFields([]);
      }
      const own = `%{ldap:${attribute}}`;
      return convertField(
        field,
        template.length === 0 ? own : template.join('=').replaceAll('%$', () => own),
      );
    });
    const { settings, reasons } = joinFields(fields);
    if (settings.length === 0 && unknown.length + reasons.length === 0) return notUnderstood(value);
    return {
      statements: settings.length === 0 ? [] : [block(name, undefined, settings)],
      reasons: [...unknown, ...reasons],
    };
  };
}
