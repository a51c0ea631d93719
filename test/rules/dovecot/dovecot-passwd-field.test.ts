import { dovecotPasswdField } from '../../../server/src/rules/dovecot/dovecot-passwd-field';
import { usersOf } from '../../support/passwdServer';
import { testDovecotRule } from '../../support/testDovecotRule';

const line = (fields: string): string => `joe:{CRYPT}*:1:1::/home/joe::${fields}\n`;

testDovecotRule(dovecotPasswdField, {
  silent: [
    {
      files: usersOf(
        '2.3',
        line('allow_nets=10.0.0.0/8,::1,local userdb_mail=maildir:~/M userdb_quota_rule2=*:ignore'),
      ),
    },
    {
      files: usersOf('2.4', line('nologin reason=Gone userdb_mail_path=~/M userdb_sieve_script=x my_own=1')),
    },
  ],
  reports: [
    {
      files: usersOf('2.3', line('«mail»=maildir:~/M')),
      message: 'counts as userdb_mail only',
      fixed: line('userdb_mail=maildir:~/M'),
    },
    {
      files: usersOf('2.3', line('«allow_net»=10.0.0.0/8')),
      message: 'did you mean allow_nets',
      fixed: line('allow_nets=10.0.0.0/8'),
    },
    { files: usersOf('2.4', line('«userdb_mail»=maildir:~/M')), message: 'userdb_mail_driver' },
    {
      files: usersOf('2.3', line('userdb_mail=maildir:~/M«\t»userdb_quota_rule=*:bytes=1')),
      message: 'A tab separates nothing',
      fixed: line('userdb_mail=maildir:~/M userdb_quota_rule=*:bytes=1'),
    },
    { files: usersOf('2.3', line('«allow_nets»=')), message: 'cannot log in from anywhere' },
    {
      files: usersOf('2.4', line('allow_nets=10.0.0.1,«300.1.1.1»,«10.0.0.0/99»')),
      message: 'is no network',
    },
  ],
});
