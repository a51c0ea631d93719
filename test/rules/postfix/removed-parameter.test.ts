import { removedParameter } from '../../../server/src/rules/postfix/removed-parameter';
import { testRule } from '../../support/testRule';

testRule(removedParameter, {
  silent: [
    'smtpd_tls_ciphers = high\nno_such_name = 1\n',
    { name: 'it lives on', files: { 'main.cf': 'virtual_maps = hash:/etc/postfix/virtual\n' } },
    {
      name: 'still there',
      version: '3.10',
      files: { 'main.cf': 'tls_legacy_public_key_fingerprints = no\n' },
    },
    {
      name: 'used as a name of the user',
      files: { 'main.cf': 'program_directory = /x\nreadme_directory = $program_directory\n' },
    },
  ],
  reports: [
    {
      files: { 'main.cf': '«tls_legacy_public_key_fingerprints» = no\nbiff = no\n' },
      message: 'Postfix 3.11 has no tls_legacy_public_key_fingerprints any more',
      severity: 'warning',
      fixed: { 'Remove this setting': { 'main.cf': 'biff = no\n' } },
    },
    {
      files: { 'main.cf': '«smtpd_sasl_application_name» = smtpd\n' },
      message: 'see smtpd_sasl_path',
      fixed: { 'Rename it to smtpd_sasl_path': { 'main.cf': 'smtpd_sasl_path = smtpd\n' } },
    },
    {
      name: 'another meaning, another value',
      files: { 'main.cf': '«smtpd_tls_cipherlist» = HIGH\n' },
      message: 'see smtpd_tls_ciphers',
      fixed: { 'Remove this setting': { 'main.cf': '' } },
    },
    {
      name: 'as an option',
      files: { 'master.cf': 'smtp unix - - y - - smtp\n  -o «smtp_skip_4xx_greeting»=yes\n' },
      fixed: { 'Remove this setting': { 'master.cf': 'smtp unix - - y - - smtp\n' } },
    },
  ],
});
