import { saslFileUnread } from '../../../server/src/rules/system/sasl-file-unread';
import { testRule } from '../../support/testRule';

const LOGIN = 'smtpd_sasl_auth_enable = yes\n';
const SMTP = 'smtp inet n - n - - smtpd\n';
const CONF = 'pwcheck_method: saslauthd\n';
const MARKED = '«pwcheck_method: saslauthd»\n';

testRule(saslFileUnread, {
  silent: [
    { files: { 'main.cf': LOGIN, 'master.cf': SMTP, 'smtpd.conf': CONF } },
    { files: { 'main.cf': LOGIN, 'master.cf': SMTP, 'usr/lib64/sasl2/smtpd.conf': CONF } },
    {
      name: 'nobody logs in yet',
      files: { 'main.cf': '', 'master.cf': SMTP, 'smtpd.conf': CONF },
    },
    {
      name: 'a directory of its own',
      files: {
        'main.cf': `${LOGIN}cyrus_sasl_config_path = /opt/sasl:/srv/sasl/\n`,
        'master.cf': SMTP,
        'srv/sasl/smtpd.conf': CONF,
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': LOGIN, 'master.cf': SMTP, 'usr/lib64/sas12/smtpd.conf': MARKED },
      message: 'never reads this file',
    },
    {
      files: { 'main.cf': `${LOGIN}smtpd_sasl_type = dovecot\n`, 'master.cf': SMTP, 'smtpd.conf': MARKED },
      message: 'smtpd_sasl_type is dovecot',
    },
    {
      files: { 'main.cf': LOGIN, 'master.cf': SMTP, 'smtpd.conf': CONF, 'etc/sasl2/smtpd.conf': MARKED },
      message: 'reads /etc/postfix/sasl/smtpd.conf instead',
    },
  ],
});
