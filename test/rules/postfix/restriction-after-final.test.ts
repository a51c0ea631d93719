import { restrictionAfterFinal } from '../../../server/src/rules/postfix/restriction-after-final';
import { testRule } from '../../support/testRule';

testRule(restrictionAfterFinal, {
  silent: [
    'smtpd_sender_restrictions = permit_mynetworks, reject\nsmtpd_helo_restrictions = permit\n',
    'smtpd_sender_restrictions = warn_if_reject reject, permit_mynetworks\n',
    'smtpd_sender_restrictions = reject_unauth_destination, permit_mynetworks, defer_if_permit, permit\n',
    'smtpd_sender_restrictions = check_sender_access static:reject, permit_mynetworks\n',
    {
      name: 'a class may end, the list goes on',
      files: {
        'main.cf':
          'smtpd_restriction_classes = c\nc = reject\nsmtpd_sender_restrictions = c, permit_mynetworks\n',
      },
    },
    { name: 'a comment', files: { 'main.cf': 'smtpd_sender_restrictions = reject # all\n' } },
  ],
  reports: [
    {
      files: {
        'main.cf':
          'smtpd_recipient_restrictions=permit_mynetworks,reject,\n   «check_client_access hash:/x,\n  permit»\nbiff = no\n',
      },
      message: 'reject decides in every case',
      severity: 'warning',
      fixed: {
        'Remove what': { 'main.cf': 'smtpd_recipient_restrictions=permit_mynetworks,reject\nbiff = no\n' },
      },
    },
    {
      name: 'a warning does not keep permit from deciding',
      files: { 'main.cf': 'smtpd_helo_restrictions = warn_if_reject permit, «reject»\n' },
      message: 'permit decides',
    },
    { files: { 'main.cf': 'smtpd_restriction_classes = c\nc = DEFER «permit»\n' }, message: 'defer decides' },
    {
      name: 'a name of the user decides',
      files: { 'main.cf': 'own = permit_mynetworks, reject\nsmtpd_helo_restrictions = $own, «permit»\n' },
    },
    {
      name: 'as an option',
      files: { 'master.cf': 'smtp inet n - n - - smtpd\n  -o smtpd_client_restrictions=reject,«permit»\n' },
      fixed: {
        'Remove what': { 'master.cf': 'smtp inet n - n - - smtpd\n  -o smtpd_client_restrictions=reject\n' },
      },
    },
  ],
});
