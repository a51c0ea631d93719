import { unknownTableType } from '../../../server/src/rules/postfix/unknown-table-type';
import { testRule } from '../../support/testRule';

testRule(unknownTableType, {
  silent: [
    {
      name: 'perhaps of a release between those that are known',
      version: '3.9',
      files: { 'main.cf': 'alias_maps = mongodb:/x\n' },
    },
    'virtual_alias_maps = hash:/a, proxy:mysql:/b ldap:c $default_database_type:/d\nmydestination = cidr:/x, !pcre:/y\n',
    'virtual_alias_maps = unionmap:{static:a, inline:{b=c:d}} regexp:{{/x:y/ z}}\n',
    'mynetworks = fe80::/10 127.0.0.1:25\n',
    'smtpd_recipient_restrictions = check_policy_service unix:private/policy, check_client_access cidr:/x, hash:/y\n',
    'smtpd_recipient_restrictions = permit, check_client_access foo:/x\n',
    'transport_maps = $unset:/x # foo:/y\nrelayhost = foo:25\nlocal_transport = foo:bar\n',
    'default_database_type = hash\nsmtpd_milters = inet:127.0.0.1:8891\n',
    {
      name: 'a list that is checked where it stands',
      files: { 'main.cf': 'proxy_read_maps = $alias_maps\n' },
    },
  ],
  reports: [
    {
      files: { 'main.cf': 'virtual_alias_maps = hash:/a, «hashh»:/etc/postfix/virtual\n' },
      message: 'no lookup tables of type hashh',
      severity: 'error',
      fixed: {
        'Change the type to hash': { 'main.cf': 'virtual_alias_maps = hash:/a, hash:/etc/postfix/virtual\n' },
      },
    },
    { files: { 'main.cf': 'alias_maps = proxy:«mysqll»:/x unionmap:{static:a,«rexexp»:/y}\n' } },
    {
      files: { 'main.cf': 'alias_maps = «Hash»:/x\n' },
      fixed: { 'type to hash': { 'main.cf': 'alias_maps = hash:/x\n' } },
    },
    { files: { 'main.cf': 'mydestination = localhost, !«foobar»:/x\n' }, severity: 'error' },
    { files: { 'main.cf': 'mynetworks = «foobar»:/x\n' }, severity: 'error' },
    {
      files: { 'main.cf': 'smtpd_sender_restrictions = check_sender_access «hahs»:/x, «mysq»:/y\n' },
      severity: 'error',
    },
    {
      name: 'in a class',
      files: { 'main.cf': 'smtpd_restriction_classes = strict\nstrict = check_client_access «foobar»:/x\n' },
    },
    {
      version: '3.7',
      files: { 'main.cf': 'alias_maps = «mongodb»:/x\n' },
      message: 'after Postfix 3.7, with 3.10 at the latest',
      severity: 'error',
    },
    { files: { 'main.cf': 'alias_maps = «nisplus»:x\n' }, message: 'postconf -m', severity: 'warning' },
    {
      name: 'through a name of the user',
      files: { 'main.cf': 'kind = foobar\nalias_maps = hash:/x «$kind:/y»\n' },
      message: 'foobar',
    },
    {
      name: 'a program that does not run',
      files: { 'main.cf': 'transport_maps = «foobar»:/x\n', 'master.cf': 'smtp inet n - n - - smtpd\n' },
      severity: 'warning',
    },
    { files: { 'main.cf': 'default_database_type = «hashh»\n' } },
    {
      files: { 'master.cf': 'smtp inet n - n - - smtpd -o virtual_alias_maps=«hashh»:/x\n' },
      fixed: { 'type to hash': { 'master.cf': 'smtp inet n - n - - smtpd -o virtual_alias_maps=hash:/x\n' } },
    },
  ],
});
