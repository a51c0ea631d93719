import { dovecotWeakScheme } from '../../../server/src/rules/dovecot/dovecot-weak-scheme';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotWeakScheme, {
  silent: [
    { files: 'passdb {\n  driver = passwd-file\n  args = scheme=BLF-CRYPT /x\n}\n' },
    { files: `${V24}passdb sql {\n  default_password_scheme = ARGON2ID\n}\n` },
  ],
  reports: [
    { files: 'passdb {\n  driver = passwd-file\n  args = scheme=«MD5-CRYPT» /x\n}\n', message: 'MD5-CRYPT' },
    {
      files: 'passdb {\n  driver = passwd-file\n  args = scheme=«ssha512.b64» /x\n}\n',
      message: 'so quickly',
    },
    { files: `${V24}passdb sql {\n  default_password_scheme = «PLAIN»\n}\n`, message: 'readable' },
  ],
});
