import { missingFinalNewline } from '../../../server/src/rules/postfix/missing-final-newline';
import { testRule } from '../../support/testRule';

testRule(missingFinalNewline, {
  silent: ['biff = no\n', '', 'biff = no\r\n', { files: { 'main.cf': '\n', 'master.cf': '# x\n' } }],
  reports: [
    {
      files: { 'main.cf': 'biff = no\n«myorigin = a»' },
      message: 'no line end',
      severity: 'info',
      fixed: { 'End the last line': { 'main.cf': 'biff = no\nmyorigin = a\n' } },
    },
    {
      name: 'in the manner of the file',
      files: { 'master.cf': '# a\r\n«# b»' },
      fixed: { 'End the last line': { 'master.cf': '# a\r\n# b\r\n' } },
    },
  ],
});
