import { missingFile } from '../../../server/src/rules/postfix/missing-file';
import { testRule } from '../../support/testRule';

const FILE = { type: 'file', modified: 1, size: 1 } as const;
const TABLE = 'virtual_alias_maps = hash:/etc/postfix/virtual\n';

testRule(missingFile, {
  silent: [
    { name: 'there', files: { 'main.cf': TABLE }, disk: { paths: { '/etc/postfix/virtual': FILE } } },
    { name: 'nobody can tell', files: { 'main.cf': TABLE } },
    {
      name: 'what postmap made is there',
      files: { 'main.cf': TABLE },
      disk: { paths: { '/etc/postfix/virtual': 'absent', '/etc/postfix/virtual.db': FILE } },
    },
    {
      name: 'made by Postfix',
      files: { 'main.cf': 'maillog_file = /var/log/postfix.log\n' },
      disk: { paths: { '/var/log/postfix.log': 'absent' } },
    },
  ],
  reports: [
    {
      files: { 'main.cf': TABLE.replace('hash:/etc/postfix/virtual', '«$&»') },
      disk: { paths: { '/etc/postfix/virtual': 'absent', '/etc/postfix/virtual.db': 'absent' } },
      message: 'every look-up in this table fails',
      severity: 'warning',
    },
    {
      name: 'a copy',
      files: { 'main.cf': 'virtual_alias_maps = «proxy:mysql:/etc/postfix/db.cf»\n' },
      disk: { paths: { '/etc/postfix/db.cf': 'not-copied' } },
      message: 'not in this copy',
      severity: 'hint',
    },
    {
      files: { 'main.cf': 'smtpd_tls_cert_file = «/etc/ssl/mail.pem»\n' },
      disk: { paths: { '/etc/ssl/mail.pem': 'absent' } },
      message: '/etc/ssl/mail.pem does not exist',
      severity: 'warning',
    },
  ],
});
