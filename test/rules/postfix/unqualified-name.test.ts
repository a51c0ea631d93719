import { unqualifiedName } from '../../../server/src/rules/postfix/unqualified-name';
import { testRule } from '../../support/testRule';

testRule(unqualifiedName, {
  silent: [
    'myhostname = mail.example.com\nmydomain = example.com\nmyorigin = $mydomain\n',
    'myorigin = /etc/mailname\n',
    'myhostname = __HOST__\nmydomain = {{ domain }}\nmyorigin = PH_DOMAIN\n',
    'myorigin = $myhostname\n',
    {
      name: 'an option',
      files: { 'main.cf': '', 'master.cf': 'cloak unix - - n - 2 smtp -o myhostname=localhost\n' },
    },
  ],
  reports: [
    {
      files: { 'main.cf': 'myhostname = «mail»\nmyorigin = $myhostname\n' },
      message: '"EHLO mail"',
      severity: 'warning',
    },
    { files: { 'main.cf': 'mydomain = «localdomain»\n' }, message: 'every machine has for itself' },
    { files: { 'main.cf': 'mydomain = «office»\n' }, message: 'not a domain of the internet' },
    { files: { 'main.cf': 'myorigin = «localhost»\n' }, message: 'user@localhost' },
  ],
});
