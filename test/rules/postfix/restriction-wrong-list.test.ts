import { restrictionWrongList } from '../../../server/src/rules/postfix/restriction-wrong-list';
import { testRule } from '../../support/testRule';

testRule(restrictionWrongList, {
  silent: [
    'smtpd_client_restrictions = hash:/x, check_sender_access hash:/y, reject_unauth_destination\n',
    'smtpd_data_restrictions = check_client_access hash:/x, reject_unauth_pipelining\n',
    'smtpd_etrn_restrictions = permit_mynetworks, check_etrn_access hash:/x, hash:/y\n',
    'smtpd_delay_reject = no\nsmtpd_client_restrictions = permit_mynetworks, check_helo_access hash:/x\n',
    'smtpd_delay_reject = no\nsmtpd_sender_restrictions = check_sender_access hash:/x, reject_unknown_sender_domain\n',
    { name: 'smtpd never gets there', files: { 'main.cf': 'smtpd_data_restrictions = permit, hash:/x\n' } },
    {
      name: 'a class fits in anywhere',
      files: { 'main.cf': 'smtpd_restriction_classes = c\nc = hash:/x\n' },
    },
  ],
  reports: [
    {
      files: { 'main.cf': 'smtpd_data_restrictions = «hash:/x», reject\n' },
      message: 'cannot tell what to look up',
      severity: 'error',
      fixed: {
        'Write check_client_access hash:/x': {
          'main.cf': 'smtpd_data_restrictions = check_client_access hash:/x, reject\n',
        },
      },
    },
    { files: { 'main.cf': 'smtpd_end_of_data_restrictions = «cidr:/x»\n' }, severity: 'error' },
    {
      files: { 'main.cf': 'smtpd_etrn_restrictions = «check_sender_access» hash:/x, reject\n' },
      message: 'check_sender_access never acts in smtpd_etrn_restrictions',
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = «check_etrn_access» hash:/x\n' },
      severity: 'warning',
    },
    {
      files: {
        'main.cf': 'smtpd_delay_reject = no\nsmtpd_client_restrictions = «check_sender_access» hash:/x\n',
      },
      message: 'with smtpd_delay_reject = no',
      severity: 'warning',
    },
    {
      files: {
        'main.cf': 'smtpd_delay_reject = no\nsmtpd_sender_restrictions = «reject_unlisted_recipient»\n',
      },
    },
    {
      name: 'for one service',
      files: {
        'main.cf': 'smtpd_helo_restrictions = reject_unknown_sender_domain\n',
        'master.cf':
          'smtp inet n - n - - smtpd\n  -o smtpd_delay_reject=no -o smtpd_helo_restrictions=«reject_unknown_sender_domain»\n',
      },
    },
  ],
});
