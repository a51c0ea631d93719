import { crlf } from '../../../server/src/rules/postfix/crlf';
import { testRule } from '../../support/testRule';

testRule(crlf, {
  silent: ['biff = no\n', '', 'smtpd_banner = a\rb\n'],
  reports: [
    {
      files: { 'main.cf': '# a\n«biff = no»\r\n\r\nmyorigin = a\n' },
      message: '2 lines',
      severity: 'info',
      fixed: { 'Convert the file': { 'main.cf': '# a\nbiff = no\n\nmyorigin = a\n' } },
    },
    { files: { 'main.cf': 'biff = no\n', 'master.cf': '«smtp inet n - n - - smtpd»\r\n' } },
  ],
});
