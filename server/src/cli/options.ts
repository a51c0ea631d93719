import { parseArgs } from 'node:util';
import type { Language, Localized } from '../text/localized';
import { CommandError, type Io } from './io';

/** One option of a command; without `value` it is a flag. */
export interface Option {
  /** What the help shows behind the name. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** What a value must look like. */
  readonly pattern?: RegExp;
  readonly short?: string;
  readonly help: Localized;
}

export interface Command {
  readonly name: string;
  readonly summary: Localized;
  /** Positional arguments, as the help shows them. */
  readonly usage: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Resolves to the exit code. */
  run(io: Io, positionals: readonly string[], values: Values): Promise<number>;
}

/** `--postfix-version`, for every command that reads Postfix. */
export const POSTFIX_VERSION: Option = {
  value: 'V',
  pattern: /^\d+(\.\d+){1,2}$/,
  help: {
    en: 'Target version, such as 3.7 (the newest known).',
    'zh-cn': '目标版本，如 3.7（默认为已知的最新版本）。',
  },
};

/** `--dovecot-version`, for every command that reads Dovecot. */
export const DOVECOT_VERSION: Option = {
  value: 'V',
  pattern: /^\d+(\.\d+){1,2}$/,
  help: {
    en: 'Target version, such as 2.3.19 or 2.4.1 (the newest of the line that the files are written for).',
    'zh-cn': '目标版本，如 2.3.19 或 2.4.1（默认为配置文件所属系列的最新版本）。',
  },
};

/** Options that every command has. */
const COMMON: Readonly<Record<string, Option>> = {
  lang: {
    value: 'en|zh-cn',
    choices: ['en', 'zh-cn'],
    help: { en: 'Language of the output (from the locale).', 'zh-cn': '输出语言（默认取自 locale）。' },
  },
  help: { short: 'h', help: { en: 'Show this help.', 'zh-cn': '显示本帮助。' } },
};

export interface Values {
  text(name: string): string | undefined;
  flag(name: string): boolean;
}

export interface Parsed {
  readonly positionals: readonly string[];
  readonly values: Values;
}

/** Reads the arguments of a command; throws a CommandError that says what is wrong. */
export function parseOptions(command: Command, args: readonly string[]): Parsed {
  const all = { ...command.options, ...COMMON };
  const parsed = parse(command, args, all);
  for (const [name, option] of Object.entries(all))
    refuseBadValue(command.name, name, option, parsed.values[name]);
  return {
    positionals: parsed.positionals,
    values: {
      text: (name) => (typeof parsed.values[name] === 'string' ? parsed.values[name] : undefined),
      flag: (name) => parsed.values[name] === true,
    },
  };
}

function refuseBadValue(
  command: string,
  name: string,
  { choices, pattern, value: form }: Option,
  value: unknown,
): void {
  if (typeof value !== 'string') return;
  if (choices && !choices.includes(value)) {
    throw new CommandError(`${command}: --${name} is one of ${choices.join(', ')}, not "${value}"`);
  }
  if (pattern && !pattern.test(value))
    throw new CommandError(`${command}: --${name} ${form}: not "${value}"`);
}

function parse(
  command: Command,
  args: readonly string[],
  all: Readonly<Record<string, Option>>,
): { positionals: string[]; values: Record<string, unknown> } {
  const options = Object.fromEntries(
    Object.entries(all).map(([name, { value, short }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    throw new CommandError(`${command.name}: ${reason}`);
  }
}

/** The help of one command. */
export function commandHelp(command: Command, language: Language): string {
  const rows = Object.entries({ ...command.options, ...COMMON }).map(([name, option]) => {
    const short = option.short ? `-${option.short}, ` : '';
    return [`${short}--${name}${option.value ? ` ${option.value}` : ''}`, option.help[language]] as const;
  });
  const column = Math.max(...rows.map(([left]) => left.length)) + 2;
  const lines = rows.map(([left, right]) => `  ${left.padEnd(column)}${right}`);
  return [
    `mailwright ${command.name} ${command.usage}`,
    '',
    command.summary[language],
    '',
    ...lines,
    '',
  ].join('\n');
}
