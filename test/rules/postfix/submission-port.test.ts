import { submissionPort } from '../../../server/src/rules/postfix/submission-port';
import { testRule } from '../../support/testRule';

const row = (name: string): string => `${name} inet n - n - - smtpd\n`;
const LOGIN = '  -o smtpd_sasl_auth_enable=yes\n';
const CLOSED = '  -o smtpd_client_restrictions=permit_sasl_authenticated,reject\n';
const WRAPPED = '  -o smtpd_tls_wrappermode=yes\n';

testRule(submissionPort, {
  silent: [
    {
      name: 'as it should be',
      files: { 'main.cf': '', 'master.cf': row('smtps') + WRAPPED + LOGIN + CLOSED },
    },
    { files: { 'main.cf': '', 'master.cf': row('submission') + LOGIN + CLOSED + row('smtp') } },
    {
      name: 'main.cf says it',
      files: {
        'main.cf': 'smtpd_sasl_auth_enable = yes\nsmtpd_recipient_restrictions = permit_mynetworks, reject\n',
        'master.cf': row('587'),
      },
    },
    { name: 'main.cf is not known', files: { 'master.cf': row('smtps') } },
    { name: 'loopback', files: { 'main.cf': '', 'master.cf': row('127.0.0.1:587') } },
    { name: 'another port', files: { 'main.cf': '', 'master.cf': row('2525') } },
    { name: 'another program', files: { 'main.cf': '', 'master.cf': '465 inet n - n - 1 postscreen\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': '', 'master.cf': row('«smtps»') + LOGIN + CLOSED },
      message: 'clients begin with TLS at once',
      severity: 'warning',
      fixed: { 'Set smtpd_tls_wrappermode=yes': { 'master.cf': row('smtps') + LOGIN + CLOSED + WRAPPED } },
    },
    {
      name: 'neither TLS nor login',
      files: { 'main.cf': '', 'master.cf': `${row('««smtps»»')}  -o smtpd_tls_wrappermode=no\n` },
      fixed: { 'Set smtpd_tls_wrappermode=yes': { 'master.cf': row('smtps') + WRAPPED } },
    },
    {
      files: { 'main.cf': '', 'master.cf': row('«smtp»') + WRAPPED },
      message: 'begins in plain text',
      fixed: { 'Remove smtpd_tls_wrappermode': { 'master.cf': row('smtp') } },
    },
    {
      name: 'wrapped by main.cf',
      files: { 'main.cf': 'smtpd_tls_wrappermode = yes\n', 'master.cf': row('«25»') },
      fixed: {
        'Set smtpd_tls_wrappermode=no': {
          'master.cf': `${row('25')}`.trimEnd() + '\n  -o smtpd_tls_wrappermode=no\n',
        },
      },
    },
    {
      files: { 'main.cf': '', 'master.cf': row('«submission»') + CLOSED },
      message: 'Nobody can log in on port submission',
      fixed: { 'Set smtpd_sasl_auth_enable=yes': { 'master.cf': row('submission') + CLOSED + LOGIN } },
    },
    {
      files: { 'main.cf': '', 'master.cf': row('«submissions»') + WRAPPED + LOGIN },
      message: 'from anyone who does not log in',
      severity: 'info',
      fixed: {
        'Set smtpd_client_restrictions': { 'master.cf': row('submissions') + WRAPPED + LOGIN + CLOSED },
      },
    },
  ],
});
