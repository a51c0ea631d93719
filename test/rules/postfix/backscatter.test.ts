import { backscatter } from '../../../server/src/rules/postfix/backscatter';
import { testRule } from '../../support/testRule';

testRule(backscatter, {
  silent: [
    'mydestination = a.example\n',
    'local_recipient_maps =\nluser_relay = admin\n',
    'local_recipient_maps =\nmydestination =\n',
    'local_recipient_maps =\nlocal_transport = error:no local mail\n',
    'local_recipient_maps =\ninet_interfaces = loopback-only\n',
    'smtpd_reject_unlisted_recipient = no\nsmtpd_recipient_restrictions = reject_unverified_recipient, reject\n',
    'relay_domains = a.example\nrelay_recipient_maps = hash:/etc/postfix/relay\n',
    'mydestination = a.example\nrelay_domains = $mydestination\n',
  ],
  reports: [
    {
      files: { 'main.cf': '«local_recipient_maps =»\nbiff = no\n' },
      message: 'With local_recipient_maps empty',
      severity: 'warning',
      fixed: { 'Remove this setting': { 'main.cf': 'biff = no\n' } },
    },
    {
      files: { 'main.cf': '«smtpd_reject_unlisted_recipient = no»\n' },
      message: 'users that do not exist',
      fixed: {
        'Set smtpd_reject_unlisted_recipient': { 'main.cf': 'smtpd_reject_unlisted_recipient = yes\n' },
      },
    },
    {
      files: { 'main.cf': '«relay_domains = a.example»\n' },
      message: 'relay_recipient_maps does not say',
      severity: 'info',
    },
  ],
});
