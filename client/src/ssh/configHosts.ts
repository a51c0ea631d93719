import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Line } from 'ssh-config';
import { DEEPEST, filesOf, isDirective, isInclude, isSection, parseFile, words } from './sshConfigFile';

/**
 * Names that a user gave to hosts in ssh_config, with its Includes, in the order in which they stand there. `ssh`
 * itself tells what holds for a name but not which names there are; patterns are none.
 */
export async function listConfigHosts(file: string): Promise<readonly string[]> {
  return [...new Set(await hostsIn(file, join(homedir(), '.ssh'), 0))];
}

async function hostsIn(path: string, folder: string, depth: number): Promise<string[]> {
  if (depth > DEEPEST) return [];
  const names: string[] = [];
  // What ssh could not read either brings no hosts.
  const lines = await parseFile(path).catch(() => []);
  for (const line of lines) names.push(...(await namesOf(line, folder, depth)));
  return names;
}

async function namesOf(line: Line, folder: string, depth: number): Promise<string[]> {
  if (!isDirective(line)) return [];
  if (isInclude(line)) {
    const paths = await Promise.all(words(line.value).map((pattern) => filesOf(pattern, folder)));
    const names = await Promise.all(paths.flat().map((path) => hostsIn(path, folder, depth + 1)));
    return names.flat();
  }
  if (!isSection(line)) return [];
  const own = /^host$/i.test(line.param) ? words(line.value).filter((word) => !/[*?!]/.test(word)) : [];
  const inner = await Promise.all(line.config.map((each) => namesOf(each, folder, depth)));
  return [...own, ...inner.flat()];
}
