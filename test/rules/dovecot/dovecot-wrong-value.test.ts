import { dovecotWrongValue } from '../../../server/src/rules/dovecot/dovecot-wrong-value';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\n';

testDovecotRule(dovecotWrongValue, {
  silent: [
    {
      files:
        'mail_debug = Y\nauth_cache_ttl = 5 mins\nauth_cache_size = 1 GiB\nssl = required\nmail_max_userip_connections = $mail_max_userip_connections\n',
    },
    { files: `${V24}auth_cache_ttl = infinite\nauth_verbose = %{system:x}\nprotocols {\n  imap = yes\n}\n` },
  ],
  reports: [
    { files: 'mail_debug = «true»\n', message: 'yes or no' },
    { files: 'mail_debug = «$auth_debug»\nauth_cache_ttl = «$auth_cache_negative_ttl»\n' },
    { files: '«mail_debug» =\n' },
    { files: 'auth_cache_ttl = «30»\n', message: 'such as 30s' },
    { files: 'auth_cache_ttl = «infinite»\nauth_cache_size = «1.5G»\n', message: 'not "infinite"' },
    { files: 'ssl = «maybe»\n', message: 'one of yes, no, required' },
    {
      files: 'service imap-login {\n  inet_listener imap {\n    port = «imap»\n  }\n}\n',
      message: 'from 0 to 65535',
    },
    { files: 'service auth {\n  unix_listener x {\n    mode = «0888»\n  }\n}\n', message: 'no octal number' },
    { files: `${V24}protocols {\n  imap = «on»\n}\n` },
    { files: `${V24}ssl_server_request_client_cert = «any-cert»\n`, version: '2.4.1' },
  ],
});
