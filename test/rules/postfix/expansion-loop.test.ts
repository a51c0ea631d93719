import { expansionLoop } from '../../../server/src/rules/postfix/expansion-loop';
import { testRule } from '../../support/testRule';

const chain = (length: number): string =>
  Array.from({ length }, (_, index) => `n${index} = $n${index + 1}\n`).join('') + `n${length} = end\n`;

testRule(expansionLoop, {
  silent: [
    'a = $b\nb = $c\nc = $mydomain\nmyorigin = $a $b $c\n',
    { name: 'a condition does not expand the name', files: { 'main.cf': 'a = ${a?x}\nmyorigin = $a\n' } },
    {
      name: 'a branch that is not taken',
      files: { 'main.cf': 'a = ${nowhere?{$a}:{x}}\nmyorigin = $a\n' },
    },
    { name: 'a long chain that Postfix still expands', files: { 'main.cf': chain(95) } },
    {
      name: 'values that are read as they are',
      files: { 'main.cf': 'mailbox_command = $mailbox_command\n' },
    },
    {
      name: 'the loop of main.cf is broken by a service',
      files: { 'main.cf': '', 'master.cf': 'smtp unix - - n - - smtp\n  -o a=$mydomain -o myhostname=$a\n' },
    },
  ],
  reports: [
    {
      files: { 'main.cf': 'smtpd_banner = x $«smtpd_banner»\n' },
      message: 'smtpd_banner is its own value',
      severity: 'error',
    },
    {
      files: { 'main.cf': 'mydomain = $«myorigin»\nmyorigin = $«mydomain»\n' },
      message: 'mydomain comes back to itself by way of myorigin',
      severity: 'error',
    },
    {
      name: 'only a warning where nothing expands it',
      files: { 'main.cf': 'a = $«b»\nb = $«a»\n' },
      severity: 'warning',
    },
    {
      name: 'an error when a parameter of Postfix runs into it',
      files: { 'main.cf': 'a = $«b»\nb = ${x:{$«a»}}\nmyorigin = $a\n' },
      severity: 'error',
    },
    {
      name: 'by way of a default',
      files: { 'main.cf': 'myhostname = $«smtp_helo_name»\n' },
      message: 'myhostname comes back to itself by way of smtp_helo_name',
    },
    {
      name: 'by way of a default that a service of master.cf brings along',
      files: {
        'main.cf': 'default_destination_recipient_limit = $«foo_destination_recipient_limit»\n',
        'master.cf': 'foo unix - - n - - smtp\n',
      },
      severity: 'error',
      message:
        'default_destination_recipient_limit comes back to itself by way of foo_destination_recipient_limit',
    },
    {
      name: 'an override that mentions its own parameter',
      files: {
        'main.cf': 'myhostname = mx.example.org\n',
        'master.cf': 'smtp unix - - n - - smtp\n  -o myhostname=smtp.$«myhostname»\n',
      },
      severity: 'error',
    },
    {
      name: 'a chain that is too long: the names that are too far from its end',
      files: { 'main.cf': chain(103).replace(/^(n[0-2] = \$)(n\d)$/gm, '$1«$2»') },
      message: 'a chain of more than 100 names',
    },
  ],
});
