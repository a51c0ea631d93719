import { dovecotObsolete } from '../../../server/src/rules/dovecot/dovecot-obsolete';
import { testDovecotRule } from '../../support/testDovecotRule';

testDovecotRule(dovecotObsolete, {
  silent: [
    { files: 'protocols = imap pop3\nauth_cache_size = 10M\nimap_client_workarounds = delay-newmail\n' },
    { files: 'ssl_cert = </x\nplugin {\n  sieve = ~/x\n}\n' },
  ],
  reports: [
    { files: '«ssl_cert_file = /x»\n', message: 'ssl_cert = </x', fixed: 'ssl_cert = </x\n' },
    { files: '«ssl_protocols = !SSLv3 !TLSv1»\n', fixed: 'ssl_min_protocol = TLSv1.1\n' },
    { files: '«protocols = imap imaps»\n', fixed: 'protocols = imap\n' },
    { files: '«login_dir = /x»\n', message: 'does nothing', fixed: '' },
    {
      files: '«auth default {»\n  mechanisms = plain login\n  cache_ttl = 5 mins\n}\n',
      message: 'reads its settings as auth_mechanisms',
      fixed: 'auth_mechanisms = plain login\nauth_cache_ttl = 5 mins\n',
    },
    { files: '«auth default {»\n  passdb pam {\n  }\n}\n' },
    { files: '«auth_user = root»\n', fixed: 'service auth {\n  user = root\n}\n' },
  ],
});
