import { missingRelayGuard } from '../../../server/src/rules/postfix/missing-relay-guard';
import { testRule } from '../../support/testRule';

const LEVEL = 'compatibility_level = 3.6\n';
const SMTP = 'smtp inet n - n - - smtpd\n';

testRule(missingRelayGuard, {
  silent: [
    LEVEL,
    'smtpd_recipient_restrictions = permit_mynetworks, REJECT_unauth_destination\n',
    `${LEVEL}smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = permit_mynetworks, defer\n`,
    `${LEVEL}smtpd_relay_restrictions = guard, permit\nsmtpd_restriction_classes = guard\nguard = permit_mynetworks, reject_unauth_destination\n`,
    {
      name: 'a guard of its own',
      files: { 'main.cf': '', 'master.cf': 'smtp inet n - n - - smtpd -o smtpd_relay_restrictions=reject\n' },
    },
    { name: 'no smtpd', files: { 'main.cf': '', 'master.cf': 'smtp unix - - n - - smtp\n' } },
    { name: 'main.cf is not known', files: { 'master.cf': SMTP } },
  ],
  reports: [
    {
      files: {
        'main.cf': `${LEVEL}smtpd_relay_restrictions = permit\nsmtpd_recipient_restrictions = «permit_mynetworks»\n`,
        'master.cf': SMTP,
      },
      message: 'smtpd does not start',
      severity: 'error',
      fixed: {
        'Set smtpd_relay_restrictions': {
          'main.cf': `${LEVEL}smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination\nsmtpd_recipient_restrictions = permit_mynetworks\n`,
        },
      },
    },
    {
      name: 'a guard behind permit, and one that only warns',
      files: {
        'main.cf': `${LEVEL}smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = «warn_if_reject reject_unauth_destination, permit, reject»\n`,
      },
    },
    {
      name: 'level 0',
      files: { 'main.cf': 'biff = no\n', 'master.cf': SMTP.replace('smtp ', '«smtp» ') },
      message: 'without compatibility_level',
      fixed: {
        'Set smtpd_relay_restrictions': {
          'main.cf':
            'biff = no\nsmtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination\n',
        },
      },
    },
    {
      name: 'an option',
      files: {
        'main.cf': LEVEL,
        'master.cf': `${SMTP}587 inet n - n - - smtpd\n  -o smtpd_relay_restrictions=«permit_sasl_authenticated»\n`,
      },
      fixed: {
        'Set smtpd_relay_restrictions': {
          'master.cf': `${SMTP}587 inet n - n - - smtpd\n  -o smtpd_relay_restrictions=permit_mynetworks,permit_sasl_authenticated,reject_unauth_destination\n`,
        },
      },
    },
  ],
});
