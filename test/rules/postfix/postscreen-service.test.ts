import { postscreenService } from '../../../server/src/rules/postfix/postscreen-service';
import { testRule } from '../../support/testRule';

const POSTSCREEN = 'smtp inet n - n - 1 postscreen\n';
const MARKED = 'smtp inet n - n - 1 «postscreen»\n';
const SMTPD = 'smtpd     pass  -       -       n       -       -       smtpd\n';

testRule(postscreenService, {
  silent: [
    { files: { 'main.cf': '', 'master.cf': POSTSCREEN + SMTPD } },
    {
      name: 'no postscreen',
      files: {
        'main.cf': 'postscreen_dnsbl_sites = zen.spamhaus.org\n',
        'master.cf': 'smtp inet n - n - - smtpd\n',
      },
    },
    {
      name: 'another name',
      files: {
        'main.cf': 'smtpd_service_name = inner\n',
        'master.cf': `${POSTSCREEN}inner pass - - n - - smtpd\n`,
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': '', 'master.cf': MARKED },
      message: 'hands over to the service smtpd',
      severity: 'warning',
      fixed: { 'Add the shipped line of smtpd': { 'master.cf': POSTSCREEN + SMTPD } },
    },
    {
      files: {
        'main.cf': 'postscreen_dnsbl_sites = zen.spamhaus.org\n',
        'master.cf': MARKED + SMTPD,
      },
      message: 'dnsblog',
      fixed: {
        'Add the shipped line': {
          'master.cf': `${POSTSCREEN}${SMTPD}dnsblog   unix  -       -       n       -       0       dnsblog\n`,
        },
      },
    },
    {
      files: { 'main.cf': 'smtpd_tls_security_level = may\n', 'master.cf': MARKED + SMTPD },
      message: 'tlsproxy',
    },
    {
      files: { 'main.cf': '', 'master.cf': MARKED.replace('smtp', 'submission') + SMTPD },
      message: 'on port submission it turns mail clients away',
    },
  ],
});
