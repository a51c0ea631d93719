import { clientUnused } from '../../../server/src/rules/tables/client-unused';
import { clientFiles } from '../../support/clientFiles';
import { testRule } from '../../support/testRule';

testRule(clientUnused, {
  silent: [
    { files: clientFiles('ldap', 'server_host = a\nserver_port = 390\nbind_dn = x\nbind_pw = y\n') },
    { files: clientFiles('ldap', 'bind = sasl\nsasl_mechs = EXTERNAL\nstart_tls = yes\ntls_cert = /x\n') },
    { files: clientFiles('ldap', 'server_host = ldaps://a\ntls_ca_cert_file = /x\n') },
    { files: clientFiles('mysql', 'table = t\nselect_field = a\nwhere_field = b\n') },
  ],
  reports: [
    {
      files: clientFiles('ldap', 'bind = no\n«bind_dn» = x\n'),
      message: 'bind = no',
      fixed: { Remove: clientFiles('ldap', 'bind = no\n') },
    },
    { files: clientFiles('ldap', '«sasl_realm» = X\n'), message: 'bind = yes' },
    { files: clientFiles('ldap', '«tls_require_cert» = yes\n'), message: 'start_tls = no' },
    { files: clientFiles('ldap', 'server_host = ldap://a\n«server_port» = 390\n') },
    { files: clientFiles('ldap', 'result_format = %s\n«result_filter» = %u\n') },
    { files: clientFiles('mysql', "query = SELECT '%s'\n«table» = t\n"), message: 'query' },
  ],
});
