import { clientLine } from '../../../server/src/rules/tables/client-line';
import { testRule } from '../../support/testRule';
import { clientFiles } from '../../support/clientFiles';

testRule(clientLine, {
  silent: [{ files: clientFiles('mysql', '# comment\ndbname = mail\nquery = SELECT a\n  FROM b\n') }],
  reports: [
    {
      files: clientFiles('mysql', 'dbname = mail\n«hosts» 127.0.0.1\n'),
      message: 'has no "="',
      severity: 'error',
      fixed: { comment: { 'db.cf': 'dbname = mail\n# hosts 127.0.0.1\n' } },
    },
    { files: clientFiles('mysql', 'dbname = mail\n«=» x\n'), severity: 'error' },
    {
      files: clientFiles('mysql', '« hosts = x»\ndbname = mail\n'),
      message: 'indented',
      severity: 'warning',
    },
    {
      files: clientFiles('mysql', '«dbname» = mail\ndbname = post\n'),
      message: 'set again on line 2',
      fixed: { 'Keep the one in force': { 'db.cf': 'dbname = post\n' } },
    },
  ],
});
