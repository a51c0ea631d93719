import assert from 'node:assert/strict';
import { lookupKeys, type LookupContext, type LookupRole } from '../../server/src/postfix/tables/lookupKeys';
import { createNetwork, PrivatePostfix, STRANGER, type Network } from '../support/privatePostfix';
import { realPostfixes } from '../support/realPostfix';

/** Tables that hold nothing, so that Postfix asks for every key; the name tells them apart in the log. */
const empty = (name: string): string => `inline:{mailwright_${name}=x}`;
const PATTERNS = 'regexp:{{/^mailwright/ x}}';

const MAIN = `
compatibility_level = 3.6
myhostname = mx.example.org
myorigin = example.org
mydestination = local.example
inet_interfaces = 127.0.0.1
recipient_delimiter = +
mynetworks = 127.0.0.0/8
smtpd_authorized_xclient_hosts = 0.0.0.0/0
smtpd_peername_lookup = no
local_recipient_maps =
alias_maps =
smtpd_relay_restrictions = permit
smtpd_recipient_restrictions = reject_unauth_destination
smtpd_client_restrictions = check_client_access ${empty('client')}, check_client_access ${PATTERNS}
smtpd_helo_restrictions = check_helo_access ${empty('helo')}
smtpd_sender_restrictions = check_sender_access ${empty('sender')}
canonical_maps = ${empty('canonical')}
virtual_alias_maps = ${empty('virtual')}
transport_maps = ${empty('transport')}
relocated_maps = ${empty('relocated')}
`;

const MASTER = `
127.0.0.1:25 inet n - n - - smtpd -v -o max_use=1
cleanup unix n - n - 0 cleanup -v
rewrite unix - - n - - trivial-rewrite -v
anvil unix - - n - 1 anvil
bounce unix - - n - 0 bounce
postlog unix-dgram n - n - 1 postlogd
`;

const CONTEXT: LookupContext = {
  delimiters: '+',
  ownerRequestSpecial: true,
  myorigin: 'example.org',
  isLocal: (domain) => domain === 'local.example',
  parents: { access: true, transport: false, domains: true },
  nullSender: '<>',
};

interface Visit {
  readonly address: string;
  readonly name: string;
  readonly helo: string;
  readonly sender: string;
  readonly recipient: string;
}

const VISITS: readonly Visit[] = [
  {
    address: '203.0.113.9',
    name: 'a.b.client.test',
    helo: 'x.y.client.test',
    sender: 'User+Ext@Sub.Sender.test',
    recipient: 'rcpt+x@local.example',
  },
  {
    address: '2001:db8::a:5',
    name: '[UNAVAILABLE]',
    helo: '[1.2.3.4]',
    sender: 'plain@sender.test',
    recipient: 'owner-list@local.example',
  },
  {
    address: '2001:db8::a',
    name: '[UNAVAILABLE]',
    helo: '1.2.3.4',
    sender: '',
    recipient: '"a b"@local.example',
  },
];

/** The keys that the log of a program shows a table to be asked for, each once. */
function asked(log: string, program: string, table: string): string[] {
  const keys = log.split('\n').flatMap((line) => {
    const start = line.indexOf(`${table}: `);
    const ours = line.includes(`postfix/${program}[`) && start >= 0;
    return ours ? line.slice(start + table.length + 2).replace(/: not found$/, '') : [];
  });
  return [...new Set(keys)];
}

function expected(role: LookupRole, subject: string, wholeOnly = false): string[] {
  return lookupKeys(role, subject, CONTEXT)
    .filter(({ partial }) => !(wholeOnly && partial))
    .map(({ key }) => key);
}

function compare(log: string, one: Visit): void {
  const client = `${one.name === '[UNAVAILABLE]' ? 'unknown' : one.name}[${one.address}]`;
  const recipient = one.recipient.replace(/"/g, '');
  const smtpd = (table: string): string[] => asked(log, 'smtpd', `maps_find: ${empty(table)}`);
  assert.deepEqual(smtpd('client'), expected('access-client', client));
  const patterns = asked(log, 'smtpd', `dict_regexp_lookup: ${PATTERNS.slice('regexp:'.length)}`);
  assert.deepEqual(patterns, expected('access-client', client, true));
  assert.deepEqual(smtpd('helo'), expected('access-helo', one.helo));
  assert.deepEqual(smtpd('sender'), expected('access-sender', one.sender));
  const mapped = (program: string, role: 'canonical' | 'virtual' | 'relocated' | 'transport'): string[] => {
    const keys = asked(log, program, `maps_find: ${role === 'virtual' ? 'virtual_alias' : role}_maps`);
    return keys.slice(keys.indexOf(expected(role, recipient)[0] ?? ''));
  };
  assert.deepEqual(mapped('cleanup', 'canonical'), expected('canonical', recipient));
  assert.deepEqual(mapped('cleanup', 'virtual'), expected('virtual', recipient));
  assert.deepEqual(mapped('trivial-rewrite', 'relocated'), expected('relocated', recipient));
  // The wild card is asked for once in half a minute, before all others.
  const transport = expected('transport', recipient).filter((key) => key !== '*');
  assert.deepEqual(mapped('trivial-rewrite', 'transport'), transport);
}

async function visit(server: PrivatePostfix, network: Network, one: Visit): Promise<string> {
  server.clearLog();
  const address = one.address.includes(':') ? `IPV6:${one.address}` : one.address;
  const lines = [
    'EHLO first.test',
    `XCLIENT ADDR=${address} NAME=${one.name}`,
    `EHLO ${one.helo}`,
    `MAIL FROM:<${one.sender}>`,
    `RCPT TO:<${one.recipient}>`,
    'DATA',
    'Subject: x\r\n\r\nx\r\n.',
    'QUIT',
  ];
  await network.converse([{ host: '127.0.0.1', port: 25, wrapper: false, from: STRANGER, lines }]);
  await server.logged(/disconnect from/);
  return server.log();
}

describe('keys of look-ups beside smtpd, cleanup and trivial-rewrite', function () {
  this.timeout(0);
  for (const postfix of realPostfixes('keys of look-ups')) {
    it(`Postfix ${postfix.version}`, async () => {
      const network = await createNetwork();
      const server = new PrivatePostfix(postfix, network);
      try {
        server.directory.write('etc/main.cf', `${server.settings()}\n${MAIN}`);
        server.directory.write('etc/master.cf', MASTER);
        server.check();
        assert.equal(server.startMaster().status, 0, server.log());
        for (const one of VISITS) {
          compare(await visit(server, network, one), one);
        }
      } finally {
        await server.remove();
        network.remove();
      }
    });
  }
});
