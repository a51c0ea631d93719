import { saslMechanisms } from '../../../server/src/rules/system/sasl-mechanisms';
import { testRule } from '../../support/testRule';

testRule(saslMechanisms, {
  silent: [
    {
      files: { 'main.cf': '', 'smtpd.conf': 'pwcheck_method: saslauthd\nmech_list: PLAIN login EXTERNAL\n' },
    },
    {
      name: 'the library has the passwords',
      files: { 'main.cf': '', 'smtpd.conf': 'pwcheck_method: auxprop\nmech_list: CRAM-MD5 SCRAM-SHA-256\n' },
    },
    {
      name: 'the first of two rules',
      files: {
        'main.cf': '',
        'smtpd.conf': 'pwcheck_method: saslauthd\nmech_list: plain\nmech_list: CRAM-MD5\n',
      },
    },
    { name: 'no method', files: { 'main.cf': '', 'smtpd.conf': 'log_level: 5\n' } },
  ],
  reports: [
    {
      files: {
        'main.cf': '',
        'smtpd.conf': 'pwcheck_method: saslauthd\nmech_list: «CRAM-MD5» PLAIN LOGIN\n',
      },
      message: 'PLAIN and LOGIN only',
      fixed: {
        'mech_list: plain login': { 'smtpd.conf': 'pwcheck_method: saslauthd\nmech_list: plain login\n' },
      },
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'pwcheck_method: «saslauthd»\n' },
      message: 'every installed mechanism',
      fixed: { 'Add mech_list': { 'smtpd.conf': 'pwcheck_method: saslauthd\nmech_list: plain login\n' } },
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'mech_list: «plain,login»\n' },
      message: 'Blanks separate',
      fixed: { blanks: { 'smtpd.conf': 'mech_list: plain login\n' } },
    },
  ],
});
