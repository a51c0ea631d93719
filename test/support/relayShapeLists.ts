import type { RelayShape } from './relayShapes';

const RUD = 'reject_unauth_destination';
const relay = (list: string): string => `smtpd_relay_restrictions = ${list}\n`;
const recipient = (list: string): string => `smtpd_recipient_restrictions = ${list}\n`;
const NO_RELAY = 'smtpd_relay_restrictions =\n';

/** Trusted clients, and what the lists of restrictions let through. */
export const SHAPES_OF_LISTS: readonly RelayShape[] = [
  { name: 'the base', main: '' },
  {
    name: 'everybody is trusted',
    main: 'mynetworks = 127.0.0.0/8, 0.0.0.0/0\n',
    claim: 'nothing',
    fixes: ['Remove 0.0.0.0/0 from mynetworks', 'Trust this machine only'],
  },
  {
    name: 'everybody is trusted, in IPv6',
    main: 'mynetworks = [::]/0\n',
    claim: 'nothing',
    visit: { address: '2001:db8::9' },
    fixes: ['Remove [::]/0 from mynetworks', 'Trust this machine only'],
  },
  {
    name: 'a large network is trusted',
    main: 'mynetworks = 127.0.0.0/8 8.0.0.0/7\n',
    claim: 'network',
    visit: { address: '8.8.8.8' },
    fixes: ['Remove 8.0.0.0/7 from mynetworks', 'Trust this machine only'],
  },
  {
    name: 'a private network is trusted',
    main: 'mynetworks = 127.0.0.0/8 172.16.0.0/12\n',
    claim: 'private',
    visit: { address: '172.17.0.1' },
    fixes: ['Remove 172.16.0.0/12 from mynetworks', 'Trust this machine only'],
  },
  {
    name: 'a domain is trusted',
    main: 'mynetworks = 127.0.0.0/8 client.test\n',
    claim: 'name',
    visit: { name: 'x.client.test' },
    fixes: ['Remove client.test from mynetworks', 'Trust this machine only'],
  },
  {
    name: 'a sender is let through',
    main: relay(`permit_mynetworks, check_sender_access inline:{sender.test=OK}, ${RUD}`),
    claim: 'sender',
    fixes: ['Move check_sender_access', `Put ${RUD} before`, 'Set smtpd_relay_restrictions'],
  },
  {
    name: 'a sender is let through by the recipient list',
    main: NO_RELAY + recipient(`check_sender_access inline:{sender.test=OK}, ${RUD}`),
    claim: 'sender',
    fixes: ['Move check_sender_access', `Put ${RUD} before`, 'Set smtpd_relay_restrictions'],
  },
  {
    name: 'a sender is let through by the recipient list only',
    main: recipient(`check_sender_access inline:{sender.test=OK}, ${RUD}`),
  },
  {
    name: 'an old level without a relay list',
    main: `compatibility_level = 0\n${recipient(`check_sender_access inline:{sender.test=OK}, ${RUD}`)}`,
    claim: 'sender',
    fixes: ['Move check_sender_access', `Put ${RUD} before`, 'Set smtpd_relay_restrictions'],
  },
  {
    name: 'the null sender is let through',
    main: relay(`check_sender_access inline:{<>=OK}, ${RUD}`),
    claim: 'sender',
    visit: { sender: '' },
    fixes: ['Move check_sender_access', `Put ${RUD} before`, 'Set smtpd_relay_restrictions'],
  },
  {
    name: 'a sender in a table file',
    main: relay(`check_sender_access texthash:/etc/postfix/senders, ${RUD}`),
    tables: { senders: 'nobody@sender.test REJECT\nsender.test OK\n' },
    claim: 'sender',
    fixes: ['Remove the line sender.test', 'Move check_sender_access', `Put ${RUD} before`],
  },
  {
    name: 'the first number of an address',
    main: relay(`check_client_access inline:{203=OK}, ${RUD}`),
    claim: 'network',
    fixes: ['Move check_client_access', `Put ${RUD} before`, 'Set smtpd_relay_restrictions'],
  },
  {
    name: 'clients without a name',
    main: relay(`check_client_access inline:{unknown=OK}, ${RUD}`),
    claim: 'nothing',
    fixes: ['Move check_client_access', `Put ${RUD} before`],
  },
  {
    name: 'a top-level domain of clients',
    main: relay(`check_client_access inline:{test=OK}, ${RUD}`),
    claim: 'name',
    visit: { name: 'h.client.test' },
    fixes: ['Move check_client_access', `Put ${RUD} before`],
  },
  {
    name: 'a table that lets all clients in',
    main: relay(`check_client_access static:1234567, ${RUD}`),
    claim: 'nothing',
    fixes: ['Move check_client_access', `Put ${RUD} before`],
  },
  {
    name: 'a table that lets all clients relay',
    main: relay(`check_client_access static:RELAY, ${RUD}`),
    claim: 'nothing',
    fixes: ['Move check_client_access', `Put ${RUD} before`],
  },
  {
    name: 'networks in a table',
    main: relay(`check_client_access cidr:{{0.0.0.0/0 OK}}, ${RUD}`),
    claim: 'nothing',
    since: '3.7',
    fixes: ['Move check_client_access', `Put ${RUD} before`],
  },
  {
    name: 'a network in a table file',
    main: relay(`check_client_access cidr:/etc/postfix/clients, ${RUD}`),
    tables: { clients: '192.0.2.0/24 OK\n0.0.0.0/0 OK\n' },
    claim: 'nothing',
    fixes: ['Remove the line 0.0.0.0/0', 'Move check_client_access'],
  },
  {
    name: 'a pattern of clients',
    main: relay(`check_client_access regexp:{{/3/ OK}}, ${RUD}`),
    claim: 'network',
    since: '3.7',
    fixes: ['Move check_client_access', `Put ${RUD} before`],
  },
  {
    name: 'a name that clients give themselves',
    main: relay(`check_helo_access inline:{client.test=OK}, ${RUD}`),
    claim: 'helo',
    fixes: ['Move check_helo_access', `Put ${RUD} before`, 'Set smtpd_relay_restrictions'],
  },
  {
    name: 'a top-level domain of recipients',
    main: relay(`check_recipient_access inline:{test=OK}, ${RUD}`),
    claim: 'recipient',
    fixes: ['Move check_recipient_access', `Put ${RUD} before`],
  },
  {
    name: 'a local part of recipients',
    main: relay(`check_recipient_access inline:{u@=OK}, ${RUD}`),
    claim: 'recipient',
    fixes: ['Move check_recipient_access', `Put ${RUD} before`],
  },
  {
    name: 'a code without a text is a permit',
    main: relay(`check_recipient_access inline:{only.test=554}, ${RUD}`),
    claim: 'recipient',
    visit: { recipient: 'user@only.test' },
    fixes: ['Move check_recipient_access', `Put ${RUD} before`],
  },
  {
    name: 'a class that permits',
    main: `smtpd_restriction_classes = trusted\ntrusted = permit\n${relay(
      `check_client_access inline:{203=trusted}, ${RUD}`,
    )}`,
    claim: 'network',
    fixes: ['Move check_client_access', `Put ${RUD} before`, 'Set smtpd_relay_restrictions'],
  },
  {
    name: 'a relay list that permits, and a sender',
    main:
      relay('permit') +
      recipient('permit_auth_destination, check_sender_access inline:{sender.test=OK}, reject'),
    claim: 'sender',
    fixes: [`Put ${RUD} before`, 'Set smtpd_relay_restrictions'],
  },
  {
    name: 'the guard only warns',
    main:
      relay(`permit_mynetworks, warn_if_reject ${RUD}`) +
      recipient('permit_auth_destination, check_sender_access static:OK, reject'),
    claim: 'nothing',
    fixes: [`Put ${RUD} before`, 'Set smtpd_relay_restrictions'],
  },
];
