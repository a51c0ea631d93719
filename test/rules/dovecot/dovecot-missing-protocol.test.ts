import { dovecotMissingProtocol } from '../../../server/src/rules/dovecot/dovecot-missing-protocol';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotMissingProtocol, {
  silent: [
    { files: 'protocols = imap lmtp\nservice lmtp {\n  unix_listener x {\n  }\n}\n' },
    { files: 'service lmtp {\n  unix_listener x {\n  }\n}\n' },
    { files: 'protocols = imap\nservice lmtp {\n  process_min_avail = 1\n}\n' },
    { files: `${V24}protocols {\n  lmtp = yes\n}\nservice lmtp {\n  unix_listener x {\n  }\n}\n` },
    {
      files:
        'protocols = imap\n!include_try /usr/share/elsewhere/*\nservice auth {\n  unix_listener x {\n  }\n}\n',
    },
    { files: 'protocols = imap\nservice lmtp {\n  unix_listener lmtp {\n  }\n}\n' },
    {
      files: 'protocols = imap\nservice pop3-login {\n  inet_listener pop3 {\n    port = 0\n  }\n}\n',
    },
  ],
  reports: [
    {
      files: 'protocols = imap\nservice lmtp {\n  unix_listener «x» {\n    mode = 0600\n  }\n}\n',
      message: 'lmtp is not among protocols',
      fixed: 'protocols = imap lmtp\nservice lmtp {\n  unix_listener x {\n    mode = 0600\n  }\n}\n',
    },
    {
      files: `${V24}protocols = imap\nservice managesieve-login {\n  inet_listener «sieve» {\n    port = 4190\n  }\n}\n`,
    },
  ],
});
