import { undefinedName } from '../../../server/src/rules/postfix/undefined-name';
import { testRule } from '../../support/testRule';

const SMTP = 'smtp unix - - n - - smtp\n';

testRule(undefinedName, {
  silent: [
    'smtpd_banner = $myhostname ESMTP $mail_name ${stress?{busy}}\n',
    { name: 'set to nothing is set', files: { 'main.cf': 'a =\nsmtpd_banner = $a\n' } },
    {
      name: 'values that are read as they are',
      files: { 'main.cf': 'default_rbl_reply = $rbl_code $rbl_what\n' },
    },
    { name: 'an old name in a default', files: { 'main.cf': 'virtual_alias_maps = $virtual_maps\n' } },
    { name: 'a plain $', files: { 'main.cf': 'smtpd_banner = $$nowhere\n' } },
    {
      name: 'set by the service, or by any service for main.cf',
      files: {
        'main.cf': 'smtpd_banner = $x\n',
        'master.cf': `${SMTP}  -o x=1 -o smtp_helo_name=$x$process_name\n`,
      },
    },
    { name: 'without main.cf nobody knows', files: { 'master.cf': `${SMTP}  -o smtp_helo_name=$x\n` } },
  ],
  reports: [
    {
      files: { 'main.cf': 'myorigin = $«my_domain»\n' },
      message: 'Nothing sets my_domain: it expands to nothing',
      severity: 'warning',
      fixed: { 'Change it to mydomain': { 'main.cf': 'myorigin = $mydomain\n' } },
    },
    {
      name: 'in all branches, in values that nothing uses, over several lines',
      files: {
        'main.cf':
          'a = ${«one»?{$«two»}:{${{$«three»} == {x}}}}\nmydestination = $mydomain,\n# $four\n  $(«five»)\n',
      },
    },
    {
      name: 'set by another service alone',
      files: {
        'main.cf': '',
        'master.cf': `${SMTP}  -o smtp_helo_name=$«x»\nrelay unix - - n - - smtp\n  -o x=1\n`,
      },
    },
    {
      name: 'set only for 3.10',
      version: '3.7',
      files: { 'main.cf': 'a = $«tls_required_enable»\n' },
    },
    {
      files: { 'main.cf': 'smtpd_restriction_classes = «friends», mynetworks $«classes»\n' },
      message: 'friends is listed here, but nothing says what it is',
    },
  ],
});
