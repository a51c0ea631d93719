import { notRun } from '../notRun';
import { ClientFolder } from './clientFolder';
import { hostsMissing, MailHost, randomPasswords, type HostSuite, type Passwords } from './mailHost';
import { TestNetwork } from './namespaces';

/** Servers that all remote tests of one run share, and what a client needs to get there. */
export interface SharedHosts {
  readonly network: TestNetwork;
  readonly passwords: Passwords;
  readonly client: ClientFolder;
  readonly host: (suite: HostSuite) => MailHost;
}

const SUITES = ['bookworm', 'trixie'] as const;

let shared: Promise<SharedHosts> | undefined;

/** Makes the servers when they are first wanted. They are removed after the last test. */
export function sharedHosts(): Promise<SharedHosts> {
  shared ??= start();
  return shared;
}

/**
 * The suites that can have servers on this machine; the others are reported as not run.
 *
 * @param asker in whose name
 */
export function hostSuites(asker: string): readonly HostSuite[] {
  return SUITES.filter((suite) => {
    const reason = hostsMissing(suite);
    if (reason !== undefined) notRun(asker, reason);
    return reason === undefined;
  });
}

async function start(): Promise<SharedHosts> {
  const network = await TestNetwork.start();
  const client = new ClientFolder();
  const passwords = randomPasswords();
  const suites = SUITES.filter((suite) => hostsMissing(suite) === undefined);
  const hosts = await Promise.all(
    suites.map((suite) => MailHost.start(network, suite, suite, passwords, client.publicKey)),
  );
  for (const host of hosts) client.trust(host.address, host.publicKey());
  return {
    network,
    passwords,
    client,
    host: (suite) => {
      const found = hosts.find((host) => host.suite === suite);
      if (!found) throw new Error(`there is no server of Debian ${suite}`);
      return found;
    },
  };
}

after('remove the servers', async () => {
  const made = await shared?.catch(() => undefined);
  if (!made) return;
  made.client.remove();
  for (const suite of SUITES) if (hostsMissing(suite) === undefined) await made.host(suite).remove();
  await made.network.remove();
});
