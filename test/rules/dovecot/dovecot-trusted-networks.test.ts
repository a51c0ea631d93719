import { dovecotTrustedNetworks } from '../../../server/src/rules/dovecot/dovecot-trusted-networks';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotTrustedNetworks, {
  silent: [{ files: 'login_trusted_networks = 192.168.0.0/16, 203.0.113.7 fd00::/8 name\n' }],
  reports: [
    { files: 'login_trusted_networks = 10.0.0.1 «0.0.0.0/0»\n', message: 'All of the world' },
    {
      files: `${V24}login_trusted_networks = «203.0.0.0/16» «2001:db8::/32»\n`,
      message: 'may log in without',
    },
  ],
});
