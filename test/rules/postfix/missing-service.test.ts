import { missingService } from '../../../server/src/rules/postfix/missing-service';
import { testRule } from '../../support/testRule';

const rows = (...names: readonly string[]): string =>
  names.map((name) => `${name} unix n - n - 0 bounce\n`).join('');
const ALL = ['pickup', 'cleanup', 'qmgr', 'rewrite', 'bounce', 'defer', 'trace', 'error', 'retry'];

testRule(missingService, {
  silent: [
    { files: { 'master.cf': rows(...ALL) } },
    { name: 'a fragment', files: { 'master.cf': 'smtps inet n - n - - smtpd\n' } },
    {
      name: 'under another name',
      files: {
        'main.cf': 'rewrite_service_name = mine\n',
        'master.cf': rows(...ALL.filter((n) => n !== 'rewrite'), 'mine'),
      },
    },
    { name: 'no TLS', files: { 'main.cf': 'smtpd_tls_security_level = none\n', 'master.cf': rows(...ALL) } },
  ],
  reports: [
    {
      files: { 'master.cf': `«pickup» unix n - n 60 1 pickup\n${rows(...ALL.slice(1, 7))}` },
      message: 'the services error, retry, which are not',
      severity: 'warning',
      fixed: {
        'Add the shipped lines': {
          'master.cf': `pickup unix n - n 60 1 pickup\n${rows(...ALL.slice(1, 7))}error     unix  -       -       n       -       -       error\nretry     unix  -       -       n       -       -       error\n`,
        },
      },
    },
    {
      name: 'no newline at the end',
      files: { 'master.cf': `«pickup» unix n - n - 1 pickup\n${rows(...ALL.slice(2)).trim()}` },
      message: 'the service cleanup, which is not',
      fixed: {
        cleanup: {
          'master.cf': `pickup unix n - n - 1 pickup\n${rows(...ALL.slice(2))}cleanup   unix  n       -       n       -       0       cleanup\n`,
        },
      },
    },
    {
      name: 'what some settings need',
      files: {
        'main.cf': 'smtp_tls_security_level = may\nmaillog_file = /var/log/mail.log\n',
        'master.cf': `«pickup» unix n - n 60 1 pickup\n${rows(...ALL.slice(1))}`,
      },
      message: 'tlsmgr, postlog',
    },
  ],
});
