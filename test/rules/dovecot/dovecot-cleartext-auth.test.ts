import { dovecotCleartextAuth } from '../../../server/src/rules/dovecot/dovecot-cleartext-auth';
import { testDovecotRule } from '../../support/testDovecotRule';

testDovecotRule(dovecotCleartextAuth, {
  silent: [
    { files: 'disable_plaintext_auth = yes\n' },
    { files: 'disable_plaintext_auth = no\ndisable_plaintext_auth = yes\n' },
    { files: 'remote 127.0.0.1 {\n  disable_plaintext_auth = no\n}\n' },
  ],
  reports: [
    { files: 'disable_plaintext_auth = «no»\n', fixed: 'disable_plaintext_auth = yes\n' },
    {
      files: 'dovecot_config_version = 2.4.1\nauth_allow_cleartext = «yes»\n',
      fixed: 'dovecot_config_version = 2.4.1\nauth_allow_cleartext = no\n',
    },
  ],
});
