import { saslVerifier } from '../../../server/src/rules/system/sasl-verifier';
import { testRule } from '../../support/testRule';

testRule(saslVerifier, {
  silent: [
    { files: { 'main.cf': '', 'smtpd.conf': 'pwcheck_method: AUXPROP saslauthd\nauxprop_plugin: SASLDB\n' } },
    { files: { 'main.cf': '', 'smtpd.conf': 'auxprop_plugin: sql\nsql_select: SELECT 1\n' } },
    { files: { 'main.cf': '', 'smtpd.conf': 'mech_list: plain\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': '', 'smtpd.conf': 'pwcheck_method: «sasldb»\n' },
      message: 'the library knows saslauthd, auxprop',
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'pwcheck_method: auxprop «saslauthdd»\n' },
      fixed: { saslauthd: { 'smtpd.conf': 'pwcheck_method: auxprop saslauthd\n' } },
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'pwcheck_method: «auxprop,saslauthd»\n' },
      message: 'nobody can log in',
      fixed: { blanks: { 'smtpd.conf': 'pwcheck_method: auxprop saslauthd\n' } },
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'pwcheck_method: «alwaystrue»\n' },
      message: 'any password',
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'auxprop_plugin: «mysql»\nsql_select: x\n' },
      message: 'the plugin sql that asks it',
      fixed: {
        'plugin sql': { 'smtpd.conf': 'auxprop_plugin: sql\nsql_engine: mysql\nsql_select: x\n' },
      },
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'auxprop_plugin: «sql»\n' },
      message: 'needs sql_select',
      fixed: {
        'Add sql_select': {
          'smtpd.conf': "auxprop_plugin: sql\nsql_select: SELECT password FROM users WHERE login = '%u@%r'\n",
        },
      },
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'auxprop_plugin: «ldap» «ldapdb»\n' },
      fixed: { ldapdb: { 'smtpd.conf': 'auxprop_plugin: ldapdb ldapdb\n' } },
    },
  ],
});
