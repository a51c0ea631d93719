import { accessAction } from '../../../server/src/rules/tables/access-action';
import { testRule } from '../../support/testRule';

const MAIN = 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/access\n';
const HEADERS = 'header_checks = regexp:/etc/postfix/checks\n';

testRule(accessAction, {
  silent: [
    {
      files: {
        'main.cf': `smtpd_restriction_classes = strict\nstrict = reject\n${MAIN}`,
        access:
          'a OK\nb reject no\nc 550 5.7.1 no\nd strict\ne permit_mynetworks, reject\nf FILTER smtp:[x]\ng 12345\nh reject_unauth_destination\n',
      },
    },
    { name: 'for headers', files: { 'main.cf': HEADERS, checks: '/^x/ IGNORE\n/^y/ REPLACE y\n/(z)/ $1\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': MAIN, access: 'a «REJCT» no\n' },
      message: 'did you mean REJECT?',
      fixed: { 'Change it to REJECT': { access: 'a REJECT no\n' } },
    },
    { files: { 'main.cf': MAIN, access: 'a «blocked»\n' }, message: '451 Server configuration error' },
    {
      files: { 'main.cf': MAIN, access: 'a «check_sender_access» hash:/etc/x\n' },
      message: 'cannot name another table',
    },
    {
      files: { 'main.cf': MAIN, access: 'a «554»\n' },
      message: 'means OK',
      fixed: { 'Refuse with this code': { access: 'a 554 Access denied\n' } },
    },
    { files: { 'main.cf': MAIN, access: 'a «REDIRECT»\n' }, message: 'needs something' },
    { files: { 'main.cf': HEADERS, checks: '/^x/ «DELETE»\n' }, message: 'no effect' },
  ],
});
