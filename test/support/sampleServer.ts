import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from './manuals';

/** What the real library made of a configuration file. */
export interface LibraryVerdict {
  /** It could read the file. */
  readonly accepted: boolean;
  /** The mechanisms that it offers, in small letters. */
  readonly mechanisms: readonly string[];
}

/** The program that comes with the library to try it; undefined when apt-get cannot fetch it. */
export function sampleServer(): string | undefined {
  return filesOf('sasl2-bin')?.find((path) => path.endsWith('/sasl-sample-server'));
}

/** Has the library read a text as its configuration. `forbid` is what the program calls the security flags. */
export function askLibrary(program: string, text: string, forbid = ''): LibraryVerdict {
  const directory = mkdtempSync(join(tmpdir(), 'mailwright-sasl-'));
  try {
    writeFileSync(join(directory, 'sample.conf'), text);
    const { stdout, stderr } = spawnSync(program, forbid === '' ? [] : ['-f', forbid], {
      input: '',
      encoding: 'utf8',
      env: { ...process.env, SASL_CONF_PATH: directory },
    });
    const list = /^S: (\S+)$/m.exec(stdout)?.[1] ?? '';
    return {
      accepted: !stderr.includes('error when parsing configuration file'),
      mechanisms: Buffer.from(list, 'base64').toString('latin1').toLowerCase().split(' ').filter(Boolean),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
