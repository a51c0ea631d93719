import { dovecotUnreachableDatabase } from '../../../server/src/rules/dovecot/dovecot-unreachable-database';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotUnreachableDatabase, {
  silent: [
    { files: 'passdb {\n  driver = static\n  args = password=x\n}\npassdb {\n  driver = pam\n}\n' },
    {
      files: 'userdb {\n  driver = passwd\n}\nuserdb {\n  driver = static\n  args = allow_all_users=yes\n}\n',
    },
    {
      files:
        'passdb {\n  driver = static\n  args = nopassword=y\n  skip = unauthenticated\n}\npassdb {\n  driver = pam\n}\n',
    },
  ],
  reports: [
    {
      files: 'passdb {\n  driver = static\n  args = nopassword=y\n}\n«passdb» {\n  driver = pam\n}\n',
      message: 'never asked',
    },
    {
      files: `${V24}userdb static {\n  allow_all_users = yes\n}\n«userdb» passwd {\n}\n`,
      message: 'This userdb',
    },
  ],
});
