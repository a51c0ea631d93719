import { saslauthdSocket } from '../../../server/src/rules/system/saslauthd-socket';
import { testRule } from '../../support/testRule';

const MAIN = 'smtpd_sasl_auth_enable = yes\n';
const CONF = 'pwcheck_method: saslauthd\nmech_list: plain login\n';
const JAILED = { 'main.cf': MAIN, 'master.cf': 'smtp inet n - «y» - - smtpd\n', 'smtpd.conf': CONF };
const PLAIN = { ...JAILED, 'master.cf': 'smtp inet n - y - - smtpd\n' };

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
  ],
  reports: [
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
