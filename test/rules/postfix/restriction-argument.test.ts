import { restrictionArgument } from '../../../server/src/rules/postfix/restriction-argument';
import { testRule } from '../../support/testRule';

testRule(restrictionArgument, {
  silent: [
    'smtpd_client_restrictions = check_client_access hash:/x, check_policy_service inet:[::1]:10031, sleep 1\n',
    'smtpd_client_restrictions = check_policy_service { unix:private/policy, timeout=1s { default_action = DUNNO } }\n',
    'smtpd_client_restrictions = reject_rbl_client zen.example=127.0.0.[2..11;20] warn_if_reject reject_rbl_client a\n',
    'smtpd_client_restrictions = check_ccert_access { hash:/x, search_order = cert_fingerprint }\n',
    'smtpd_client_restrictions = check_client_access $unset, check_policy_service inet:10031\n',
    { name: 'smtpd never gets there', files: { 'main.cf': 'smtpd_client_restrictions = reject, sleep\n' } },
    {
      name: 'a server whose port only the server knows',
      files: { 'main.cf': 'smtpd_helo_restrictions = check_policy_service inet:host:policyd\n' },
    },
  ],
  reports: [
    {
      files: { 'main.cf': 'smtpd_client_restrictions = permit_mynetworks, «check_client_access»\n' },
      message: 'check_client_access needs a lookup table',
      severity: 'error',
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = check_client_access «permit», reject\n' },
      message: 'takes "permit" for its lookup table',
      severity: 'error',
    },
    {
      version: '3.7',
      files: { 'main.cf': 'smtpd_client_restrictions = check_client_access «/etc/postfix/access», reject\n' },
      fixed: {
        'Write hash:/etc/postfix/access': {
          'main.cf': 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/access, reject\n',
        },
      },
    },
    { files: { 'main.cf': 'smtpd_client_restrictions = check_client_access «{ inline:{a=b} }»\n' } },
    { files: { 'main.cf': 'smtpd_client_restrictions = «check_policy_service»\n' }, severity: 'error' },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = check_policy_service «127.0.0.1:10023»\n' },
      message: 'no policy server',
      fixed: {
        'Write inet:127.0.0.1:10023': {
          'main.cf': 'smtpd_client_restrictions = check_policy_service inet:127.0.0.1:10023\n',
        },
      },
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = check_policy_service «inet:127.0.0.1»\n' },
      severity: 'error',
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = check_policy_service «{ unix:a, time=1s }»\n' },
      message: 'no attribute time',
      severity: 'error',
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = permit_mynetworks, «reject_rbl_client»\n' },
      message: 'passes over reject_rbl_client',
      severity: 'warning',
    },
    {
      files: {
        'main.cf': 'smtpd_client_restrictions = reject_rbl_client «permit_sasl_authenticated», reject\n',
      },
      message: 'for the name of its DNS list',
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = reject_rbl_client «a.example=127.0.0»\n' },
      severity: 'error',
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = sleep «1s», reject\n' },
      message: 'number of seconds',
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = permit_mynetworks, «warn_if_reject»\n' },
      severity: 'warning',
    },
  ],
});
