import { clientCleartext } from '../../../server/src/rules/tables/client-cleartext';
import { clientFiles } from '../../support/clientFiles';
import { testRule } from '../../support/testRule';

const REMOTE = 'server_host = ldap://ldap.example.com\n';

testRule(clientCleartext, {
  silent: [
    { name: 'the same machine', files: clientFiles('ldap', 'server_host = ldap://127.0.0.1\nbind_pw = x\n') },
    { name: 'a socket', files: clientFiles('ldap', 'server_host = ldapi://%2frun%2fldapi\nbind_pw = x\n') },
    { name: 'no password', files: clientFiles('ldap', `${REMOTE}bind = no\nbind_pw = x\n`) },
    { files: clientFiles('ldap', `${REMOTE}start_tls = yes\ntls_require_cert = yes\nbind_pw = x\n`) },
    { name: 'SASL', files: clientFiles('ldap', `${REMOTE}bind = sasl\nbind_pw = x\n`) },
  ],
  reports: [
    {
      files: clientFiles('ldap', `${REMOTE}bind_pw = «x»\n`),
      message: 'plain text',
      severity: 'warning',
      fixed: { start_tls: clientFiles('ldap', `${REMOTE}bind_pw = x\nstart_tls = yes\n`) },
    },
    {
      name: 'one of several',
      files: clientFiles(
        'ldap',
        'server_host = ldaps://a.example.com b.example.com\nstart_tls = no\nbind_pw = «x»\n',
      ),
      message: 'to b.example.com in plain text',
    },
    {
      files: clientFiles('ldap', 'server_host = ldaps://a.example.com\nbind_pw = «x»\n'),
      message: 'certificate',
      severity: 'info',
    },
    {
      name: 'parameters in main.cf',
      files: { 'main.cf': 'alias_maps = ldap:d\nd_server_host = ldap.example.com\nd_bind_pw = «x»\n' },
      fixed: {
        start_tls: {
          'main.cf':
            'alias_maps = ldap:d\nd_server_host = ldap.example.com\nd_bind_pw = x\nd_start_tls = yes\n',
        },
      },
    },
  ],
});
