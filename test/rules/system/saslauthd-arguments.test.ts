import { saslauthdArguments } from '../../../server/src/rules/system/saslauthd-arguments';
import { testRule } from '../../support/testRule';

const DEFAULTS = 'etc/default/saslauthd';
const ASKS = {
  'main.cf': 'smtpd_sasl_auth_enable = yes\n',
  'master.cf': 'smtp inet n - n - - smtpd\n',
  'smtpd.conf': 'pwcheck_method: saslauthd\n',
};

testRule(saslauthdArguments, {
  silent: [
    { files: { 'main.cf': '', [DEFAULTS]: 'START=no\nOPTIONS="-c -m /var/run/saslauthd -n 3"\n' } },
    { files: { 'main.cf': '', [DEFAULTS]: 'OPTIONS=""\nDESC = ""\n' } },
    { files: { 'main.cf': '', [DEFAULTS]: 'OPTIONS="$MORE -c"\n' } },
    { files: { 'main.cf': '', 'etc/sysconfig/saslauthd': 'FLAGS=-c\nMECH=pam\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': '', [DEFAULTS]: 'OPTIONS="-m /x «-q» «-t»"\n' },
      message: 'has no option -q',
    },
    { files: { 'main.cf': '', [DEFAULTS]: 'OPTIONS="-m «run»"\n' }, message: 'absolute' },
    {
      files: { 'main.cf': '', [DEFAULTS]: 'OPTIONS="-m «/run/saslauthd/mux»"\n' },
      fixed: { alone: { [DEFAULTS]: 'OPTIONS="-m /run/saslauthd"\n' } },
    },
    { files: { 'main.cf': '', [DEFAULTS]: 'OPTIONS="«-d» -m /x"\n' }, message: 'foreground' },
    {
      files: { 'main.cf': '', [DEFAULTS]: 'OPTIONS="«-c»"\n' },
      fixed: { 'Add -m': { [DEFAULTS]: 'OPTIONS="-c -m /var/run/saslauthd"\n' } },
    },
    {
      files: { 'main.cf': '', [DEFAULTS]: '«MECHANISMS» = pam\n' },
      fixed: { blanks: { [DEFAULTS]: 'MECHANISMS=pam\n' } },
    },
    { files: { 'main.cf': '', [DEFAULTS]: 'NAME=«"»x\n' }, message: 'closes' },
    {
      files: { ...ASKS, [DEFAULTS]: 'START=«no»\n' },
      message: 'START=yes only',
      fixed: { START: { [DEFAULTS]: 'START=yes\n' } },
    },
  ],
});
