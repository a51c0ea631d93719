import { unknownTransport } from '../../../server/src/rules/postfix/unknown-transport';
import { testRule } from '../../support/testRule';

const MASTER =
  'smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\nlocal unix - n n - - local\nlmtp unix - - n - - lmtp\n';

testRule(unknownTransport, {
  silent: [
    { name: 'without master.cf nobody knows', files: { 'main.cf': 'virtual_transport = dovecot\n' } },
    {
      files: {
        'main.cf':
          'virtual_transport = lmtp:unix:private/dovecot\ncontent_filter =\nlocal_transport = local:$myhostname\nbest_mx_transport = :x\n',
        'master.cf': MASTER,
      },
    },
    {
      name: 'only the server knows',
      files: { 'main.cf': 'virtual_transport = $unset\n', 'master.cf': MASTER },
    },
    { name: 'a list', files: { 'main.cf': 'defer_transports = smtp, local # foo\n', 'master.cf': MASTER } },
  ],
  reports: [
    {
      files: { 'main.cf': 'fallback_transport = «lmpt»:unix:private/dovecot-lmtp\n', 'master.cf': MASTER },
      message: 'did you mean lmtp?',
      severity: 'warning',
      fixed: {
        'Change it to lmtp': {
          'main.cf': 'fallback_transport = lmtp:unix:private/dovecot-lmtp\n',
          'master.cf': MASTER,
        },
      },
    },
    {
      files: {
        'main.cf': 'virtual_transport = «dovecot»\n',
        'master.cf': `${MASTER}rewrite unix - - n - - trivial-rewrite\n`,
      },
      message: 'waits in the queue',
      severity: 'warning',
    },
    {
      name: 'a transport for a purpose',
      files: { 'main.cf': 'mailbox_transport = «lmtp-dovecot»:unix:x\n', 'master.cf': MASTER },
      fixed: { 'Change it to lmtp': { 'main.cf': 'mailbox_transport = lmtp:unix:x\n', 'master.cf': MASTER } },
    },
    {
      name: 'an internet service is no transport',
      files: {
        'main.cf': 'content_filter = «10025»\n',
        'master.cf': `${MASTER}10025 inet n - n - - smtpd\n`,
      },
    },
    {
      files: { 'main.cf': 'content_filter = «[127.0.0.1]»:10024\n', 'master.cf': MASTER },
      message: 'begins with the name of a transport',
      fixed: { 'Change it to smtp:[127.0.0.1]': { 'main.cf': 'content_filter = smtp:[127.0.0.1]:10024\n' } },
    },
    {
      name: 'as an option',
      files: {
        'master.cf': `${MASTER}587 inet n - n - - smtpd\n  -o content_filter=«amavis»:[127.0.0.1]:10024\n`,
      },
    },
    {
      name: 'through a name of the user',
      files: { 'main.cf': 'box = dovecot\nvirtual_transport = «$box:x»\n', 'master.cf': MASTER },
    },
    { files: { 'main.cf': 'defer_transports = smtp «uucp»\n', 'master.cf': MASTER } },
  ],
});
