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
  ],
});
