import { languageOf, type Language } from '../text/localized';
import { check } from './commands/check';
import { effective } from './commands/effective';
import { explain } from './commands/explain';
import { migrate } from './commands/migrate';
import { query } from './commands/query';
import { relay } from './commands/relay';
import { route } from './commands/route';
import { CommandError, EXIT, type Io } from './io';
import { commandHelp, parseOptions, type Command } from './options';

/** Commands that look at files on this machine, in the order of the help. */
const COMMANDS: readonly Command[] = [check, effective, explain, migrate, query, relay, route];

/**
 * Runs one call of the command line and resolves to its exit code. Never rejects. `more` are commands of whoever
 * calls, listed after those that are always there.
 */
export async function run(
  argv: readonly string[],
  io: Io,
  version: string,
  more: readonly Command[] = [],
): Promise<number> {
  const commands = [...COMMANDS, ...more];
  const language = languageOf(io.locale);
  const [name, ...args] = argv;
  if (name === '--version') return print(io, `${version}\n`);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    return print(io, overview(commands, language));
  }
  const command = commands.find((candidate) => candidate.name === name);
  try {
    if (!command) throw new CommandError(`no command "${name}"; see mailwright --help`);
    const { positionals, values } = parseOptions(command, args);
    if (values.flag('help'))
      return print(io, commandHelp(command, languageOf(values.text('lang') ?? io.locale)));
    return await command.run(io, positionals, values);
  } catch (error) {
    const known = error instanceof CommandError;
    const reason = known
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
    io.err.write(`mailwright: ${reason}\n`);
    return EXIT.failure;
  }
}

function print(io: Io, text: string): number {
  io.out.write(text);
  return EXIT.clean;
}

function overview(commands: readonly Command[], language: Language): string {
  const column = Math.max(...commands.map(({ name, usage }) => name.length + usage.length)) + 4;
  const rows = commands.map(
    ({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(column)}${summary[language]}`,
  );
  const more = {
    en: 'mailwright COMMAND --help tells more.',
    'zh-cn': '用 mailwright COMMAND --help 查看详细说明。',
  };
  return ['mailwright COMMAND …', '', ...rows, '', more[language], ''].join('\n');
}
