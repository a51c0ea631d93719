import { clientServer } from '../../../server/src/rules/tables/client-server';
import { clientFiles } from '../../support/clientFiles';
import { testRule } from '../../support/testRule';

testRule(clientServer, {
  silent: [
    {
      files: clientFiles(
        'ldap',
        'server_host = ldap://a, ldaps://b:636 ldapi://%2frun%2fldapi c:389 [::1]\n',
      ),
    },
    { files: clientFiles('mysql', 'hosts = unix:/run/mysqld.sock inet:db:3306 db.example.com db:mysql\n') },
    { files: clientFiles('pgsql', 'hosts = /run/postgresql postgresql://u@db/mail\n') },
    { files: clientFiles('memcache', 'memcache = inet:localhost:11211\n') },
    { version: '3.10', files: clientFiles('mongodb', 'uri = mongodb+srv://db.example.com\n') },
  ],
  reports: [
    {
      files: clientFiles('mysql', 'hosts = db «/run/mysqld.sock»\n'),
      message: 'unix:/run/mysqld.sock',
      fixed: { Change: clientFiles('mysql', 'hosts = db unix:/run/mysqld.sock\n') },
    },
    { files: clientFiles('mysql', 'hosts = «db:port»\n'), message: 'port', severity: 'error' },
    { files: clientFiles('ldap', 'server_host = «https://x»\n'), message: 'no URL' },
    { files: clientFiles('ldap', 'server_host = «ldaps://x»\nstart_tls = yes\n'), severity: 'warning' },
    {
      files: clientFiles('memcache', 'memcache = «localhost:11211»\n'),
      fixed: { Change: clientFiles('memcache', 'memcache = inet:localhost:11211\n') },
    },
    { version: '3.10', files: clientFiles('mongodb', 'uri = «db.example.com»\n'), message: 'mongodb://' },
  ],
});
