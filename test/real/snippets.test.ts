import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fakeDovecotAuth, fakeLmtp, type Peer } from '../support/mailPeers';
import { createNetwork, PrivatePostfix, type Network } from '../support/privatePostfix';
import { realPostfixes, type ToolResult } from '../support/realPostfix';
import {
  deliveryProbe,
  holdAll,
  listeners,
  loginProbe,
  recipientProbes,
  strangerProbes,
} from './relayProbes';
import { LOCAL, REMOTE } from './snippetScenarios';
import { writeTrial } from './snippetServer';
import { trialsBySnippet, wholeServer, type Trial } from './snippetTrials';

/** Two clocks of a virtual machine; it says nothing about the configuration. */
const CLOCK = /file system clock is|resetting file time stamps/;
const COMPLAINT = /: (?:warning|error|fatal|panic): /;

function isQuiet({ status, stderr }: ToolResult): void {
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
}

/** Nothing is printed but what was asked for: no unused parameter, no name set twice, nothing deprecated. */
function checkWithTools(server: PrivatePostfix): void {
  for (const words of [['-n'], ['-M'], ['-P'], ['-nx']]) {
    isQuiet(server.run(['postconf', '-c', server.configDirectory, ...words]));
  }
}

async function runPeers(server: PrivatePostfix): Promise<Peer[]> {
  const socket = (name: string): string => join(server.directory.outside, 'spool/private', name);
  return [await fakeDovecotAuth(socket('auth')), await fakeLmtp(socket('dovecot-lmtp'))];
}

/** Everything that is proved about one configuration made with a snippet. */
async function prove(server: PrivatePostfix, trial: Trial, check: boolean): Promise<void> {
  const { scenario } = trial;
  writeTrial(server, trial);
  checkWithTools(server);
  if (!trial.run) return;
  server.clearLog();
  if (check) isQuiet(server.check());
  isQuiet(server.startMaster());
  const peers = await runPeers(server);
  try {
    const found = listeners(server);
    const onPort25 = found.some(({ port }) => port === 25);
    const deliveries =
      onPort25 && !scenario.unavailable ? (scenario.deliveries ?? { ...LOCAL, ...REMOTE }) : {};
    const logins = trial.mainCf.includes('smtpd_sasl_type = dovecot')
      ? found.filter(({ login }) => login)
      : [];
    await holdAll(server, [
      ...found.flatMap((listener) => strangerProbes(listener, scenario)),
      ...logins.map(loginProbe),
      ...(onPort25 ? recipientProbes(25, scenario) : []),
      ...Object.keys(deliveries).map(deliveryProbe),
    ]);
    for (const logged of Object.values(deliveries)) await server.logged(logged);
  } finally {
    for (const peer of peers) peer.close();
    await server.stop();
  }
  const complaints = server
    .log()
    .split('\n')
    .filter((line) => COMPLAINT.test(line) && !CLOCK.test(line) && !scenario.complaints?.test(line));
  assert.deepEqual(complaints, []);
}

const postfixes = realPostfixes('snippets in real Postfix');

for (const postfix of postfixes) {
  describe(`snippets in Postfix ${postfix.version}`, () => {
    let network: Network;
    before(async () => {
      network = await createNetwork();
    });
    after(() => network.remove());

    const proveAll = async (trials: readonly Trial[]): Promise<void> => {
      const server = new PrivatePostfix(postfix, network);
      try {
        for (const [index, trial] of trials.entries()) {
          // `postfix check` looks at no values and takes longer than all the rest: once a snippet is enough.
          await prove(server, trial, index === 0 && postfix === postfixes.at(-1)).catch((error: unknown) => {
            throw new Error(`${trial.choice} ${String(error)}\n\n${server.log()}`, { cause: error });
          });
        }
      } finally {
        await server.remove();
      }
    };
    for (const [title, trials] of trialsBySnippet()) it(title, () => proveAll(trials));
    it('a whole server made of snippets', () => proveAll([wholeServer()]));
  });
}
