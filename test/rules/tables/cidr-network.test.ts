import { cidrNetwork } from '../../../server/src/rules/tables/cidr-network';
import { testRule } from '../../support/testRule';

const NETWORKS = 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/nets\n';

testRule(cidrNetwork, {
  silent: [{ files: { 'main.cf': NETWORKS, nets: '10.0.0.0/8 OK\n[2001:db8::]/32 OK\n' } }],
  reports: [
    {
      files: { 'main.cf': NETWORKS, nets: '«10.0.0.1/8» OK\n' },
      message: '10.0.0.0/8',
      severity: 'error',
      fixed: { 'Change it to 10.0.0.0/8': { nets: '10.0.0.0/8 OK\n' } },
    },
    {
      files: { 'main.cf': NETWORKS, nets: '«10.0.0.0/33» OK\n«a.test» OK\n«[10.0.0.1» OK\n' },
      message: '0 to 32',
    },
  ],
});
