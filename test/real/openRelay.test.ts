import assert from 'node:assert/strict';
import { join } from 'node:path';
import { compareVersions } from '../../server/src/knowledge/versions';
import { fakeDovecotAuth, makeCertificate, permissivePolicy } from '../support/mailPeers';
import {
  createNetwork,
  PrivatePostfix,
  type NameRecord,
  type Network,
  type Reply,
} from '../support/privatePostfix';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';
import { BASE, masterCfOf, portOf } from '../support/relayComparison';
import { RELAY_SHAPES, type RelayShape } from '../support/relayShapes';
import { accepts, dialoguesOf, settingsOf, trialsOf, type RelayTrial } from '../support/relayTrials';

const certificate = makeCertificate();

/** The owner of a domain names this server as his second mail exchanger. */
const BACKUP: readonly NameRecord[] = [
  { name: 'other.test', type: 'MX', data: { preference: 10, exchange: 'first.other.test' } },
  { name: 'other.test', type: 'MX', data: { preference: 20, exchange: 'mx.example.org' } },
  { name: 'first.other.test', type: 'A', data: '192.0.2.1' },
  { name: 'mx.example.org', type: 'A', data: '127.0.0.1' },
];

function isFor({ until }: RelayShape, version: string): boolean {
  return until === undefined || compareVersions(version, until) < 0;
}

/** One Postfix with all trials, each on a port of its own. */
function writeTrials(server: PrivatePostfix, trials: readonly RelayTrial[]): void {
  const { directory } = server;
  const own = directory.write('etc/own.pem', certificate.key + certificate.certificate);
  const mainCf = `${server.settings()}
${BASE}
smtpd_tls_chain_files = ${own}
smtpd_tls_CAfile = ${own}
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
`;
  const configurations = trials.map((trial, index) => {
    const place = `etc/trial${index}`;
    for (const [name, text] of Object.entries(trial.files)) {
      if (!name.endsWith('.cf')) directory.write(`${place}/${name}`, text);
    }
    return settingsOf(trial, `${directory.inside}/${place}`);
  });
  directory.write('etc/main.cf', mainCf);
  directory.write('etc/master.cf', masterCfOf(configurations));
}

/** The replies to both messages of each trial. */
async function holdTrials(
  postfix: RealPostfix,
  network: Network,
  trials: readonly RelayTrial[],
): Promise<readonly (readonly Reply[])[]> {
  const server = new PrivatePostfix(postfix, network);
  const places = join(server.directory.outside, 'spool/private');
  const peers = await Promise.all([
    fakeDovecotAuth(join(places, 'auth')),
    permissivePolicy(join(places, 'policy')),
  ]);
  try {
    writeTrials(server, trials);
    assert.equal(server.startMaster().status, 0, server.log());
    return await network.converse(
      trials.flatMap((trial, index) => dialoguesOf(trial, portOf(index), certificate)),
    );
  } finally {
    for (const peer of peers) peer.close();
    await server.remove();
  }
}

describe('open relays, beside real smtpd', function () {
  this.timeout(0);
  for (const postfix of realPostfixes('open relays')) {
    it(`Postfix ${postfix.version}: each shape relays, and with each fix no more`, async () => {
      const shapes = RELAY_SHAPES.filter((shape) => isFor(shape, postfix.version));
      const trials = (await Promise.all(shapes.map((shape) => trialsOf(shape, postfix.version)))).flat();
      const network = await createNetwork({ postfix, records: BACKUP });
      try {
        const conversations = await holdTrials(postfix, network, trials);
        const wrong = trials.flatMap(({ name, open, servesNobody }, index) => {
          const [foreign, local] = conversations.slice(2 * index, 2 * index + 2);
          const shown = JSON.stringify([foreign?.slice(-2), local?.slice(-2)]);
          return [
            ...(accepts(foreign) === open ? [] : [`${name} ${open ? 'does not relay' : 'relays'}: ${shown}`]),
            ...(accepts(local) !== servesNobody
              ? []
              : [`${name} ${servesNobody ? 'takes' : 'refuses'} mail of its own: ${shown}`]),
          ];
        });
        assert.deepEqual(wrong, []);
      } finally {
        network.remove();
      }
    });
  }
});
