import { saslSocket } from '../../../server/src/rules/system/sasl-socket';
import { testRule } from '../../support/testRule';

const MAIN = 'smtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\n';
const MARKED = MAIN.replace('private/auth', '«private/auth»');
const LABEL = '/var/spool/postfix/private/auth';

const auth = (...settings: readonly string[]): string =>
  [
    'service auth {',
    `  unix_listener ${LABEL} {`,
    ...settings.map((line) => `    ${line}`),
    '  }',
    '}',
    '',
  ].join('\n');

const OWNED = ['mode = 0660', 'user = postfix', 'group = postfix'];

testRule(saslSocket, {
  silent: [
    { name: 'as it should be', files: { 'main.cf': MAIN, 'dovecot.conf': auth(...OWNED) } },
    { name: 'Dovecot is not at hand', files: { 'main.cf': MAIN } },
    { name: 'no logins', files: { 'main.cf': MAIN.replace('yes', 'no'), 'dovecot.conf': '' } },
    { name: 'Cyrus SASL', files: { 'main.cf': MAIN.replace('dovecot', 'cyrus'), 'dovecot.conf': '' } },
    {
      name: 'files that are not at hand',
      files: { 'main.cf': MAIN, 'dovecot.conf': '!include /srv/dovecot/*.conf\n' },
    },
    {
      name: 'a path below base_dir, and by the group',
      files: {
        'main.cf': MAIN.replace('private/auth', '/var/run/dovecot/auth-postfix'),
        'dovecot.conf':
          'service auth {\n  unix_listener auth-postfix {\n    mode = 0660\n    group = postfix\n  }\n}\n',
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': MARKED, 'dovecot.conf': 'service auth {\n}\n' },
      message: `does not listen at ${LABEL}`,
      severity: 'warning',
      fixed: { 'Have Dovecot listen': { 'dovecot.conf': auth(...OWNED) } },
    },
    {
      name: 'no service at all',
      files: { 'main.cf': MARKED, 'dovecot.conf': 'ssl = yes' },
      fixed: { 'Have Dovecot listen': { 'dovecot.conf': `ssl = yes\n${auth(...OWNED)}` } },
    },
    {
      files: {
        'main.cf': MARKED,
        'dovecot.conf': `service auth {\n  #unix_listener ${LABEL} {\n  #  mode = 0666\n  #}\n  # end\n}\n`,
      },
      message: 'is commented out',
      fixed: {
        Uncomment: {
          'dovecot.conf': `service auth {\n  unix_listener ${LABEL} {\n    mode = 0666\n  }\n  # end\n}\n`,
        },
      },
    },
    {
      name: 'the default mode',
      files: { 'main.cf': MAIN, 'dovecot.conf': auth().replace(LABEL, '«$&»') },
      message: 'mode 0600, user root, group root',
    },
    {
      name: 'a decimal mode',
      files: { 'main.cf': MAIN, 'dovecot.conf': auth('mode = «384»', 'group = postfix') },
      message: 'mode 0600',
    },
    {
      files: {
        'main.cf': MAIN.replace('private/auth', 'auth'),
        'dovecot.conf': auth('mode = «0666»', 'user = postfix').replace('private/auth', 'auth'),
      },
      message: 'Every user of the server may connect',
      severity: 'warning',
      fixed: {
        'Set mode = 0660': {
          'dovecot.conf': auth('mode = 0660', 'user = postfix').replace('private/auth', 'auth'),
        },
      },
    },
    {
      name: 'in a directory of Postfix alone',
      files: { 'main.cf': MAIN, 'dovecot.conf': auth('mode = «0666»') },
      severity: 'hint',
    },
  ],
});
