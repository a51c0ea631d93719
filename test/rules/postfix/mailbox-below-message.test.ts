import { mailboxBelowMessage } from '../../../server/src/rules/postfix/mailbox-below-message';
import { testRule } from '../../support/testRule';

const LOCAL = 'local unix - n n - - local\n';

testRule(mailboxBelowMessage, {
  silent: [
    'message_size_limit = 10485760\n',
    'message_size_limit = 104857600\nmailbox_size_limit = 0\n',
    'message_size_limit = 0\nmailbox_size_limit = 0\n',
    'message_size_limit = 99999999\nmailbox_size_limit = $message_size_limit\n',
    'mailbox_size_limit = 10MB\n',
    { name: 'no mail for virtual(8)', files: { 'main.cf': 'virtual_mailbox_limit = 1000\n' } },
    {
      name: 'mail goes elsewhere',
      files: {
        'main.cf':
          'virtual_mailbox_domains = a.example\nvirtual_transport = lmtp:unix:x\nvirtual_mailbox_limit = 1000\nlocal_transport = error:none\nmailbox_size_limit = 1000\n',
      },
    },
    {
      name: 'a service with a limit of its own',
      files: {
        'main.cf': 'mailbox_size_limit = 1000\n',
        'master.cf': 'local unix - n n - - local -o mailbox_size_limit=0\n',
      },
    },
    {
      name: 'no local(8)',
      files: { 'main.cf': 'mailbox_size_limit = 1000\n', 'master.cf': 'smtp unix - - n - - smtp\n' },
    },
  ],
  reports: [
    {
      files: { 'main.cf': '«mailbox_size_limit» = 1000\nbiff = no\n', 'master.cf': LOCAL },
      message: 'mailbox_size_limit is 1000, less than message_size_limit with 10240000',
      severity: 'error',
      fixed: { 'Set mailbox_size_limit = 0': { 'main.cf': 'mailbox_size_limit = 0\nbiff = no\n' } },
    },
    {
      name: 'the default of the mailbox',
      files: { 'main.cf': 'biff = no\n«message_size_limit» = 104857600\n' },
      message: 'is 51200000',
      fixed: {
        'Set mailbox_size_limit = 0': {
          'main.cf': 'biff = no\nmailbox_size_limit = 0\nmessage_size_limit = 104857600\n',
        },
      },
    },
    {
      files: { 'main.cf': '«mailbox_size_limit» = 51200000\nmessage_size_limit = 0\n' },
      message: 'sets no limit',
    },
    {
      files: { 'main.cf': 'virtual_mailbox_domains = a.example\n«virtual_mailbox_limit» = 1000\n' },
      message: 'virtual does not start',
    },
  ],
});
