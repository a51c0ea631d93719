import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { followAddress } from '../../server/src/route/follow';
import { quoted } from '../../server/src/route/rewrite';
import { endsOf, type End, type Route } from '../../server/src/route/types';
import { generatedServer, type GeneratedServer } from '../support/arbitraries/routes';
import { runs, SEED } from '../support/campaign';
import { mailSystem, uriOf } from '../support/mailServer';
import { createNetwork } from '../support/privatePostfix';
import { realPostfixes } from '../support/realPostfix';
import { realEnds, ROUTE_MASTER } from '../support/realRoutes';

/** Addresses for each Postfix: by default enough for every change, any number by MAILWRIGHT_RUNS. */
const RUNS = runs(120);
const MOST_ENDS = 12;

function describeEnd(end: End): string {
  const recipient = quoted(end.recipient);
  switch (end.kind) {
    case 'handed':
      return `${end.transport} ${recipient} ${end.nexthop}`;
    case 'stored':
      return `${end.how} ${recipient}`;
    case 'discarded':
      return `discard ${recipient} ${end.text}`;
    case 'bounced':
      return end.reason === 'error'
        ? `bounced ${recipient} ${withoutCode(end.text)}`
        : `bounced ${recipient}`;
    case 'deferred':
      return `deferred ${recipient}`;
  }
}

/** An enhanced status code at the beginning is no part of the reason. */
function withoutCode(text: string): string {
  return text.replace(/^[245]\.\d+\.\d+\s+/, '');
}

/** cleanup(8) does not take the mail: no word of the recipient in the log. */
const isRefused = (end: End): boolean =>
  end.kind === 'deferred' && ['nesting', 'lookup', 'together'].includes(end.reason);

function describeRoute(route: Route): string[] {
  const { outcome } = route;
  if (outcome.kind !== 'split' && isRefused(outcome)) return ['deferred'];
  return endsOf(route)
    .filter((end) => !isRefused(end))
    .map(describeEnd)
    .sort();
}

/** What is to be compared: of an address that smtpd refuses at RCPT, nothing but that it bounces. */
function asReal(route: Route, real: readonly string[] = []): string {
  const { outcome } = route;
  const isNoAddress = outcome.kind === 'bounced' && outcome.reason === 'syntax';
  return real.join() === 'bounced' && isNoAddress ? 'bounced' : describeRoute(route).join('; ');
}

async function ownRoutes(server: GeneratedServer, version: string): Promise<Route[]> {
  const { members = '', ...files } = server.files;
  const system = await mailSystem({ ...files, 'master.cf': ROUTE_MASTER }, version);
  const includes = new Map([['/etc/postfix/members', { uri: uriOf('members'), text: members }]]);
  return server.addresses.map((address) =>
    followAddress(system, { address, sender: server.sender, includes }),
  );
}

/** Of each map a key with capitals, which is never asked for, and one without. */
const CAPITALS: GeneratedServer = {
  files: {
    'main.cf': `compatibility_level = 3.6
myhostname = mx.example.org
mydestination = local.test
virtual_mailbox_domains = box.test
inet_interfaces = 127.0.0.1
alias_maps = hash:/etc/postfix/aliases
mailbox_transport = box:users
virtual_mailbox_maps = inline:{{U4@box.test=mail}, {u1@box.test=mail}}
mailbox_transport_maps = inline:{{U4=relay:[b.test]}, {u2=relay:[b.test]}}
`,
    aliases: 'postmaster: u2\n',
  },
  addresses: ['U4@box.test', 'u1@box.test', 'U4@local.test', 'u2@local.test'],
  sender: '',
};

describe('the way of mail beside real Postfix', function () {
  this.timeout(0);
  for (const postfix of realPostfixes('routes')) {
    it(`Postfix ${postfix.version}`, async () => {
      const network = await createNetwork();
      const differences: string[] = [];
      let compared = 0;
      try {
        for (let seed = SEED; compared < RUNS; seed++) {
          const [server] = fc.sample(generatedServer, { numRuns: 1, seed });
          if (!server) continue;
          const version = postfix.version.split('.').slice(0, 2).join('.');
          const routes = await ownRoutes(server, version);
          // A hundred copies of one mail prove nothing more, and take long.
          const few = server.addresses.flatMap((address, index) => {
            const route = routes[index];
            return route && endsOf(route).length < MOST_ENDS ? [{ address, route }] : [];
          });
          const addresses = few.map(({ address }) => address);
          const real = await realEnds(postfix, network, { ...server, addresses });
          for (const [index, { address, route }] of few.entries()) {
            compared++;
            const [ours, theirs] = [asReal(route, real[index]), real[index]?.join('; ')];
            if (ours !== theirs) differences.push(`seed ${seed} <${address}>: ours ${ours}, real ${theirs}`);
          }
        }
      } finally {
        network.remove();
      }
      assert.deepEqual(differences.slice(0, 20), [], `${differences.length} of ${compared} addresses differ`);
    });

    it(`Postfix ${postfix.version}: keys with capitals, where local and virtual ask without folding`, async () => {
      const network = await createNetwork();
      try {
        const version = postfix.version.split('.').slice(0, 2).join('.');
        const real = await realEnds(postfix, network, CAPITALS);
        const own = (await ownRoutes(CAPITALS, version)).map((route, index) => asReal(route, real[index]));
        const theirs = real.map((ends) => ends.join('; '));
        assert.deepEqual(own, theirs);
        const found = theirs.map((ends) => /^(relay|mailbox) /.test(ends));
        assert.deepEqual(found, [false, true, false, true]);
      } finally {
        network.remove();
      }
    });
  }
});
