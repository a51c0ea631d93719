import { homeMailbox } from '../../../server/src/rules/system/home-mailbox';
import { testRule } from '../../support/testRule';

const MAILDIR = 'mail_location = maildir:~/Maildir\n';

testRule(homeMailbox, {
  silent: [
    { files: { 'main.cf': 'home_mailbox = Maildir/\n', 'dovecot.conf': MAILDIR } },
    {
      files: {
        'main.cf': 'home_mailbox = Maildir/\n',
        'dovecot.conf': 'mail_location = maildir:%h/Maildir:LAYOUT=fs\n',
      },
    },
    {
      files: {
        'main.cf': 'home_mailbox = Mailbox\n',
        'dovecot.conf': 'mail_location = mbox:~/mail:INBOX=~/Mailbox\n',
      },
    },
    { name: 'Dovecot is not at hand', files: { 'main.cf': 'home_mailbox = Mail/\n' } },
    { name: 'Dovecot looks for itself', files: { 'main.cf': 'home_mailbox = Mail/\n', 'dovecot.conf': '' } },
    {
      name: 'another program delivers',
      files: {
        'main.cf': 'home_mailbox = Mail/\nmailbox_transport = lmtp:unix:private/dovecot-lmtp\n',
        'dovecot.conf': MAILDIR,
      },
    },
    {
      name: '2.4',
      files: {
        'main.cf': 'home_mailbox = Maildir/\n',
        'dovecot.conf':
          'dovecot_config_version = 2.4.1\nmail_driver = maildir\nmail_path = %{home}/Maildir\n',
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': 'home_mailbox=«Mialdir/»\n', 'dovecot.conf': MAILDIR },
      message: 'Postfix delivers to ~/Mialdir/, but Dovecot reads maildir:~/Maildir',
      severity: 'warning',
      fixed: { 'Set home_mailbox = Maildir/': { 'main.cf': 'home_mailbox=Maildir/\n' } },
    },
    {
      name: 'a mailbox file instead of a directory',
      files: { 'main.cf': 'home_mailbox = «Maildir»\n', 'dovecot.conf': MAILDIR },
    },
    {
      name: '2.4',
      files: {
        'main.cf': 'home_mailbox = «Maildir/»\n',
        'dovecot.conf': 'dovecot_config_version = 2.4.1\nmail_driver = maildir\nmail_path = ~/mail\n',
      },
      fixed: { 'Set home_mailbox = mail/': { 'main.cf': 'home_mailbox = mail/\n' } },
    },
    {
      name: 'outside of the home directory',
      files: {
        'main.cf': 'home_mailbox = «Maildir/»\n',
        'dovecot.conf': 'mail_location = maildir:/var/vmail/%u\n',
      },
    },
  ],
});
