// For suites that run in another process: makes one mail server, tells how to get there in a line of JSON, then runs
// each line of standard input (a shell script as JSON) there as root and answers with a line, until the input ends.
import { createInterface } from 'node:readline';
import { ClientFolder } from './clientFolder';
import { hostsMissing, MailHost, randomPasswords } from './mailHost';
import { TestNetwork } from './namespaces';

export interface ServedHost {
  readonly name: string;
  readonly address: string;
  /**
   * Path of an ssh_config with two ways to it: by its name, with a key and a known key of the host, and by `NAME-new`,
   * where nobody has been before, as a user with a password.
   */
  readonly config: string;
  /** Of the user admin. */
  readonly password: string;
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
  const passwords = randomPasswords();
  const host = await MailHost.start(network, 'mx', SUITE, passwords, client.publicKey);
  client.trust(host.address, host.publicKey());
  const known = ['Host mx', `HostName ${host.address}`, 'User deployer'];
  const fresh = [
    'Host mx-new',
    `HostName ${host.address}`,
    'User admin',
    'PreferredAuthentications password',
  ];
  const config = client.config('config', [
    ...known,
    ...fresh,
    `UserKnownHostsFile ${client.file('known_hosts_new')}`,
  ]);
  const served: ServedHost = { name: 'mx', address: host.address, config, password: passwords.admin };
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
