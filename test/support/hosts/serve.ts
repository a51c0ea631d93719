// For suites that run in another process: makes one mail server, tells how to get there in a line of JSON, then runs
// each line of standard input (a shell script as JSON) there as root and answers with a line, until the input ends.
import { createInterface } from 'node:readline';
import { ClientFolder } from './clientFolder';
import { hostsMissing, MailHost } from './mailHost';
import { TestNetwork } from './namespaces';

export interface ServedHost {
  readonly name: string;
  readonly address: string;
  /** Path of an ssh_config that has its key, and knows the key of the host. */
  readonly config: string;
}

const SUITE = 'bookworm';

const answer = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`);

async function serve(): Promise<void> {
  const missing = hostsMissing(SUITE);
  if (missing !== undefined) {
    if (process.env['CI']) throw new Error(missing);
    answer({ missing });
    return;
  }
  const network = await TestNetwork.start();
  const client = new ClientFolder();
  const none = { root: 'x', admin: 'x', deployer: 'x', guest: 'x', newcomer: 'x' };
  const host = await MailHost.start(network, 'mx', SUITE, none, client.publicKey);
  client.trust(host.address, host.publicKey());
  const entry = ['Host mx', `HostName ${host.address}`, 'User deployer'];
  const served: ServedHost = { name: 'mx', address: host.address, config: client.config('config', entry) };
  answer(served);
  for await (const line of createInterface(process.stdin)) {
    const { status, stdout, stderr } = host.run(['sh', '-c', JSON.parse(line) as string]);
    answer(status === 0 ? { stdout } : { error: stderr });
  }
  await host.remove();
  await network.remove();
  client.remove();
}

serve().catch((error: unknown) => {
  answer({ error: String(error) });
  process.exitCode = 1;
});
