// The command of client/src/cli/node/main.ts, for tests that end its process: the same but for the ssh_config, whose
// path is in MAILWRIGHT_SSH_CONFIG because ssh(1) looks for the user's own in no other home.
import { commandIo } from '../../../server/src/node/commandIo';
import { run } from '../../../server/src/cli/run';
import { nodeTools } from '../../../client/src/cli/node/tools';
import { serverCommands } from '../../../client/src/cli/serverCommands';
import { terminalPrompts } from '../../../client/src/cli/terminalPrompts';
import { nodeTerminal } from '../../../client/src/cli/node/terminal';
import { sourceAssets } from '../assets';
import { openSession } from '../../../client/src/ssh/session';

const file = process.env['MAILWRIGHT_SSH_CONFIG'] ?? '';
const tools = nodeTools(commandIo.err);
const own = {
  ...tools,
  connect: (name: string) =>
    openSession({
      name,
      target: { host: name },
      prompts: terminalPrompts(nodeTerminal, 'en'),
      log: { command: () => undefined, step: () => undefined },
      source: { file },
    }),
};

const io = { ...commandIo, assets: sourceAssets };

void run(process.argv.slice(2), io, '1.2.3', serverCommands(own)).then((code) => {
  process.exitCode = code;
});
