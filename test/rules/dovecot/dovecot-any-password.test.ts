import { dovecotAnyPassword } from '../../../server/src/rules/dovecot/dovecot-any-password';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotAnyPassword, {
  silent: [
    { files: 'passdb {\n  driver = static\n  args = password=x\n  default_fields = nopassword=n\n}\n' },
    { files: `${V24}passdb static {\n  fields {\n    nopassword = no\n  }\n}\n` },
  ],
  reports: [
    { files: 'passdb {\n  driver = static\n  args = proxy=n «nopassword=y»\n}\n', message: 'Any password' },
    { files: 'passdb {\n  driver = sql\n  override_fields = «nopassword»\n}\n' },
    { files: `${V24}passdb static {\n  fields {\n    nopassword = «yes»\n  }\n}\n` },
  ],
});
