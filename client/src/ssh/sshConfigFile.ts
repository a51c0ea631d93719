import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import SSHConfig, { glob, type Directive, type Line, type Section } from 'ssh-config';
import type { SshSettings, Target } from './hostOptions';

/** ssh_config(5): deeper Includes are an error of ssh. */
export const DEEPEST = 16;

const SYSTEM_FILE = '/etc/ssh/ssh_config';

/**
 * Reads ssh_config without ssh: the user's file, then the system's, as one sequence in which the first value wins.
 * The library computes Host and Match; Include is expanded here before.
 */
export async function readSshConfig(target: Target, file?: string): Promise<SshSettings> {
  const own = join(homedir(), '.ssh');
  const files = file === undefined ? [join(own, 'config'), SYSTEM_FILE] : [file];
  const lines = new SSHConfig();
  for (const path of files) {
    const folder = path === SYSTEM_FILE ? dirname(path) : own;
    await expand(lines, await parseFile(path), { target, folder, depth: 0 });
  }
  const values = Object.entries(compute(lines, target));
  return new Map(values.map(([keyword, value]) => [keyword, valuesOf(keyword, value)]));
}

interface Place {
  readonly target: Target;
  /** What a relative Include starts from. */
  readonly folder: string;
  readonly depth: number;
}

export async function parseFile(path: string): Promise<readonly Line[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return SSHConfig.parse(text);
}

export const isDirective = (line: Line): line is Directive => 'param' in line;
export const isInclude = (line: Line): boolean => isDirective(line) && /^include$/i.test(line.param);
export const isSection = (line: Line): line is Section => isDirective(line) && 'config' in line;

/** Appends lines to what is known so far, with every Include replaced by what it brings to this host. */
async function expand(known: SSHConfig, lines: readonly Line[], place: Place): Promise<void> {
  for (const line of lines) {
    if (isDirective(line) && isInclude(line)) await include(known, line, place);
    else if (!isSection(line) || !line.config.some(isInclude)) known.push(line);
    // What an included file says holds under the condition of the section that includes it.
    else if (applies(known, line, place.target)) await expand(known, line.config, place);
  }
}

async function include(known: SSHConfig, line: Directive, place: Place): Promise<void> {
  if (place.depth >= DEEPEST) return;
  for (const pattern of words(line.value)) {
    for (const path of await filesOf(pattern, place.folder)) {
      await expand(known, await parseFile(path), { ...place, depth: place.depth + 1 });
    }
  }
}

const MARK = 'mailwrightapplies';

/** Whether a section holds, asked of the library with a section that says only this. */
function applies(known: SSHConfig, section: Section, target: Target): boolean {
  const asked = new SSHConfig();
  asked.push(...known, { ...section, config: SSHConfig.parse(`${MARK} yes\n`) });
  return MARK in compute(asked, target);
}

const compute = (lines: SSHConfig, { host, user }: Target): Readonly<Record<string, string | string[]>> =>
  lines.compute({ Host: host, ...(user !== undefined && { User: user }) }, { ignoreCase: true });

export const words = (value: Directive['value']): readonly string[] =>
  typeof value === 'string' ? [value] : value.map(({ val }) => val);

/** The files that the pattern of an Include stands for, sorted; wildcards are only known in the last part. */
export async function filesOf(pattern: string, folder: string): Promise<readonly string[]> {
  const home = pattern.startsWith('~/') ? join(homedir(), pattern.slice(2)) : pattern;
  const path = isAbsolute(home) ? home : join(folder, home);
  if (!/[*?]/.test(path)) return [path];
  const names = await readdir(dirname(path)).catch(() => []);
  const found = names.filter((name) => glob(basename(path), name)).sort();
  return found.map((name) => join(dirname(path), name));
}

/** Keywords of which every value counts; a command is one value whatever the library makes of it. */
const LISTS = new Set(['identityfile', 'userknownhostsfile', 'globalknownhostsfile']);

function valuesOf(keyword: string, value: string | string[]): readonly string[] {
  if (typeof value === 'string') return [value];
  return LISTS.has(keyword) ? value : [value.join(' ')];
}
