import { clientQuery } from '../../../server/src/rules/tables/client-query';
import { clientFiles } from '../../support/clientFiles';
import { testRule } from '../../support/testRule';

testRule(clientQuery, {
  silent: [
    { files: clientFiles('pgsql', "query = SELECT a FROM b WHERE c = '%u' AND d = CONCAT('it''s', '%d')\n") },
    { name: 'MySQL has two quotes', files: clientFiles('mysql', 'query = SELECT a FROM b WHERE c = "%s"\n') },
    { name: 'an escaped quote', files: clientFiles('mysql', "query = SELECT '\\'%s'\n") },
    { name: 'filters are escaped', files: clientFiles('ldap', 'query_filter = (mail=%s)\n') },
  ],
  reports: [
    {
      files: clientFiles('mysql', 'query = SELECT a FROM b WHERE c = «%s»\n'),
      message: 'outside of single quotes',
      severity: 'warning',
      fixed: { "Write '%s'": clientFiles('mysql', "query = SELECT a FROM b WHERE c = '%s'\n") },
    },
    { files: clientFiles('pgsql', 'query = SELECT a FROM b WHERE c = "«%u»"\n'), message: 'double quotes' },
    {
      name: 'behind a closed string, on another line',
      files: clientFiles('sqlite', "query = SELECT 'a%s'\n  FROM b WHERE c = «%d»\n"),
    },
    { files: clientFiles('sqlite', 'query = «SELECT 1»\n'), message: 'same answer' },
    { files: clientFiles('ldap', 'query_filter = «(objectClass=*)»\n'), message: 'same answer' },
  ],
});
