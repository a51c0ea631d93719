import { overrideSyntax } from '../../../server/src/rules/postfix/override-syntax';
import { testRule } from '../../support/testRule';

const ROW = 'smtps inet n - n - - smtpd';

testRule(overrideSyntax, {
  silent: [
    { files: { 'master.cf': `${ROW}\n  -o a=b -oc=d -o { e = f }\n  -o g={h i}\n` } },
    { name: 'blanks have a rule of their own', files: { 'master.cf': `${ROW} -o a = b\n` } },
  ],
  reports: [
    {
      files: { 'master.cf': `${ROW}\n  «-o smtpd_tls_security_level» encrypt\n` },
      message: 'no = in this setting: smtpd stops',
      severity: 'error',
      fixed: {
        'Write -o smtpd_tls_security_level=encrypt': {
          'master.cf': `${ROW}\n  -o smtpd_tls_security_level=encrypt\n`,
        },
      },
    },
    {
      name: 'a switch',
      files: { 'master.cf': `${ROW} «-o smtpd_tls_wrappermode»\n` },
      fixed: { 'smtpd_tls_wrappermode=yes': { 'master.cf': `${ROW} -o smtpd_tls_wrappermode=yes\n` } },
    },
    { name: 'no switch', files: { 'master.cf': `${ROW} «-o smtpd_banner»\n` } },
    { name: 'two words in braces', files: { 'master.cf': `${ROW} «-o { a b = c }»\n` } },
    { files: { 'master.cf': `${ROW} «-o =b»\n` }, message: 'no name before the =' },
    {
      files: { 'master.cf': `${ROW}\n  -o a=b\n  «-o»\n` },
      message: 'Nothing follows this -o',
      fixed: { 'Remove this -o': { 'master.cf': `${ROW}\n  -o a=b\n` } },
    },
    {
      files: { 'master.cf': `${ROW} «-o{ a = b }»\n` },
      message: 'a blank stands before',
      fixed: { 'Put a blank': { 'master.cf': `${ROW} -o { a = b }\n` } },
    },
    {
      files: { 'master.cf': `${ROW}\n  -o «{ a = b, c»\n` },
      message: 'no partner',
      severity: 'error',
      fixed: { 'Close the brace': { 'master.cf': `${ROW}\n  -o { a = b, c }\n` } },
    },
    {
      files: { 'master.cf': `${ROW} -o «{ a = b },» -v\n` },
      fixed: { 'Remove what follows': { 'master.cf': `${ROW} -o { a = b } -v\n` } },
    },
    {
      name: 'a program that is not of Postfix may read other options',
      files: { 'master.cf': 'a unix - - n - - mine «-o b»\n' },
      severity: 'warning',
    },
  ],
});
