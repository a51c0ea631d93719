import { clientMissing } from '../../../server/src/rules/tables/client-missing';
import { clientFiles } from '../../support/clientFiles';
import { testRule } from '../../support/testRule';

testRule(clientMissing, {
  silent: [
    { files: clientFiles('mysql', "dbname = mail\nquery = SELECT '%s'\n") },
    { files: clientFiles('mysql', 'dbname = mail\ntable = t\nselect_field = a\nwhere_field = b\n') },
    { files: clientFiles('pgsql', 'dbname = mail\nselect_function = f\n') },
    {
      version: '3.10',
      files: clientFiles('pgsql', "hosts = postgresql://db/mail\nquery = SELECT '%s'\n"),
    },
    { files: clientFiles('ldap', 'search_base = dc=example\n') },
    { files: clientFiles('memcache', '# all by default\n') },
    {
      version: '3.10',
      files: clientFiles(
        'mongodb',
        'uri = u\ndbname = d\ncollection = c\nquery_filter = {}\nresult_attribute = r\n',
      ),
    },
    {
      name: 'parameters in main.cf',
      files: { 'main.cf': "x_dbpath = /x\nx_query = SELECT '%%s'\nalias_maps = sqlite:x\n" },
    },
  ],
  reports: [
    {
      files: clientFiles('mysql', "«query» = SELECT '%s'\n"),
      message: 'dbname is not set',
      severity: 'error',
    },
    { files: clientFiles('sqlite', '«dbpath» = /x\n'), message: 'query is not set' },
    { files: clientFiles('sqlite', '«dbpath» = /x\ntable = t\n'), message: 'select_field, where_field' },
    {
      version: '3.10',
      files: clientFiles('pgsql', "«hosts» = db\nquery = SELECT '%s'\n"),
      message: 'dbname',
    },
    {
      version: '3.7',
      files: clientFiles('pgsql', "«hosts» = postgresql://db/mail\nquery = SELECT '%s'\n"),
      message: 'dbname',
    },
    { files: clientFiles('ldap', '«server_host» = x\n'), message: 'search_base', severity: 'warning' },
    {
      version: '3.10',
      files: clientFiles('mongodb', '«uri» = u\ndbname = d\ncollection = c\nquery_filter = {}\n'),
      message: 'projection or result_attribute',
    },
    {
      name: 'nothing is set: at the setting that names the table',
      files: { 'main.cf': 'alias_maps = «sqlite:x»\n' },
      message: 'dbpath, query is not set',
    },
  ],
});
