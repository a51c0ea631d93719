import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from './paths.mjs';

/** Children still running. Each leads its own process group, so that nothing it started outlives us. */
const children = new Set();

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** Ends every child that is still running; called at exit and on Ctrl-C. */
export function endChildren(signal = 'SIGTERM') {
  for (const child of children) endGroup(child, signal);
}

process.on('exit', () => endChildren('SIGKILL'));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.once(signal, () => {
    endChildren();
    process.exit(process.exitCode ?? code);
  });
}

/**
 * Starts a program in a process group of its own.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, onLine?: (line: string) => void }} options
 *   `onLine` receives standard output and standard error line by line; without it they go to ours.
 */
export function start(command, args, { cwd = ROOT, env = {}, onLine } = {}) {
  const stdio = onLine ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio, detached: true });
  children.add(child);
  if (onLine) {
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
  }
  const exited = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  }).finally(() => children.delete(child));
  return { child, exited, stop: () => stop(child, exited) };
}

async function stop(child, exited) {
  endGroup(child, 'SIGTERM');
  const late = setTimeout(() => endGroup(child, 'SIGKILL'), 3000);
  await exited.catch(() => undefined);
  clearTimeout(late);
}

/** Runs a program to its end and returns its exit code (or the name of the signal that ended it). */
export const run = (command, args, options) => start(command, args, options).exited;

/** Runs a program that has to succeed. What it printed is in the error when nobody was listening. */
export async function need(command, args, options = {}) {
  const lines = [];
  const onLine = options.onLine ?? ((line) => lines.push(line));
  const code = await run(command, args, { ...options, onLine });
  if (code === 0) return lines;
  throw new Error([`${command} ${args.join(' ')} ended with ${code}`, ...shorten(lines)].join('\n'));
}

/** The cause stands at the beginning or at the end of what a program prints, seldom in between. */
const shorten = (lines) => (lines.length < 50 ? lines : [...lines.slice(0, 20), '…', ...lines.slice(-20)]);
