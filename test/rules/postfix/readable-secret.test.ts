import type { FileStat } from '../../../server/src/host';
import { readableSecret } from '../../../server/src/rules/postfix/readable-secret';
import { testRule } from '../../support/testRule';

const withMode = (mode: number): FileStat => ({ type: 'file', modified: 1, size: 1, mode });
const KEY = 'smtpd_tls_key_file = /etc/ssl/key.pem\n';

testRule(readableSecret, {
  silent: [
    { name: 'closed', files: { 'main.cf': KEY }, disk: { paths: { '/etc/ssl/key.pem': withMode(0o640) } } },
    { name: 'not known', files: { 'main.cf': KEY } },
    {
      name: 'a host without modes',
      files: { 'main.cf': KEY },
      disk: { paths: { '/etc/ssl/key.pem': { type: 'file', modified: 1, size: 1 } } },
    },
    {
      name: 'a certificate is for everybody',
      files: { 'main.cf': 'smtpd_tls_cert_file = /etc/ssl/cert.pem\n' },
      disk: { paths: { '/etc/ssl/cert.pem': withMode(0o644) } },
    },
    {
      name: 'the file of a database client without a password',
      files: { 'main.cf': 'alias_maps = sqlite:/etc/postfix/db.cf\n', 'db.cf': 'dbpath = /x\n' },
      disk: { paths: { '/etc/postfix/db.cf': withMode(0o644) } },
    },
    {
      name: 'the file of a database client that postfix alone reads',
      files: { 'main.cf': 'alias_maps = mysql:/etc/postfix/db.cf\n', 'db.cf': 'password = x\n' },
      disk: { paths: { '/etc/postfix/db.cf': withMode(0o640) } },
    },
  ],
  reports: [
    {
      name: 'a file of a passdb',
      files: {
        'dovecot.conf': 'passdb {\n  driver = passwd-file\n  args = scheme=CRYPT «/etc/dovecot/users»\n}\n',
      },
      disk: { paths: { '/etc/dovecot/users': withMode(0o644) } },
      message: 'the passwords in /etc/dovecot/users (mode 0644)',
    },
    {
      files: { 'main.cf': KEY.replace('/etc/ssl/key.pem', '«$&»') },
      disk: { paths: { '/etc/ssl/key.pem': withMode(0o644) } },
      message: 'private key in /etc/ssl/key.pem (mode 0644)',
      severity: 'warning',
    },
    {
      name: 'what postmap made',
      files: { 'main.cf': 'smtp_sasl_password_maps = «hash:/etc/postfix/passwd»\n' },
      disk: {
        paths: { '/etc/postfix/passwd': withMode(0o600), '/etc/postfix/passwd.db': withMode(0o644) },
      },
      message: 'passwords in /etc/postfix/passwd.db',
    },
    {
      name: 'the password of a database',
      files: { 'main.cf': 'alias_maps = «proxy:mysql:/etc/postfix/db.cf»\n', 'db.cf': 'password = x\n' },
      disk: { paths: { '/etc/postfix/db.cf': withMode(0o644) } },
      message: 'password of the database in /etc/postfix/db.cf',
    },
    {
      name: 'in main.cf',
      files: { 'main.cf': 'alias_maps = ldap:d\n«d_bind_pw» = x\n' },
      message: 'Every user of the server can read main.cf',
    },
  ],
});
