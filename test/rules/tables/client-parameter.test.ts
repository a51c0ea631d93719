import { clientParameterRule } from '../../../server/src/rules/tables/client-parameter';
import { clientFiles } from '../../support/clientFiles';
import { testRule } from '../../support/testRule';

testRule(clientParameterRule, {
  silent: [
    { files: clientFiles('ldap', 'server_host = ldap.example.com\nsearch_base = dc=example\n') },
    { version: '3.10', files: clientFiles('mysql', 'idle_interval = 30\n') },
    {
      name: 'a type behind proxy:',
      files: { 'main.cf': 'virtual_alias_maps = proxy:pgsql:/etc/postfix/db.cf\n', 'db.cf': 'dbname = x\n' },
    },
  ],
  reports: [
    {
      files: clientFiles('mysql', '«host» = 127.0.0.1\n'),
      message: 'did you mean hosts?',
      fixed: {
        'Change it': clientFiles('mysql', 'hosts = 127.0.0.1\n'),
        Remove: clientFiles('mysql', ''),
      },
    },
    {
      name: 'names are case-sensitive',
      files: clientFiles('sqlite', '«Query» = SELECT 1\n'),
      message: 'query?',
    },
    { files: clientFiles('ldap', '«dbname» = mail\n'), message: 'parameter of mysql tables' },
    { files: clientFiles('mysql', '«colour» = red\n'), severity: 'info' },
    {
      version: '3.7',
      files: clientFiles('mysql', '«idle_interval» = 30\n'),
      message: 'from Postfix 3.10 on',
    },
  ],
});
