import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notRun } from './notRun';

/** A shell that plays `sh`, with the tools that come with it. */
export interface Shell {
  readonly name: string;
  /** Words before a command line that make `sh` this shell. */
  readonly prefix: readonly string[];
  remove(): void;
}

/** bash is in POSIX mode when it is called sh; BusyBox brings its own tools along. */
const SHELLS: Readonly<
  Record<string, { readonly program: string; install: (directory: string) => unknown }>
> = {
  dash: {
    program: '/usr/bin/dash',
    install: (directory) => symlinkSync('/usr/bin/dash', join(directory, 'sh')),
  },
  bash: {
    program: '/usr/bin/bash',
    install: (directory) => symlinkSync('/usr/bin/bash', join(directory, 'sh')),
  },
  busybox: {
    program: '/usr/bin/busybox',
    install: (directory) => spawnSync('/usr/bin/busybox', ['--install', '-s', directory]),
  },
};

/** Every shell that is here; a missing one is reported in the name of `asker`. */
export function availableShells(asker: string): Shell[] {
  return Object.entries(SHELLS).flatMap(([name, { program, install }]) => {
    if (!existsSync(program)) {
      notRun(asker, `there is no ${name} on this machine`);
      return [];
    }
    const directory = mkdtempSync(join(tmpdir(), 'mailwright-sh-'));
    mkdirSync(directory, { recursive: true });
    install(directory);
    const path = `PATH=${directory}:${process.env['PATH'] ?? ''}`;
    return [{ name, prefix: ['env', path], remove: () => rmSync(directory, { recursive: true }) }];
  });
}
