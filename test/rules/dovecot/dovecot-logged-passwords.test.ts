import { dovecotLoggedPasswords } from '../../../server/src/rules/dovecot/dovecot-logged-passwords';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotLoggedPasswords, {
  silent: [
    { files: 'auth_debug_passwords = no\nauth_verbose_passwords = sha1:6\n' },
    { files: 'auth_debug_passwords = yes\nauth_debug_passwords = no\n' },
  ],
  reports: [
    { files: 'auth_debug_passwords = «yes»\n', fixed: 'auth_debug_passwords = no\n' },
    { files: `${V24}auth_verbose_passwords = «plain»\n`, fixed: `${V24}auth_verbose_passwords = sha1:6\n` },
  ],
});
