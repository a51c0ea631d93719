import { dovecotFileContent } from '../../../server/src/rules/dovecot/dovecot-file-content';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotFileContent, {
  silent: [
    { files: 'ssl_cert = </etc/c.pem\nssl_client_ca_file = /etc/ca.pem\n' },
    { files: `${V24}ssl_server_cert_file = /etc/c.pem\n` },
    { files: 'ssl_cert = /etc/c.pem\nssl_cert = </etc/c.pem\n' },
  ],
  reports: [
    { files: 'ssl_key = «/etc/k.pem»\n', fixed: 'ssl_key = </etc/k.pem\n' },
    {
      files: `${V24}ssl_server {\n  cert_file = «</etc/c.pem»\n}\n`,
      fixed: `${V24}ssl_server {\n  cert_file = /etc/c.pem\n}\n`,
    },
  ],
});
