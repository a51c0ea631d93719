import { lmtpSocket } from '../../../server/src/rules/system/lmtp-socket';
import { testRule } from '../../support/testRule';

const MAIN = 'virtual_transport = lmtp:unix:private/dovecot-lmtp\n';
const MASTER = 'lmtp unix - - y - - lmtp\n';
const LABEL = '/var/spool/postfix/private/dovecot-lmtp';
const OWNED = `service lmtp {\n  unix_listener ${LABEL} {\n    mode = 0660\n    user = postfix\n    group = postfix\n  }\n}\n`;

testRule(lmtpSocket, {
  silent: [
    { files: { 'main.cf': MAIN, 'master.cf': MASTER, 'dovecot.conf': `protocols = imap lmtp\n${OWNED}` } },
    { name: 'Dovecot is not at hand', files: { 'main.cf': MAIN } },
    {
      name: 'the socket that is there by itself',
      files: {
        'main.cf': 'mailbox_transport = lmtp:unix:/run/dovecot/lmtp\n',
        'dovecot.conf': 'protocols = imap lmtp\n',
      },
    },
    {
      name: 'the socket of another program',
      files: { 'main.cf': 'mailbox_transport = lmtp:unix:/run/cyrus/lmtp\n', 'dovecot.conf': '' },
    },
    {
      name: 'Debian adds protocols in other files',
      files: {
        'main.cf': MAIN,
        'dovecot.conf': `!include_try /usr/share/dovecot/protocols.d/*.protocol\n${OWNED}`,
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': MAIN.replace('private/dovecot-lmtp', '«$&»'), 'dovecot.conf': '' },
      message: `does not listen at ${LABEL}`,
      severity: 'warning',
      fixed: { 'Have Dovecot listen': { 'dovecot.conf': OWNED } },
    },
    {
      files: {
        'main.cf': MAIN,
        'dovecot.conf': OWNED.replace('user = postfix', 'user = vmail')
          .replace('group = postfix', '')
          .replace(LABEL, '«$&»'),
      },
      message: 'user vmail, group root',
    },
    {
      files: { 'main.cf': MAIN, 'dovecot.conf': `protocols = «imap pop3»\n${OWNED}` },
      message: 'lmtp is not in protocols',
      fixed: { 'Add lmtp': { 'dovecot.conf': `protocols = imap pop3 lmtp\n${OWNED}` } },
    },
  ],
});
