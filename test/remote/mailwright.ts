import { pathToFileURL } from 'node:url';
import { nodeFolder } from '../../client/src/cli/node/folder';
import { serverCommands } from '../../client/src/cli/serverCommands';
import type { ServerTools } from '../../client/src/cli/tools';
import { lookAtDoor } from '../../client/src/deploy/smtpDoor';
import { askOwnAddress } from '../../client/src/deploy/stranger';
import type { Remote } from '../../client/src/ssh/remote';
import { run } from '../../server/src/cli/run';
import { nodeFiles } from '../../server/src/node/host';
import { realTime } from '../support/deployPlace';
import type { MailHost } from '../support/hosts/mailHost';
import { memoryIo } from '../support/memoryIo';
import { connect } from './connection';

/** What is known of a call when it has ended. */
export interface Said {
  readonly code: number;
  readonly said: string;
}

/** What a test changes of the world of one call. */
export interface World {
  /** The user `deployer` with the common ssh_config, where it is not given. */
  readonly connect?: () => Promise<Remote>;
  /** What happens before the server is looked at from outside: a deploy has been staged then. */
  readonly beforeLook?: () => void;
}

/** The command as a user without a terminal calls it, over SSH and sudo. */
export async function mailwright(host: MailHost, argv: string, world: World = {}): Promise<Said> {
  const io = memoryIo({});
  const tools: ServerTools = {
    connect: world.connect ?? (async () => (await connect(host, 'deployer')).session),
    folder: nodeFolder,
    look: (_remote, door) => {
      world.beforeLook?.();
      return lookAtDoor(host.address, door);
    },
    ownAddress: askOwnAddress,
    terminal: { interactive: false, ask: () => Promise.reject(new Error('nobody is there')) },
    who: 'tester@example.test',
    now: () => '2026-01-02T03:04:05Z',
    token: () => 'the-secret-token',
    wait: (milliseconds) => realTime.wait(milliseconds),
  };
  const real = { ...io, files: nodeFiles, toUri: (path: string) => pathToFileURL(path).href };
  const code = await run(argv.split(' '), real, '1.2.3', serverCommands(tools));
  return { code, said: `${io.written.out}${io.written.err}` };
}
