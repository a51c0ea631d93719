import { socketOutsideChroot } from '../../../server/src/rules/postfix/socket-outside-chroot';
import { testRule } from '../../support/testRule';

const SMTPD = 'smtp inet n - y - - smtpd\n';
const MILTER = 'smtpd_milters = inet:127.0.0.1:8891, unix:/run/opendkim/opendkim.sock\n';

testRule(socketOutsideChroot, {
  silent: [
    { name: 'no jail', files: { 'main.cf': MILTER, 'master.cf': 'smtp inet n - n - - smtpd\n' } },
    {
      name: 'a path for the jail',
      files: { 'main.cf': 'smtpd_milters = unix:/opendkim/dkim.sock\n', 'master.cf': SMTPD },
    },
    {
      name: 'below the queue directory',
      files: { 'main.cf': 'smtpd_milters = unix:opendkim/dkim.sock\n', 'master.cf': SMTPD },
    },
    {
      name: 'put into the jail',
      files: { 'main.cf': MILTER, 'master.cf': SMTPD },
      disk: {
        paths: { '/var/spool/postfix/run/opendkim/opendkim.sock': { type: 'other', modified: 1, size: 0 } },
      },
    },
    {
      name: 'a path of Cyrus SASL',
      files: { 'main.cf': 'smtpd_sasl_path = /etc/sasl/x\n', 'master.cf': SMTPD },
    },
    {
      name: 'an option rules',
      files: { 'main.cf': MILTER, 'master.cf': 'smtp inet n - y - - smtpd -o smtpd_milters=\n' },
    },
    { name: 'master.cf is not known', files: { 'main.cf': MILTER } },
  ],
  reports: [
    {
      files: { 'main.cf': MILTER.replace('/run/opendkim/opendkim.sock', '«$&»'), 'master.cf': SMTPD },
      message:
        'The service smtp runs in a chroot jail, and looks for this socket at /var/spool/postfix/run/opendkim',
      severity: 'warning',
    },
    {
      name: 'the whole path of a socket below the queue directory',
      files: {
        'main.cf': 'smtpd_sasl_type = dovecot\nsmtpd_sasl_path = «/var/spool/postfix/private/auth»\n',
        'master.cf': SMTPD,
      },
      fixed: {
        'Name it by its path below': {
          'main.cf': 'smtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\n',
        },
      },
    },
    {
      name: 'the dash of level 0',
      files: {
        'main.cf': 'virtual_transport = lmtp:unix:«/run/dovecot/lmtp»\n',
        'master.cf': 'lmtp unix - - - - - lmtp\n',
      },
      message: 'The service lmtp',
    },
    {
      files: {
        'main.cf':
          'smtpd_recipient_restrictions = check_policy_service unix:«/run/policy.sock», reject\nnon_smtpd_milters = { unix:«/run/dkim», default_action=accept }\n',
        'master.cf': `${SMTPD}cleanup unix n - y - 0 cleanup\n`,
      },
    },
  ],
});
