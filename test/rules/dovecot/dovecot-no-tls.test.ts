import { dovecotNoTls } from '../../../server/src/rules/dovecot/dovecot-no-tls';
import { testDovecotRule } from '../../support/testDovecotRule';

testDovecotRule(dovecotNoTls, {
  silent: [
    { files: 'ssl = required\n' },
    { files: 'ssl = no\nssl = yes\n' },
    { files: 'service imap-login {\n  inet_listener imap {\n    ssl = no\n  }\n}\n' },
  ],
  reports: [
    { files: 'ssl = «no»\n', fixed: 'ssl = required\n' },
    { files: 'protocol imap {\n  ssl = «no»\n}\n' },
    { files: 'dovecot_config_version = 2.4.1\nssl = «no»\n' },
  ],
});
