import { version } from '../../../../package.json';
import { run } from '../../../../server/src/cli/run';
import { commandIo } from '../../../../server/src/node/commandIo';
import { serverCommands } from '../serverCommands';
import { nodeTools } from './tools';

void run(process.argv.slice(2), commandIo, version, serverCommands(nodeTools(commandIo.err))).then((code) => {
  process.exitCode = code;
});
