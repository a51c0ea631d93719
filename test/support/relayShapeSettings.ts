import type { RelayShape } from './relayShapes';

const RUD = 'reject_unauth_destination';
const relay = (list: string): string => `smtpd_relay_restrictions = ${list}\n`;

/** Classes of domains, services, and what vouches for a client. */
export const SHAPES_OF_SETTINGS: readonly RelayShape[] = [
  {
    name: 'every domain is a relay domain',
    main: 'relay_domains = static:yes\n',
    claim: 'nothing',
    fixes: ['Remove static:yes from relay_domains'],
  },
  {
    name: 'a top-level domain is a relay domain',
    main: 'relay_domains = relay.example, test\n',
    claim: 'recipient',
    fixes: ['Remove test from relay_domains'],
  },
  {
    name: 'a pattern of relay domains',
    main: 'relay_domains = regexp:{{/./ x}}\n',
    claim: 'nothing',
    since: '3.7',
    fixes: ['Remove regexp:{{/./ x}} from relay_domains'],
  },
  { name: 'a star is no domain', main: 'relay_domains = *\n' },
  {
    name: 'every domain has mailboxes',
    main: 'virtual_mailbox_domains = static:x\nvirtual_mailbox_maps =\nvirtual_transport = smtp\n',
    claim: 'nothing',
    fixes: ['Remove static:x from virtual_mailbox_domains'],
  },
  {
    name: 'every domain is local',
    main: 'mydestination = static:x\nlocal_transport = smtp\n',
    claim: 'nothing',
    fixes: ['Set mydestination = $mydomain, $myhostname'],
  },
  {
    name: 'a virtual alias domain',
    main: 'virtual_alias_maps = inline:{other.test=any, @other.test=x@elsewhere.test}\n',
    ownDomain: true,
  },
  {
    name: 'a transport for everything',
    main: 'transport_maps = static:smtp:[127.0.0.1]:9\nrelayhost = [127.0.0.1]:9\n',
  },
  {
    name: 'routes through a relay domain',
    main: 'relay_domains = relay.test\nallow_untrusted_routing = yes\n',
    claim: 'recipient',
    visit: { recipient: 'user%other.test@relay.test' },
    fixes: ['Set allow_untrusted_routing = no'],
  },
  {
    name: 'a service that trusts everybody',
    main: '',
    options: '\n  -o mynetworks=0.0.0.0/0',
    claim: 'nothing',
    fixes: ['Remove -o mynetworks'],
  },
  {
    name: 'a service with lists of its own',
    main: '',
    options:
      '\n  -o smtpd_relay_restrictions=permit\n  -o smtpd_recipient_restrictions=check_sender_access,static:OK,reject',
    claim: 'nothing',
    fixes: ['Set smtpd_relay_restrictions', `Put ${RUD} before`],
  },
  {
    name: 'a submission service for everybody',
    main: 'smtpd_sasl_auth_enable = yes\n',
    options:
      '\n  -o smtpd_relay_restrictions=permit\n  -o smtpd_recipient_restrictions=check_helo_access,static:OK,reject',
    claim: 'nothing',
    fixes: ['Let only authenticated clients through', 'Set smtpd_relay_restrictions'],
  },
  {
    name: 'anybody may say where he comes from',
    main: 'smtpd_authorized_xclient_hosts = 0.0.0.0/0\n',
    claim: 'xclient',
    comes: 'with XCLIENT',
    visit: { address: '127.0.0.1' },
    fixes: ['Remove 0.0.0.0/0 from smtpd_authorized_xclient_hosts'],
  },
  {
    name: 'a proxy says where clients come from',
    main: 'smtpd_upstream_proxy_protocol = haproxy\nmynetworks = 127.0.0.0/8\n',
    claim: 'proxy',
    comes: 'through a proxy',
    visit: { address: '127.0.0.1' },
  },
  {
    name: 'a backup for anybody',
    main: relay(`permit_mynetworks, permit_mx_backup, ${RUD}`),
    claim: 'mx-backup',
    fixes: ['Remove permit_mx_backup', 'Move permit_mx_backup'],
  },
  {
    name: 'certificates of every authority',
    main: `smtpd_tls_security_level = may\nsmtpd_tls_ask_ccert = yes\ntls_append_default_CA = yes\n${relay(
      `permit_tls_all_clientcerts, ${RUD}`,
    )}`,
    claim: 'certificate',
    comes: 'with a certificate',
    fixes: ['Write permit_tls_clientcerts', 'Move permit_tls_all_clientcerts'],
  },
  {
    name: 'certificates that no trusted authority has given',
    main: `smtpd_tls_security_level = may\nsmtpd_tls_ask_ccert = yes\nsmtpd_tls_CAfile =\n${relay(
      `permit_tls_all_clientcerts, ${RUD}`,
    )}`,
    comes: 'with a certificate',
  },
  {
    name: 'every certificate',
    main: `smtpd_tls_security_level = may\nsmtpd_tls_ask_ccert = yes\nrelay_clientcerts = static:ok\n${relay(
      `permit_tls_clientcerts, ${RUD}`,
    )}`,
    claim: 'certificate',
    comes: 'with a certificate',
    fixes: ['Remove static:ok from relay_clientcerts', 'Move permit_tls_clientcerts'],
  },
  {
    name: 'a policy server before the guard',
    main: relay(`check_policy_service unix:private/policy, ${RUD}`),
    claim: 'policy-service',
    fixes: ['Move check_policy_service', `Put ${RUD} before`],
  },
  {
    name: 'a table of certificates, where an authority must have given them',
    main: `smtpd_tls_security_level = encrypt\nsmtpd_tls_req_ccert = yes\nsmtpd_tls_ask_ccert = yes\nsmtpd_tls_CAfile =\n${relay(
      `check_ccert_access static:OK, ${RUD}`,
    )}`,
    comes: 'with a certificate',
    servesNobody: true,
  },
  {
    name: 'certificates that must be there only under mandatory TLS',
    main: `smtpd_tls_security_level = may\nsmtpd_tls_req_ccert = yes\nsmtpd_tls_ask_ccert = yes\nsmtpd_tls_CAfile =\n${relay(
      `check_ccert_access static:OK, ${RUD}`,
    )}`,
    claim: 'certificate',
    comes: 'with a certificate',
    fixes: ['Move check_ccert_access', `Put ${RUD} before`],
  },
  {
    name: 'a table of certificates that has every one',
    main: `smtpd_tls_security_level = may\nsmtpd_tls_ask_ccert = yes\n${relay(
      `check_ccert_access static:OK, ${RUD}`,
    )}`,
    claim: 'certificate',
    comes: 'with a certificate',
    fixes: ['Move check_ccert_access', `Put ${RUD} before`],
  },
  {
    name: 'a policy server that is down, and what counts then',
    main: relay(`check_policy_service { unix:private/nobody, default_action=OK, try_limit=1 }, ${RUD}`),
    claim: 'policy-service',
    fixes: ['Move check_policy_service', `Put ${RUD} before`],
  },
  {
    name: 'a client that gives a bare address as its name',
    main: relay(`permit_naked_ip_address, ${RUD}`),
    claim: 'helo',
    visit: { helo: '192.0.2.1' },
    until: '3.9',
    fixes: ['Remove permit_naked_ip_address', 'Move permit_naked_ip_address'],
  },
  {
    name: 'clients below a relay domain',
    main: `relay_domains = client.test\n${relay('check_relay_domains')}`,
    claim: 'name',
    visit: { name: 'x.client.test' },
    until: '3.9',
    fixes: [`Write ${RUD} instead of check_relay_domains`],
  },
  {
    name: 'permits of the other lists',
    main: 'smtpd_client_restrictions = permit\nsmtpd_sender_restrictions = permit\n',
  },
];
