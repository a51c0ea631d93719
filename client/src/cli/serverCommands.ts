import { CommandError } from '../../../server/src/cli/io';
import type { Command } from '../../../server/src/cli/options';
import { deployCommand } from './commands/deploy';
import { diffCommand } from './commands/diff';
import { historyCommand } from './commands/history';
import { pullCommand } from './commands/pull';
import { rollbackCommand } from './commands/rollback';
import { CommandSession } from './session';
import { SERVER_OPTIONS, type ServerCommand } from './serverCommand';
import type { ServerTools } from './tools';

const COMMANDS: readonly ServerCommand[] = [
  pullCommand,
  diffCommand,
  deployCommand,
  rollbackCommand,
  historyCommand,
];

/** The commands that go to a server, in the order of the help. */
export function serverCommands(tools: ServerTools): Command[] {
  return COMMANDS.map(({ go, ...command }) => ({
    ...command,
    options: { ...command.options, ...SERVER_OPTIONS },
    run: async (io, positionals, values) => {
      const { name, usage } = command;
      const words = usage.split(' ');
      const needed = words.filter((word) => !word.startsWith('['));
      if (positionals.length < needed.length || positionals.length > words.length) {
        throw new CommandError(`${name}: ${usage} expected; see mailwright ${name} --help`);
      }
      const [host = '', directory] = positionals;
      const session = new CommandSession(io, tools, values);
      return session.onServer(host, directory, (remote) => go(session, remote, directory ?? ''));
    },
  }));
}
