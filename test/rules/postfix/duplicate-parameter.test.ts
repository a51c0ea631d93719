import { duplicateParameter } from '../../../server/src/rules/postfix/duplicate-parameter';
import { testRule } from '../../support/testRule';

testRule(duplicateParameter, {
  silent: [
    'inet_interfaces = all\ninet_protocols = all\n',
    '# inet_interfaces = all\ninet_interfaces = localhost\n',
  ],
  reports: [
    {
      files: { 'main.cf': '«inet_interfaces» = all\nmydestination = a\ninet_interfaces = localhost\n' },
      message: 'set again on line 3',
      severity: 'warning',
      fixed: {
        'Keep the one in force': { 'main.cf': 'mydestination = a\ninet_interfaces = localhost\n' },
        'Keep this value': { 'main.cf': 'inet_interfaces = all\nmydestination = a\n' },
      },
    },
    {
      name: 'a comment between continuations goes with the entry',
      files: { 'main.cf': '«mynetworks» = a,\n# b\n  c\nmynetworks = d\n' },
      fixed: { 'Keep the one in force': { 'main.cf': 'mynetworks = d\n' } },
    },
    {
      name: 'the same value twice is only a note',
      files: { 'main.cf': '«myorigin» = a\nmyorigin = a' },
      severity: 'info',
    },
  ],
});
