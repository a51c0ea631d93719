import { unknownRestriction } from '../../../server/src/rules/postfix/unknown-restriction';
import { testRule } from '../../support/testRule';

testRule(unknownRestriction, {
  silent: [
    'smtpd_recipient_restrictions = PERMIT_mynetworks, check_client_access hash:/x, hash:/y, reject\n',
    'smtpd_recipient_restrictions = check_policy_service unix:private/policy, reject_rbl_client a.example, sleep 1\n',
    'smtpd_restriction_classes = strict\nstrict = reject\nsmtpd_sender_restrictions = strict\n',
    'smtpd_sender_restrictions = $unset, permit\n',
    { name: 'smtpd never gets there', files: { 'main.cf': 'smtpd_sender_restrictions = permit, foo\n' } },
    { name: 'a comment', files: { 'main.cf': 'smtpd_sender_restrictions = permit_mynetworks # foo\n' } },
    { name: 'gone', files: { 'main.cf': 'smtpd_sender_restrictions = reject_maps_rbl\n' } },
    { name: 'look-alikes', files: { 'main.cf': 'smtpd_sender_restrictions = permit_mynetworks，reject\n' } },
    {
      name: 'a list of Postfix that is named in another one',
      files: { 'main.cf': 'smtpd_relay_restrictions = $smtpd_recipient_restrictions\n' },
    },
    {
      name: 'a class for one service',
      files: {
        'main.cf': 'smtpd_restriction_classes = strict\n',
        'master.cf': 'smtp inet n - n - - smtpd -o strict=reject -o smtpd_sender_restrictions=strict\n',
      },
    },
  ],
  reports: [
    {
      files: {
        'main.cf':
          'smtpd_client_restrictions = permit_mynetworks, «warning_if_reject» reject_unknown_client\n',
      },
      message: 'did you mean warn_if_reject?',
      severity: 'error',
      fixed: {
        'Change it to warn_if_reject': {
          'main.cf': 'smtpd_client_restrictions = permit_mynetworks, warn_if_reject reject_unknown_client\n',
        },
      },
    },
    {
      files: {
        'main.cf': 'smtpd_client_restrictions = permit_mynetworks, «10.0.0.0/8», «[::1]», «frobnicate_it»\n',
      },
      message: 'addresses belong into mynetworks',
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions =\n  «permit_mynetworks;»\n  reject\n' },
      message: 'permit_mynetworks?',
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = permit_mynetworks, «deny»\n' },
      message: 'mean reject?',
    },
    {
      name: 'warn_if_reject leaves the list open',
      files: { 'main.cf': 'smtpd_client_restrictions = warn_if_reject reject, «rejekt»\n' },
      message: 'mean reject?',
    },
    {
      name: 'in a class',
      files: { 'main.cf': 'smtpd_restriction_classes = strict\nstrict = «rejekt»\n' },
    },
    {
      name: 'a class in other letters',
      files: {
        'main.cf':
          'smtpd_restriction_classes = strict\nstrict = reject\nsmtpd_sender_restrictions = «Strict»\n',
      },
      message: 'did you mean strict?',
    },
    {
      files: { 'main.cf': 'smtpd_restriction_classes = strict, «loose» «empty»\nstrict = reject\nempty =\n' },
      message: 'restriction class loose has no value',
      severity: 'error',
    },
    {
      name: 'through a name of the user',
      files: { 'main.cf': 'own = permit_mynetwork\nsmtpd_sender_restrictions = «$own», reject\n' },
    },
    {
      name: 'no smtpd',
      files: {
        'main.cf': 'smtpd_sender_restrictions = «rejekt»\n',
        'master.cf': 'smtp unix - - n - - smtp\n',
      },
      severity: 'warning',
    },
    {
      name: 'as an option',
      files: {
        'master.cf': 'smtp inet n - n - - smtpd\n  -o smtpd_client_restrictions=permit_mynetworks,«rejekt»\n',
      },
      severity: 'error',
      fixed: {
        'Change it to reject': {
          'master.cf': 'smtp inet n - n - - smtpd\n  -o smtpd_client_restrictions=permit_mynetworks,reject\n',
        },
      },
    },
  ],
});
