import { saslauthdSocket } from '../../../server/src/rules/system/saslauthd-socket';
import { testRule } from '../../support/testRule';

const MAIN = 'smtpd_sasl_auth_enable = yes\n';
const CONF = 'pwcheck_method: saslauthd\nmech_list: plain login\n';
const JAILED = { 'main.cf': MAIN, 'master.cf': 'smtp inet n - «y» - - smtpd\n', 'smtpd.conf': CONF };
const PLAIN = { ...JAILED, 'master.cf': 'smtp inet n - y - - smtpd\n' };
const OPEN = { ...JAILED, 'master.cf': 'smtp inet n - n - - smtpd\n' };
const DEFAULTS = 'etc/default/saslauthd';

testRule(saslauthdSocket, {
  silent: [
    { name: 'no jail', files: { ...PLAIN, 'master.cf': 'smtp inet n - n - - smtpd\n' } },
    { name: 'no login', files: { ...PLAIN, 'main.cf': 'cyrus_sasl_config_path =\n' } },
    {
      name: 'Dovecot',
      files: { 'main.cf': `${MAIN}smtpd_sasl_type = dovecot\n`, 'master.cf': PLAIN['master.cf'] },
    },
    { name: 'another verifier', files: { ...PLAIN, 'smtpd.conf': 'pwcheck_method: auxprop\n' } },
    {
      name: 'the socket is in the jail',
      files: PLAIN,
      disk: {
        paths: { '/var/spool/postfix/run/saslauthd/mux': { type: 'other', modified: 0, size: 0 } },
      },
    },
    {
      name: 'started for the jail',
      files: { ...PLAIN, [DEFAULTS]: 'OPTIONS="-c -m /var/spool/postfix/run/saslauthd"\n' },
    },
    {
      name: 'an instance for the jail',
      files: {
        ...PLAIN,
        [DEFAULTS]: 'OPTIONS="-c -m /var/run/saslauthd"\n',
        [`${DEFAULTS}-postfix`]: 'OPTIONS="-c -m /var/spool/postfix/var/run/saslauthd"\n',
      },
    },
    {
      name: 'no jail, the usual place',
      files: { ...OPEN, 'etc/sysconfig/saslauthd': 'SOCKETDIR=/run/saslauthd\nMECH=pam\n' },
    },
    { name: 'a shell fills it in', files: { ...PLAIN, [DEFAULTS]: 'OPTIONS="-m $DIRECTORY"\n' } },
  ],
  reports: [
    {
      name: 'started elsewhere than the jail',
      files: { ...JAILED, [DEFAULTS]: 'OPTIONS="-c -m /var/run/saslauthd"\n' },
      message: 'runs in a chroot jail',
      fixed: {
        'Start saslauthd': { [DEFAULTS]: 'OPTIONS="-c -m /var/spool/postfix/var/run/saslauthd"\n' },
        'without a jail': { 'master.cf': 'smtp inet n - n - - smtpd\n' },
      },
    },
    {
      name: 'started for a jail that smtpd is not in',
      files: {
        ...OPEN,
        'master.cf': 'smtp inet n - «n» - - smtpd\n',
        [DEFAULTS]: 'OPTIONS="-m /var/spool/postfix/var/run/saslauthd"\n',
      },
      message: 'it listens at /var/spool/postfix/var/run/saslauthd/mux',
    },
    {
      files: JAILED,
      message: 'started with -m /var/spool/postfix/var/run/saslauthd',
      fixed: { 'without a jail': { 'master.cf': 'smtp inet n - n - - smtpd\n' } },
    },
    {
      files: { ...JAILED, 'smtpd.conf': `${CONF}saslauthd_path: /srv/sasl/mux\n` },
      message: '/var/spool/postfix/srv/sasl/mux',
    },
  ],
});
