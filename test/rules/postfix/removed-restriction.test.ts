import { removedRestriction } from '../../../server/src/rules/postfix/removed-restriction';
import { testRule } from '../../support/testRule';

testRule(removedRestriction, {
  silent: [
    'smtpd_client_restrictions = reject_rbl_client a.example, reject_unknown_client_hostname\n',
    {
      name: 'smtpd never gets there',
      files: { 'main.cf': 'smtpd_client_restrictions = permit, reject_maps_rbl\n' },
    },
    {
      name: 'not yet',
      version: '3.7',
      files: { 'main.cf': 'smtpd_recipient_restrictions = permit_mx_backup\n' },
    },
    {
      name: 'an argument',
      files: { 'main.cf': 'smtpd_client_restrictions = reject_rbl_client reject_maps_rbl\n' },
    },
  ],
  reports: [
    {
      files: {
        'main.cf':
          'maps_rbl_domains = a.example, b.example\nsmtpd_client_restrictions = permit_mynetworks, «reject_maps_rbl»\n',
      },
      message: 'removed in Postfix 3.9',
      severity: 'error',
      fixed: {
        'Write reject_rbl_client a.example': {
          'main.cf':
            'maps_rbl_domains = a.example, b.example\nsmtpd_client_restrictions = permit_mynetworks, reject_rbl_client a.example, reject_rbl_client b.example\n',
        },
      },
    },
    {
      name: 'without any list there is nothing to keep',
      files: { 'main.cf': 'smtpd_client_restrictions = permit_mynetworks, «reject_maps_rbl», reject\n' },
      fixed: { 'Remove it': { 'main.cf': 'smtpd_client_restrictions = permit_mynetworks, reject\n' } },
    },
    {
      name: 'at the end',
      files: {
        'main.cf': 'smtpd_client_restrictions = check_client_access hash:/x, «permit_naked_ip_address»\n',
      },
      fixed: { 'Remove it': { 'main.cf': 'smtpd_client_restrictions = check_client_access hash:/x\n' } },
    },
    {
      files: { 'main.cf': 'smtpd_recipient_restrictions = «check_relay_domains»\n' },
      fixed: {
        'Write reject_unauth_destination': {
          'main.cf': 'smtpd_recipient_restrictions = reject_unauth_destination\n',
        },
      },
    },
    {
      name: 'an older version only warns',
      version: '3.7',
      files: { 'main.cf': 'smtpd_recipient_restrictions = «check_relay_domains»\n' },
      message: 'is deprecated',
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = «reject_unknown_client», «reject_rbl» a.example\n' },
      message: 'old name of reject_unknown_client_hostname',
      severity: 'hint',
      fixed: {
        'Write reject_unknown_client_hostname': {
          'main.cf': 'smtpd_client_restrictions = reject_unknown_client_hostname, reject_rbl a.example\n',
        },
      },
    },
    { files: { 'main.cf': 'smtpd_recipient_restrictions = «permit_mx_backup»\n' }, severity: 'warning' },
    {
      name: 'in a class',
      files: { 'main.cf': 'smtpd_restriction_classes = c\nc = «reject_unknown_hostname»\n' },
    },
  ],
});
