import { clientValue } from '../../../server/src/rules/tables/client-value';
import { clientFiles } from '../../support/clientFiles';
import { testRule } from '../../support/testRule';

testRule(clientValue, {
  silent: [
    {
      files: clientFiles('ldap', 'bind = NONE\nscope = SUB\nstart_tls = YES\ntimeout = -1\nsearch_base =\n'),
    },
    { files: clientFiles('mysql', "query = SELECT '%s%%%u%d%9' \nexpansion_limit = 0\nhosts =\n") },
    { name: 'a parameter that nobody looks at', files: clientFiles('ldap', 'sasl_minssf = abc\n') },
    { files: clientFiles('memcache', 'ttl = 0\nkey_format = %S\n') },
    {
      name: 'the value of another name',
      files: { 'main.cf': 'limit = 5\nusers_timeout = $limit\nalias_maps = ldap:users\n' },
    },
  ],
  reports: [
    {
      files: clientFiles('ldap', 'timeout = «10s»\n'),
      message: 'a whole number without a unit',
      severity: 'error',
      fixed: { 'Change it to 10': clientFiles('ldap', 'timeout = 10\n') },
    },
    {
      files: clientFiles('ldap', 'start_tls = «true»\n'),
      message: 'yes or no',
      fixed: { 'Change it to yes': clientFiles('ldap', 'start_tls = yes\n') },
    },
    { files: clientFiles('ldap', 'bind = «maybe»\n'), message: 'one of yes, no', severity: 'error' },
    { files: clientFiles('ldap', 'scope = «subtree»\n'), message: 'goes on', severity: 'warning' },
    { files: clientFiles('ldap', 'version = «4»\n'), severity: 'warning' },
    { files: clientFiles('ldap', 'version = «1»\n'), message: 'at least 2', severity: 'error' },
    { files: clientFiles('ldap', 'recursion_limit = «0»\n'), message: 'at least 1' },
    { files: clientFiles('ldap', '«server_host» =\n'), message: 'must not be empty' },
    { files: clientFiles('ldap', 'query_filter = «(mail=%q)»\n'), message: '%q means nothing' },
    { files: clientFiles('mysql', 'result_format = «100%»\n'), message: '% means nothing' },
    { files: clientFiles('mysql', 'expansion_limit = «99999999999»\n') },
    {
      files: clientFiles('sqlite', 'dbpath = «"/etc/mail.db"»\n'),
      severity: 'warning',
      fixed: { Change: clientFiles('sqlite', 'dbpath = /etc/mail.db\n') },
    },
    {
      name: 'parameters in main.cf',
      files: { 'main.cf': 'users_start_tls = «1»\nalias_maps = ldap:users\n' },
      fixed: { Change: { 'main.cf': 'users_start_tls = yes\nalias_maps = ldap:users\n' } },
    },
  ],
});
