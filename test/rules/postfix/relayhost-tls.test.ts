import { relayhostTls } from '../../../server/src/rules/postfix/relayhost-tls';
import { testRule } from '../../support/testRule';

const STRONG = 'smtp_tls_security_level = encrypt\n';
const WRAPPED = `smtp_tls_wrappermode = yes\n${STRONG}`;

testRule(relayhostTls, {
  silent: [
    'relayhost = [smtp.example.com]:587\n',
    `relayhost = [smtp.example.com]:465\n${WRAPPED}`,
    `relayhost = [smtp.example.com]:submissions\n${WRAPPED}`,
    `relayhost = [smtp.example.com]:4650\n${WRAPPED}`,
    { name: 'an unusual port', files: { 'main.cf': 'relayhost = [smtp.example.com]:2525\n' } },
    {
      name: 'options of the service that delivers',
      files: {
        'main.cf': 'relayhost = [smtp.example.com]:465\n',
        'master.cf':
          'smtp unix - - n - - smtp -o smtp_tls_wrappermode=yes -o smtp_tls_security_level=encrypt\n',
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': 'relayhost = «[smtp.example.com]:465»\n' },
      message: 'Port 465 waits for TLS at once',
      severity: 'warning',
      fixed: {
        'Set smtp_tls_wrappermode = yes': {
          'main.cf': `relayhost = [smtp.example.com]:465\n${WRAPPED}`,
        },
      },
    },
    {
      files: { 'main.cf': `relayhost = «[smtp.example.com]:587»\n${WRAPPED}` },
      message: 'greets in plain text',
      fixed: {
        'Set smtp_tls_wrappermode = no': {
          'main.cf': `relayhost = [smtp.example.com]:587\nsmtp_tls_wrappermode = no\n${STRONG}`,
        },
      },
    },
    {
      files: {
        'main.cf':
          'relayhost = [smtp.example.com]:smtps\nsmtp_tls_wrappermode = «yes»\nsmtp_tls_security_level = may\n',
      },
      message: 'it is "may"',
      fixed: {
        'Set smtp_tls_security_level': {
          'main.cf': `relayhost = [smtp.example.com]:smtps\n${WRAPPED}`,
        },
      },
    },
  ],
});
