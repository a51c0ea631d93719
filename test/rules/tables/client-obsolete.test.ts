import { clientObsolete } from '../../../server/src/rules/tables/client-obsolete';
import { clientFiles } from '../../support/clientFiles';
import { testRule } from '../../support/testRule';

testRule(clientObsolete, {
  silent: [
    { files: clientFiles('mysql', "query = SELECT '%s'\ntable = t\n") },
    { files: clientFiles('ldap', 'version = 3\nresult_format = %s\n') },
  ],
  reports: [
    {
      files: clientFiles(
        'mysql',
        '«table» = t\nselect_field = a\nwhere_field = b\nadditional_conditions = AND c\n',
      ),
      message: 'before Postfix 2.2',
      severity: 'info',
      fixed: { 'Write them': clientFiles('mysql', "query = SELECT a FROM t WHERE b = '%s' AND c\n") },
    },
    {
      files: clientFiles('pgsql', '«select_function» = f\n'),
      fixed: { 'Write them': clientFiles('pgsql', "query = SELECT f('%s')\n") },
    },
    { files: clientFiles('ldap', '«cache» = yes\n'), fixed: { Remove: clientFiles('ldap', '') } },
    {
      files: clientFiles('ldap', '«result_filter» = %u\n'),
      fixed: { Rename: clientFiles('ldap', 'result_format = %u\n') },
    },
    { files: clientFiles('ldap', '«version» = 2\n'), message: 'version 2', severity: 'warning' },
  ],
});
