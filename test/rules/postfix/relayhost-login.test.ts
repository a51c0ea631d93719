import { relayhostLogin } from '../../../server/src/rules/postfix/relayhost-login';
import { testRule } from '../../support/testRule';

const LOGIN = `smtp_sasl_auth_enable = yes
smtp_sasl_password_maps = hash:/etc/postfix/passwd
smtp_sasl_tls_security_options = noanonymous
`;

testRule(relayhostLogin, {
  silent: [
    'relayhost = [smtp.example.com]:587\n',
    'smtp_sasl_auth_enable = no\n',
    {
      name: 'the key as spelled',
      files: {
        'main.cf': `relayhost = [smtp.example.com]:587\n${LOGIN}`,
        passwd: '[smtp.example.com]:587 me:x\n',
      },
    },
    {
      name: 'the host that Postfix connects to',
      files: { 'main.cf': `relayhost = [smtp.example.com]:587\n${LOGIN}`, passwd: 'smtp.example.com me:x\n' },
    },
    {
      name: 'DNS says to which hosts a name leads',
      files: { 'main.cf': `relayhost = example.com\n${LOGIN}`, passwd: 'mx.example.com me:x\n' },
    },
    {
      name: 'passwords by sender',
      files: {
        'main.cf': `relayhost = [smtp.example.com]\n${LOGIN}smtp_sender_dependent_authentication = yes\n`,
        passwd: 'a@b.example me:x\n',
      },
    },
    { name: 'the table is not here', files: { 'main.cf': `relayhost = [smtp.example.com]:587\n${LOGIN}` } },
  ],
  reports: [
    {
      files: { 'main.cf': 'smtp_sasl_auth_enable = «yes»\n', 'master.cf': 'smtp unix - - n - - smtp\n' },
      message: 'smtp does not start',
      severity: 'error',
    },
    {
      files: {
        'main.cf': `relayhost = «[smtp.example.com]:587»\n${LOGIN}`,
        passwd: 'smtp.example.com:587 me:x\n',
      },
      message: 'The password stands under smtp.example.com:587',
      severity: 'warning',
      fixed: { 'Change the key': { passwd: '[smtp.example.com]:587 me:x\n' } },
    },
    {
      files: {
        'main.cf': `relayhost = «[smtp.example.com]»\n${LOGIN}`,
        passwd: '[other.example.com] me:x\n',
      },
      message: 'has no password for [smtp.example.com]',
    },
    {
      files: {
        'main.cf':
          'relayhost = smtp.example.com\n«smtp_sasl_auth_enable» = yes\nsmtp_sasl_password_maps = static:me:x\n',
      },
      message: 'noplaintext in smtp_sasl_tls_security_options',
      severity: 'info',
      fixed: {
        'Allow PLAIN': {
          'main.cf':
            'relayhost = smtp.example.com\nsmtp_sasl_auth_enable = yes\nsmtp_sasl_tls_security_options = noanonymous\nsmtp_sasl_password_maps = static:me:x\n',
        },
      },
    },
  ],
});
