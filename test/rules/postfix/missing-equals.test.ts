import { missingEquals } from '../../../server/src/rules/postfix/missing-equals';
import { testRule } from '../../support/testRule';

testRule(missingEquals, {
  silent: [
    'myhostname = mx.example.org\nmydestination =\n# no equals\nmynetworks = 127.0.0.0/8\n  [::1]/128\n',
    { name: 'a continuation may lack it', files: { 'main.cf': 'a = b\n\n# c\n\td\n' } },
    { name: 'master.cf has none', files: { 'master.cf': 'smtp inet n - n - - smtpd\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': '«myhostname» mx.example.org\n' },
      message: 'no program of Postfix starts',
      severity: 'error',
      fixed: {
        'Insert "=" behind myhostname': { 'main.cf': 'myhostname = mx.example.org\n' },
        'Make it a comment': { 'main.cf': '# myhostname mx.example.org\n' },
      },
    },
    {
      name: 'a continuation without its blanks',
      files: { 'main.cf': 'mynetworks = 127.0.0.0/8,\n«192.0.2.0/24»\n' },
      fixed: { 'Indent it': { 'main.cf': 'mynetworks = 127.0.0.0/8,\n    192.0.2.0/24\n' } },
    },
    {
      name: 'all its lines become comments',
      files: { 'main.cf': 'a = b\n«Some» prose\n# about\n  it\nc = d\n' },
      fixed: { 'Make it a comment': { 'main.cf': 'a = b\n# Some prose\n# about\n#   it\nc = d\n' } },
    },
    { name: 'what a null byte hides does not count', files: { 'main.cf': '«a»\0 = b\n' } },
  ],
});
