import { readOnlyParameter } from '../../../server/src/rules/postfix/read-only-parameter';
import { testRule } from '../../support/testRule';

testRule(readOnlyParameter, {
  silent: [
    'smtpd_banner = $process_name $process_id $service_name\n',
    { name: 'the directory that it is', files: { 'main.cf': 'config_directory = /etc/postfix\n' } },
  ],
  reports: [
    {
      files: {
        'main.cf': 'a = b\n«process_id» = 1\n',
        'master.cf': 'smtp unix - - n - - smtp\n  -o «service_name»=x\n',
      },
      message: 'Each program of Postfix sets process_id by itself',
      severity: 'warning',
      fixed: { 'Remove this setting': { 'main.cf': 'a = b\n' } },
    },
    { files: { 'main.cf': '«config_directory» = /usr/local/etc/postfix\n' }, message: 'moves nothing' },
  ],
});
