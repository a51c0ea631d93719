import { missingName } from '../../../server/src/rules/postfix/missing-name';
import { testRule } from '../../support/testRule';

testRule(missingName, {
  silent: ['a = b\n  = c\n# = d\n'],
  reports: [
    {
      files: { 'main.cf': 'a = b\n«=» mx.example.org\n' },
      message: 'No name stands before the "="',
      severity: 'error',
      fixed: { 'Make it a comment': { 'main.cf': 'a = b\n# = mx.example.org\n' } },
    },
    { name: 'a null byte hides the whole line', files: { 'main.cf': '«\0»a = b\n' } },
  ],
});
