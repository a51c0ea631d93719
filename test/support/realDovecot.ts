import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { rootOf } from '../../scripts/lib/chroots.mjs';

export interface RealDovecot {
  readonly version: string;
  readonly suite: string;
}

/** Where real Dovecots are: the suite that brings each version. */
export const DOVECOTS: readonly RealDovecot[] = [
  { version: '2.3.19', suite: 'bookworm' },
  { version: '2.4.1', suite: 'trixie' },
];

/** Files of one configuration, by their paths in its directory; dovecot.conf is the first one that is read. */
export type DovecotFiles = Readonly<Record<string, string>>;

/** What `doveconf -n` said of one configuration. */
export interface Verdict {
  readonly accepted: boolean;
  /** It died of an assertion of its own. */
  readonly crashed: boolean;
  /** What it prints, without the comments at its top: its version and Pigeonhole's, the host, a note. */
  readonly output: string;
  /** The first error: where it stands, when the message says so, and what it is. */
  readonly error: { readonly file?: string; readonly line?: number; readonly text: string } | undefined;
}

export function hasDovecot(suite: string): boolean {
  return existsSync(`${rootOf(suite)}/usr/bin/doveconf`);
}

const PROTOCOLS = '/usr/share/dovecot/protocols.d';

/** Files outside of /etc/dovecot that Debian's dovecot.conf includes. */
export function filesOfDebian(suite: string): DovecotFiles {
  const directory = `${rootOf(suite)}${PROTOCOLS}`;
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return Object.fromEntries(
    names.map((name) => [`${PROTOCOLS}/${name}`, readFileSync(`${directory}/${name}`, 'utf8')]),
  );
}

const DIRECTORY = '/tmp/mailwright-doveconf';

/**
 * Runs `doveconf` on many configurations, in one process of the suite's shell. It does not ask Pigeonhole what it can do,
 * which would take longer than all the rest: managesieve_sieve_capability and managesieve_notify_capability of 2.3 have
 * no value then, and no error is told twice.
 */
export function doveconf(
  suite: string,
  configurations: readonly DovecotFiles[],
  option: '-n' | '-a' = '-n',
): Verdict[] {
  const root = rootOf(suite);
  mkdirSync(`${root}${DIRECTORY}`, { recursive: true });
  const work = mkdtempSync(`${root}${DIRECTORY}/`);
  try {
    for (const [index, files] of configurations.entries()) {
      for (const [name, text] of Object.entries(files)) {
        const path = join(work, String(index), name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
    const inside = work.slice(root.length);
    const script = `cd ${inside}; for i in $(seq 0 ${configurations.length - 1}); do
      printf '\\001%s\\002' $i; doveconf ${option} -c ${inside}/$i/dovecot.conf 2>$i/errors; printf '\\002%s\\002' $?; cat $i/errors
    done`;
    const stdout = inShell(suite, script);
    return stdout
      .split('\u0001')
      .slice(1)
      .map((part) => readVerdict(part, inside));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs a script in the shell of a suite, and tells what it printed. */
export function inShell(suite: string, script: string): string {
  const root = rootOf(suite);
  const argv = root === '' ? ['sh', '-c', script] : ['chroot', root, 'sh', '-c', script];
  return spawnSync(argv[0] ?? '', argv.slice(1), {
    encoding: 'utf8',
    maxBuffer: 1 << 29,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', DUMP_CAPABILITY: '1' },
  }).stdout;
}

function readVerdict(part: string, directory: string): Verdict {
  const [index = '', output = '', code = '', errors = ''] = part.split('\u0002');
  const prefix = `${directory}/${index}/`;
  const message = errors.split('\n').find((line) => /^doveconf: (Fatal|Error): /.test(line)) ?? '';
  const text = message.replace(/^doveconf: (Fatal|Error): /, '').replaceAll(prefix, '');
  const place = /^Error in configuration file (\S+) line (\d+): /.exec(text);
  return {
    accepted: code === '0',
    crashed: errors.includes('Panic: '),
    output: output.replace(/^#.*\n/gm, ''),
    error:
      code === '0'
        ? undefined
        : {
            text,
            ...(place?.[1] !== undefined && { file: place[1], line: Number(place[2]) }),
          },
  };
}
