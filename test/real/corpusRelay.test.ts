import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { plainEntries } from '../../server/src/relay/matrix';
import { isAtWill, openings } from '../../server/src/relay/openings';
import type { Scenario } from '../../server/src/relay/scenario';
import { relayServices } from '../../server/src/relay/services';
import { canStart } from '../../server/src/relay/startUp';
import type { MailSystem } from '../../server/src/system/mailSystem';
import { usedFiles } from '../../server/src/system/tables';
import type { RelayVisit } from '../support/arbitraries/relayVisit';
import { runs } from '../support/campaign';
import { CORPUS } from '../support/corpus';
import { corpusServices, labelOf, worldOf, type CorpusService } from '../support/corpusRelay';
import { fakeDovecotAuth } from '../support/mailPeers';
import { mailSystem, type Files } from '../support/mailServer';
import { notRun } from '../support/notRun';
import { createNetwork, PrivatePostfix, SERVER, type Network, type Reply } from '../support/privatePostfix';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';
import {
  agrees,
  certaintyOf,
  compareVisit,
  describeCertainty,
  dialogueOf,
  masterCfOf,
  portOf,
  type Pair,
} from '../support/relayComparison';

/** Services for each Postfix; all of them on demand. */
const SERVICES = runs(24);

/** A visit to a service, and whether it shows how the service is open (which one that needs TLS cannot). */
interface Asked {
  readonly index: number;
  readonly visit: RelayVisit;
  readonly opening: boolean;
  /** As it is foretold. */
  readonly starts: boolean;
}

/** Milliseconds: a client has only to be there for master to try to start an smtpd. */
const A_KNOCK = 50;

/** The same without TLS, where a login that needs it is none. */
function visitOf({ client, helo, sender, recipient }: Scenario): RelayVisit {
  const { address, name = 'unknown', login, tls } = client;
  return {
    ...{ address, name, sender, recipient },
    ...(login !== undefined && !tls && { login }),
    ...(helo !== undefined && { helo }),
  };
}

/** What is asked of each service: every class of clients and recipients, then each way in for strangers. */
function questions(system: MailSystem): Asked[] {
  const ways = openings(system).filter(({ claim }) => isAtWill(claim));
  return relayServices(system).flatMap((service): Asked[] => {
    const index = Number(/:(\d+)$/.exec(service.name)?.[1]) - portOf(0);
    if (!canStart(service.settings))
      return [{ index, visit: visitOf(UNSERVED), opening: false, starts: false }];
    const plain = plainEntries(service).map(({ scenario }) => ({ scenario, opening: false }));
    const open = ways
      .filter((way) => way.service === service)
      .map(({ scenario }) => ({ scenario, opening: !scenario.client.tls }));
    return [...plain, ...open].map(({ scenario, opening }) => ({
      index,
      visit: visitOf(scenario),
      opening,
      starts: true,
    }));
  });
}

const UNSERVED: Scenario = {
  client: { address: '203.0.113.9', tls: false },
  sender: 'user@sender.test',
  recipient: 'user@other.test',
};

/** A server with those of the tables that it asks. */
async function systemOf(masterCf: string, tables: Files, version: string): Promise<MailSystem> {
  const files = { 'main.cf': '', 'master.cf': masterCf };
  const { postfix } = await mailSystem(files, version);
  const used = new Set(usedFiles(postfix).map(({ path }) => path));
  const own = Object.entries(tables).filter(([name]) => used.has(`/etc/postfix/${name}`));
  return mailSystem({ ...files, ...Object.fromEntries(own) }, version);
}

interface Result {
  readonly service: CorpusService;
  readonly asked: Asked;
  readonly replies: readonly Reply[];
  readonly pair: Pair | undefined;
}

/** What an smtpd logs that finds nothing to keep strangers from relaying. */
const endOf = (index: number): RegExp =>
  new RegExp(`${labelOf(index)}/smtpd\\[\\d+\\]: fatal: in parameter smtpd_relay_restrictions or`);

async function compare(
  postfix: RealPostfix,
  network: Network,
  services: readonly CorpusService[],
): Promise<Result[]> {
  const { settingsIn, tables } = worldOf(services);
  const masterCf = masterCfOf(settingsIn('/etc/postfix'));
  const system = await systemOf(masterCf, tables, postfix.version);
  // Where they listen for the test strangers come not; as on their own server they do.
  const listening = masterCf.replace(/^127\.0\.0\.1:/gm, `${SERVER}:`);
  const asked = questions(await systemOf(listening, tables, postfix.version));
  const server = new PrivatePostfix(postfix, network);
  const peer = await fakeDovecotAuth(join(server.directory.outside, 'spool/private/auth'));
  try {
    for (const [name, text] of Object.entries(tables)) server.directory.write(`etc/${name}`, text);
    server.directory.write('etc/main.cf', `${server.settings()}\nin_flow_delay = 0\n`);
    server.directory.write('etc/master.cf', masterCfOf(settingsIn(server.configDirectory)));
    assert.equal(server.startMaster().status, 0, server.log());
    const conversations = await network.converse(
      asked.map(({ index, visit, starts }) => ({
        ...dialogueOf(portOf(index), visit),
        ...(!starts && { patience: A_KNOCK }),
      })),
    );
    for (const { index } of asked.filter(({ starts }) => !starts)) await server.logged(endOf(index));
    return asked.flatMap((one, at): Result[] => {
      const service = services[one.index];
      const replies = conversations[at] ?? [];
      return service
        ? [
            {
              service,
              asked: one,
              replies,
              pair: compareVisit(system, one.index, one.visit, replies),
            },
          ]
        : [];
    });
  } finally {
    peer.close();
    await server.remove();
  }
}

const described = ({ service, asked, pair, replies }: Result): string =>
  [
    `${service.server.place} ${service.name}: ${JSON.stringify(asked.visit)}`,
    `  smtpd says ${pair?.real ?? 'nothing'}, foretold ${pair?.verdict.kind ?? 'no start'} ${pair?.verdict.codes.join('|') ?? ''} by ${pair?.verdict.by ?? ''}`,
    `  ${replies
      .slice(-2)
      .map(({ text }) => text)
      .join(' | ')}`,
  ].join('\n');

describe('who may relay through the servers of the corpus, beside real smtpd', function () {
  this.timeout(0);
  if (!existsSync(CORPUS)) {
    notRun('who may relay through the servers of the corpus', 'the corpus is not beside the repository');
    return;
  }
  for (const postfix of realPostfixes('who may relay through the servers of the corpus')) {
    it(`Postfix ${postfix.version}: ${SERVICES} services`, async function () {
      const services = (await corpusServices(postfix.version)).slice(0, SERVICES);
      const network = await createNetwork({ postfix, records: [] });
      try {
        const results = await compare(postfix, network, services);
        const wrong = results.filter(({ asked, pair }) => asked.starts && !(pair && agrees(pair)));
        assert.deepEqual(wrong.map(described), []);
        const open = results.filter(({ asked }) => asked.opening);
        assert.deepEqual(open.filter(({ pair }) => pair?.real !== 250).map(described), []);
        const certainty = certaintyOf(results.flatMap(({ pair }) => pair?.verdict ?? []));
        const places = new Set(open.map(({ service }) => `${service.server.place} ${service.name}`));
        if (this.test)
          this.test.title += `; ${describeCertainty(certainty)}; open: ${[...places].join(', ')}`;
      } finally {
        network.remove();
      }
    });
  }
});
