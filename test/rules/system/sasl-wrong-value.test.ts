import { saslWrongValue } from '../../../server/src/rules/system/sasl-wrong-value';
import { testRule } from '../../support/testRule';

testRule(saslWrongValue, {
  silent: [
    {
      files: {
        'main.cf': '',
        'smtpd.conf': 'sql_engine: MYSQL \nntlm_v2: true\nsaslauthd_path: /x\nreauth_timeout: 5\n',
      },
    },
    {
      name: 'what SQL quotes, and what a shell fills in',
      files: {
        'main.cf': '',
        'smtpd.conf': `sql_select: "select" "x"\n`,
        'etc/default/saslauthd': 'START="yes"\nTHREADS=$N\n',
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': '', 'smtpd.conf': 'sql_engine: «mysqll»\n' },
      message: 'sql_engine is one of mysql',
      fixed: { mysql: { 'smtpd.conf': 'sql_engine: mysql\n' } },
    },
    { files: { 'main.cf': '', 'smtpd.conf': 'reauth_timeout: «long»\n' }, message: 'is a number' },
    { files: { 'main.cf': '', 'smtpd.conf': 'ntlm_v2: «maybe»\n' }, message: 'yes or no' },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'mech_list: «"plain login"»\n' },
      message: 'Quotes are a part',
      fixed: { quotes: { 'smtpd.conf': 'mech_list: plain login\n' } },
    },
    {
      name: 'blanks behind a path',
      files: { 'main.cf': '', 'smtpd.conf': 'saslauthd_path: /x« \r»\n' },
      message: 'Blanks behind',
      fixed: { blanks: { 'smtpd.conf': 'saslauthd_path: /x\n' } },
    },
    { files: { 'main.cf': '', 'etc/default/saslauthd': 'MECHANISMS="«pam shadow»"\n' } },
    { files: { 'main.cf': '', 'etc/saslauthd.conf': 'ldap_scope: «subtree»\n' } },
    {
      files: {
        'main.cf': '',
        'etc/saslauthd.conf': 'ldap_servers: ldap://a  \nldap_bind_pw: secret«  »\nldap_version: 3\r\n',
      },
      message: 'saslauthd sends them',
      fixed: {
        Remove: {
          'etc/saslauthd.conf': 'ldap_servers: ldap://a  \nldap_bind_pw: secret\nldap_version: 3\r\n',
        },
      },
    },
    { files: { 'main.cf': '', 'etc/saslauthd.conf': 'ldap_servers: ldap://a«\r»\n' } },
  ],
});
