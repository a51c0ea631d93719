import { dovecotEqualToDefault } from '../../../server/src/rules/dovecot/dovecot-equal-to-default';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotEqualToDefault, {
  silent: [
    { files: 'ssl = required\nprotocol imap {\n  mail_max_userip_connections = 10\n}\n' },
    { files: 'mail_max_userip_connections = 20\nmail_max_userip_connections = 10\n' },
    { files: 'base_dir = /run/dovecot\n' },
  ],
  reports: [
    {
      files: '«mail_max_userip_connections» = 10\n«auth_cache_ttl» = 60 mins\nssl = no\n',
      message: 'is 10 in Dovecot 2.3',
      fixed: 'auth_cache_ttl = 60 mins\nssl = no\n',
    },
    { files: `${V24}«auth_cache_size» = 0\n` },
  ],
});
