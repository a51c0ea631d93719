import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rootOf } from '../../scripts/lib/chroots.mjs';
import { notRun } from './notRun';

export interface ToolResult {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit status; 128 + n would be a shell's invention, so a killed tool throws instead. */
  readonly status: number;
}

export interface ToolOptions {
  readonly input?: string;
  /** Milliseconds until the tool is killed (and the call throws). */
  readonly timeout?: number;
}

/** A directory that a real Postfix sees as `inside` and the test as `outside` (the same on the host). */
export interface WorkDirectory {
  readonly inside: string;
  readonly outside: string;
  /** Writes one file (directories are made) and returns its path as Postfix sees it. */
  write(name: string, text: string | Uint8Array): string;
  remove(): void;
}

export interface RealPostfix {
  /** `mail_version`, for instance `3.10.13`. */
  readonly version: string;
  /** The Debian suite it comes from. */
  readonly suite: string;
  /** What stands before a path of this Postfix on the host: empty, or the directory of the chroot. */
  readonly root: string;
  /** The command line, on the host, that runs these words where this Postfix lives. */
  commandLine(argv: readonly string[]): readonly [string, ...string[]];
  run(argv: readonly string[], options?: ToolOptions): ToolResult;
  postconf(args: readonly string[], options?: ToolOptions): ToolResult;
  /** A new, empty, world-readable directory. Remove it after use. */
  workDirectory(): WorkDirectory;
}

interface Place {
  readonly suite: string;
  readonly root: string;
}

export type PostfixSuite = 'bullseye' | 'bookworm' | 'trixie' | 'forky';

const LONG_AGO = new Date('2001-01-01T00:00:00Z');

/**
 * The real Postfixes of these Debian suites, oldest first; by default the two that everything is proved against.
 * A missing one is reported as not run in the name of `asker`.
 */
export function realPostfixes(
  asker = 'real Postfix',
  suites: readonly PostfixSuite[] = ['bookworm', 'trixie'],
): readonly RealPostfix[] {
  return suites.flatMap((suite) => {
    const found = open({ suite, root: rootOf(suite) });
    if (found === undefined) notRun(asker, `there is no Postfix of Debian ${suite} on this machine`);
    return found ?? [];
  });
}

function open(place: Place): RealPostfix | undefined {
  if (!existsSync(`${place.root}/usr/sbin/postconf`)) return undefined;
  const run = (argv: readonly string[], options: ToolOptions = {}): ToolResult => spawn(place, argv, options);
  const version = run(['postconf', '-dh', 'mail_version']).stdout.trim();
  if (!/^\d+\.\d+/.test(version)) return undefined;
  return {
    version,
    suite: place.suite,
    root: place.root,
    run,
    commandLine: (argv) => commandLine(place, argv),
    postconf: (args, options) => run(['postconf', ...args], options),
    workDirectory: () => workDirectory(place),
  };
}

function commandLine(place: Place, argv: readonly string[]): [string, ...string[]] {
  const words = place.root === '' ? argv : ['chroot', place.root, ...argv];
  return ['env', `PATH=/usr/sbin:/usr/bin:/sbin:/bin`, 'LC_ALL=C', ...words];
}

function spawn(place: Place, argv: readonly string[], options: ToolOptions): ToolResult {
  const [command, ...args] = commandLine(place, argv);
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    input: options.input ?? '',
    timeout: options.timeout ?? 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error) throw result.error;
  if (result.status === null) throw new Error(`${argv.join(' ')} was killed by ${String(result.signal)}`);
  return { stdout: result.stdout, stderr: result.stderr, status: result.status };
}

function workDirectory(place: Place): WorkDirectory {
  const base = place.root === '' ? tmpdir() : join(place.root, 'tmp');
  const outside = mkdtempSync(join(base, 'mailwright-'));
  // Postfix gives up root and must still reach the files, so mkdtemp's 0700 is too narrow.
  chmodSync(outside, 0o755);
  const inside = outside.slice(place.root.length);
  return {
    inside,
    outside,
    write: (name, text) => {
      mkdirSync(dirname(join(outside, name)), { recursive: true });
      writeFileSync(join(outside, name), text);
      // Postfix reads a file that changed within the last seconds again and again until it is old enough.
      utimesSync(join(outside, name), LONG_AGO, LONG_AGO);
      return join(inside, name);
    },
    remove: () => rmSync(outside, { recursive: true, force: true, maxRetries: 10 }),
  };
}
