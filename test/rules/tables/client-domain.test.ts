import { clientDomain } from '../../../server/src/rules/tables/client-domain';
import { clientFiles } from '../../support/clientFiles';
import { testRule } from '../../support/testRule';

const QUERY = "query = SELECT a FROM b WHERE c = '%s'\n";

testRule(clientDomain, {
  silent: [
    { files: clientFiles('mysql', `${QUERY}domain = example.com\n`) },
    { name: 'domains are few', files: clientFiles('mysql', QUERY, 'virtual_mailbox_domains') },
    {
      name: 'a second use that asks for addresses',
      files: {
        'main.cf': 'alias_maps = mysql:/etc/postfix/db.cf\nvirtual_alias_maps = mysql:/etc/postfix/db.cf\n',
        'db.cf': `${QUERY}domain = example.com\n`,
      },
    },
  ],
  reports: [
    {
      files: clientFiles('mysql', `${QUERY}domain = «example.com»\n`, 'virtual_mailbox_domains'),
      message: 'virtual_mailbox_domains asks for keys without a domain',
      severity: 'warning',
    },
    {
      files: clientFiles('pgsql', "query = «SELECT a FROM b WHERE c = '%d'»\n", 'alias_maps'),
      message: 'a query with %d',
    },
    {
      files: clientFiles('mysql', "query = «SELECT a FROM b WHERE c = '%s'»\n"),
      message: 'the addresses of all the world',
      severity: 'hint',
    },
  ],
});
