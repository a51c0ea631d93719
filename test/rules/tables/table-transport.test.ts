import { tableTransport } from '../../../server/src/rules/tables/table-transport';
import { testRule } from '../../support/testRule';

const MAIN = 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/access\n';
const TRANSPORT = 'transport_maps = hash:/etc/postfix/transport\n';
const MASTER = 'smtp unix - - n - - smtp\nerror unix - - n - - error\n';

testRule(tableTransport, {
  silent: [
    { name: 'without master.cf', files: { 'main.cf': TRANSPORT, transport: 'a.test nowhere:\n' } },
    {
      files: {
        'main.cf': TRANSPORT,
        'master.cf': MASTER,
        transport: 'a smtp:[x]\nb :\nc :[y]\nd error:no\n',
      },
    },
    { files: { 'main.cf': MAIN, 'master.cf': MASTER, access: 'a FILTER smtp:[x]\nb REJECT x:y\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': TRANSPORT, 'master.cf': MASTER, transport: 'a.test «smpt»:[x]\nb.test «uucp»\n' },
      message: 'did you mean smtp?',
      severity: 'warning',
      fixed: { 'Change it to smtp': { transport: 'a.test smtp:[x]\nb.test uucp\n' } },
    },
    { files: { 'main.cf': MAIN, 'master.cf': MASTER, access: 'a FILTER «amavis»:[127.0.0.1]:10024\n' } },
  ],
});
