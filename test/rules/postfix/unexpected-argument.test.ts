import { unexpectedArgument } from '../../../server/src/rules/postfix/unexpected-argument';
import { testRule } from '../../support/testRule';

const ROW = 'smtps inet n - n - - smtpd';

testRule(unexpectedArgument, {
  silent: [
    { files: { 'master.cf': `${ROW} -v -D -o a=b -m 10\nb unix - n n - - pipe user=x argv=/bin/y # z\n` } },
    { name: 'words behind a blank have a rule of their own', files: { 'master.cf': `${ROW} -o a=b, c\n` } },
    { name: 'another program', files: { 'master.cf': 'a unix - - n - - mine foo # bar\n' } },
    { name: 'attributes have a rule of their own', files: { 'master.cf': 'a unix - - n - - smtp foo\n' } },
  ],
  reports: [
    {
      files: { 'master.cf': `${ROW} «foo» -o a=b\n` },
      message: 'smtpd takes no arguments: it stops because of "foo"',
      severity: 'error',
    },
    {
      name: 'a comment behind a row',
      files: { 'master.cf': `a unix - - n - - smtp\n${ROW}   «#» mail clients\n  -o a=b\n` },
      message: 'A comment needs a line of its own',
      fixed: {
        'Move the comment': { 'master.cf': `a unix - - n - - smtp\n# mail clients\n${ROW}\n  -o a=b\n` },
      },
    },
    {
      name: 'a comment behind an option',
      files: { 'master.cf': `${ROW}\n  -o a=b «#c» d` },
      fixed: { 'Move the comment': { 'master.cf': `${ROW}\n#c d\n  -o a=b` } },
    },
    { files: { 'master.cf': `a unix - - n - - smtp «#c»\n` }, message: 'A comment' },
    {
      files: { 'master.cf': 'smtp inet n - n - 1 postscreen «foo» -o a=b\n' },
      message: 'passes over "foo"',
      severity: 'warning',
    },
    { files: { 'master.cf': `${ROW} «-Q» -o a=b\n` }, message: 'no option -Q', severity: 'error' },
  ],
});
