import { dovecotOpenDoveadm } from '../../../server/src/rules/dovecot/dovecot-open-doveadm';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotOpenDoveadm, {
  silent: [
    { files: 'service doveadm {\n  inet_listener {\n    port = 1234\n    address = 127.0.0.1\n  }\n}\n' },
    {
      files:
        'service lmtp {\n  inet_listener lmtp {\n    port = 0\n  }\n  unix_listener x {\n    mode = 0600\n  }\n}\n',
    },
    { files: 'listen = 127.0.0.1, ::1\nservice lmtp {\n  inet_listener lmtp {\n    port = 24\n  }\n}\n' },
    { files: 'service imap-login {\n  inet_listener imap {\n    port = 143\n  }\n}\n' },
  ],
  reports: [
    {
      files: 'service doveadm {\n  inet_listener {\n    port = «1234»\n  }\n}\n',
      message: 'doveadm listens',
    },
    {
      files: `${V24}service lmtp {\n  inet_listener lmtp {\n    port = «24»\n    listen = 192.0.2.1\n  }\n}\n`,
      message: 'LMTP listens',
    },
  ],
});
