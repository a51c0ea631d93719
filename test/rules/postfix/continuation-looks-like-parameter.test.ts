import { continuationLooksLikeParameter } from '../../../server/src/rules/postfix/continuation-looks-like-parameter';
import { testRule } from '../../support/testRule';

testRule(continuationLooksLikeParameter, {
  silent: [
    'mydestination = a,\n  b\nbiff = no\n',
    'import_environment =\n  TZ=UTC\n  LANG=C\n',
    'mydestination = a,\n  # biff = no\n  b\n',
    { name: 'the first line is another rule', files: { 'main.cf': '  biff = no\n' } },
    { files: { 'master.cf': 'smtp inet n - n - - smtpd\n  biff = no\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': 'mydestination = a,\n# c\n  «biff» = no\n\t«soft_bounce»=yes\nmyorigin = b\n' },
      message: 'makes this line a part of mydestination',
      severity: 'warning',
      fixed: {
        'Begin the line with biff': {
          'main.cf': 'mydestination = a,\n# c\nbiff = no\n\tsoft_bounce=yes\nmyorigin = b\n',
        },
      },
    },
    {
      name: 'a name of another version',
      version: '3.5',
      files: { 'main.cf': 'relayhost =\n  «smtp_tlsrpt_enable» = yes\n' },
    },
    {
      name: 'a parameter of a service',
      files: {
        'main.cf': 'relayhost =\n  «slow_destination_rate_delay» = 1s\n',
        'master.cf': 'slow unix - - n - - smtp\n',
      },
    },
  ],
});
