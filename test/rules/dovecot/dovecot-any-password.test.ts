import { dovecotAnyPassword } from '../../../server/src/rules/dovecot/dovecot-any-password';
import { usersOf } from '../../support/passwdServer';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotAnyPassword, {
  silent: [
    { files: usersOf('2.3', 'joe:{PLAIN}x:1:1::/h::nopassword\n') },
    { files: 'passdb {\n  driver = static\n  args = password=x\n  default_fields = proxy=y\n}\n' },
    { files: 'passdb {\n  driver = sql\n  override_fields = nopassword\n}\n' },
    { files: `${V24}passdb static {\n  fields {\n    nologin = yes\n  }\n}\n` },
  ],
  reports: [
    { files: usersOf('2.3', 'joe::1:1::/h::«nopassword=no»\n'), message: 'right for joe' },
    { files: usersOf('2.4', 'joe:{CRYPT}*:1:1::/h::«nopassword»\n') },
    { files: 'passdb {\n  driver = static\n  args = proxy=n «nopassword=y»\n}\n', message: 'Any password' },
    { files: 'passdb {\n  driver = sql\n  default_fields = «nopassword=n»\n}\n' },
    { files: `${V24}passdb static {\n  fields {\n    nopassword = «yes»\n  }\n}\n` },
    { files: `${V24}passdb static {\n  fields {\n    nopassword:default = «no»\n  }\n}\n` },
  ],
});
