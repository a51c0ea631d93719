import { misreadList } from '../../../server/src/rules/postfix/misread-list';
import { testRule } from '../../support/testRule';

testRule(misreadList, {
  silent: [
    'alias_maps = inline:{ {a = b}, c=d } static:{x y}, ${stress?{a}:{b}}\nsmtpd_banner = $myhostname a#b {c d}\n',
    { name: 'names of their own', files: { 'main.cf': 'own = {x\nother = # y\n' } },
    { name: 'values that are read as they are', files: { 'main.cf': 'mailbox_command = /bin/x # {y\n' } },
    {
      name: 'patterns',
      files: { 'main.cf': 'smtpd_sender_restrictions = check_sender_access pcre:{{/#a/ OK}}\n' },
    },
    { name: 'comments before 3.8', version: '3.7', files: { 'main.cf': 'smtpd_banner = x # y\n' } },
    { name: 'a comment that has a rule of its own', files: { 'main.cf': 'mydestination = a # b\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': 'smtpd_banner = hello «{there»\n' },
      message: 'Nothing closes the brace in "{there"',
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'virtual_alias_maps = unionmap:«{static:x}y», hash:/a\n' },
      message: 'A blank or comma is missing',
    },
    {
      version: '3.10',
      files: {
        'main.cf': 'smtpd_banner = x «# y»\n',
        'master.cf': 'smtp unix - - n - - smtp\n  -o { relayhost = inline:{«#a»} }\n',
      },
      message: 'postconf takes this # for a comment',
      severity: 'info',
    },
    {
      name: 'by way of a name',
      files: { 'main.cf': 'own = static:{x\nalias_maps = «$own»\n' },
    },
  ],
});
