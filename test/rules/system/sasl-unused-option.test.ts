import { saslUnusedOption } from '../../../server/src/rules/system/sasl-unused-option';
import { testRule } from '../../support/testRule';

testRule(saslUnusedOption, {
  silent: [
    { files: { 'main.cf': '', 'smtpd.conf': 'auxprop_plugin: sasldb sql\nsql_select: x\n' } },
    { name: 'every plugin is asked', files: { 'main.cf': '', 'smtpd.conf': 'sql_select: x\n' } },
    {
      name: 'names go through ldapdb',
      files: {
        'main.cf': '',
        'smtpd.conf': 'auxprop_plugin: sql\ncanon_user_plugin: ldapdb\nldapdb_uri: x\n',
      },
    },
    { files: { 'main.cf': '', 'smtpd.conf': 'pwcheck_method: saslauthd\nsaslauthd_path: /x\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': '', 'smtpd.conf': 'auxprop_plugin: sasldb\n«sql_user»: mail\n«sql_passwd»: x\n' },
      message: 'Only the plugin sql reads sql_user',
      fixed: { Remove: { 'smtpd.conf': 'auxprop_plugin: sasldb\nsql_passwd: x\n' } },
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'pwcheck_method: auxprop\n«saslauthd_path»: /x\n' },
      message: 'Only the verifier saslauthd',
    },
  ],
});
