import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { parseMainCf, type MainCf } from '../../server/src/postfix/mainCf';
import { parseMasterCf } from '../../server/src/postfix/masterCf';
import { effective, type Listing, type ListingKind } from '../../server/src/system/postconf/effective';
import { interfaceNames, type HostFacts } from '../../server/src/system/postconf/hostValues';
import { nameReports } from '../../server/src/system/postconf/nameReports';
import { printable, type Report } from '../../server/src/system/postconf/report';
import { endsFatally, PostconfView, type FileReading } from '../../server/src/system/postconf/view';
import type { PostfixKnowledge } from '../../server/src/knowledge/postfixKnowledge';
import type { RealPostfix, WorkDirectory } from './realPostfix';

/** Files of one configuration directory by name; each character is one byte. */
export type ByteFiles = Readonly<Record<string, string>>;

/** A call of `postconf`, and what it is here. */
export interface Mode {
  readonly options: string;
  readonly kind: ListingKind;
  readonly expand: boolean;
}

export const MODES: readonly Mode[] = [
  { options: '-n', kind: 'main', expand: false },
  { options: '-nx', kind: 'main', expand: true },
  { options: '-M', kind: 'entries', expand: false },
  { options: '-Mx', kind: 'entries', expand: true },
  { options: '-P', kind: 'settings', expand: false },
  { options: '-Px', kind: 'settings', expand: true },
];

/** What a real `postconf` did; texts are bytes. */
export interface RealListing {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  readonly processId: number;
}

/** One directory that a real Postfix can read. */
export interface PlacedConfiguration {
  /** Path inside. */
  readonly directory: string;
  readonly files: ByteFiles;
}

const TWO_HOURS = 7200;

/**
 * Writes configurations below a work directory. The files are dated back: Postfix reads one again and again as long as
 * it was written within the last second.
 */
export function placeConfigurations(
  work: WorkDirectory,
  configurations: readonly ByteFiles[],
  placeholder: string,
): PlacedConfiguration[] {
  const old = Date.now() / 1000 - TWO_HOURS;
  return configurations.map((files, index) => {
    const directory = `${work.inside}/${index}`;
    mkdirSync(join(work.outside, String(index)));
    const placed = Object.entries(files).map(([name, text]) => {
      const path = join(work.outside, String(index), name);
      const bytes = text.replaceAll(placeholder, directory);
      writeFileSync(path, bytes, 'latin1');
      utimesSync(path, old, old);
      return [name, bytes] as const;
    });
    return { directory, files: Object.fromEntries(placed) };
  });
}

/** A fatal error makes the real one sleep for a second, so that many run side by side. */
const SIDE_BY_SIDE = 120;

/** One call of `postconf`: the number of the directory below the work directory, and the mode. */
export interface Call {
  readonly index: number;
  readonly mode: Mode;
}

/** Runs `postconf` in directories of a work directory; the results in the order of the calls. */
export function runPostconf(
  postfix: RealPostfix,
  work: WorkDirectory,
  calls: readonly Call[],
): RealListing[] {
  const each = `cd "$0" && { postconf -c "$0/$1" $2 >$1/out$2 2>$1/err$2 </dev/null & echo $! >$1/pid$2
    wait $!; echo $? >$1/status$2; }`;
  const script = `xargs -P ${SIDE_BY_SIDE} -n 2 sh -c "$1" "$2"`;
  const input = calls.map(({ index, mode }) => `${index} ${mode.options}\n`).join('');
  const ran = postfix.run(['sh', '-c', script, 'sh', each, work.inside], { input, timeout: 900_000 });
  if (ran.status !== 0) throw new Error(`the calls of postconf failed: ${ran.stderr}`);
  return calls.map(({ index, mode: { options } }) => {
    const read = (name: string): string =>
      readFileSync(join(work.outside, String(index), `${name}${options}`), 'latin1');
    return {
      stdout: read('out'),
      stderr: read('err'),
      status: Number(read('status')),
      processId: Number(read('pid')),
    };
  });
}

/** What we make of the same directory. */
export class OwnPostconf {
  private readonly addresses = Object.values(networkInterfaces()).flatMap((own) => own ?? []);
  private readonly resolved = new Map<string, readonly string[]>();

  constructor(
    private readonly knowledge: PostfixKnowledge,
    private readonly postfix: RealPostfix,
  ) {}

  /** `processId` is that of the call to compare with. */
  list(placed: PlacedConfiguration, mode: Mode, processId = 0): Listing {
    return effective(this.view(placed, mode, processId), {
      ...mode,
      readClient: (path) => this.client(placed, path),
    });
  }

  /** Everything that may be said before a fatal report while names are looked through, which has no certain order. */
  unordered(placed: PlacedConfiguration, mode: Mode): Report[] {
    const view = this.view(placed, mode);
    if (endsFatally(view.reports)) return [];
    const reports = nameReports(view, (path) => this.client(placed, path));
    return endsFatally(reports) ? [...view.reports, ...reports] : [];
  }

  view({ directory, files }: PlacedConfiguration, { kind }: Pick<Mode, 'kind'>, processId = 0): PostconfView {
    const facts: HostFacts = {
      hostName: hostname(),
      processId,
      configDirectory: directory,
      addresses: this.addresses,
      resolved: this.resolved,
    };
    const parts = {
      release: this.knowledge.release(this.postfix.version),
      directory,
      main: reading(files['main.cf'], parseMainCf),
      master: reading(files['master.cf'], parseMasterCf),
      facts,
      subject: kind === 'main' || kind === 'defaults' ? kind : ('master' as const),
    };
    const view = new PostconfView(parts);
    const unknown = interfaceNames(view.hostSettings).filter((name) => !this.resolved.has(name));
    if (unknown.length === 0) return view;
    for (const name of unknown) this.resolved.set(name, this.resolve(name));
    return new PostconfView(parts);
  }

  /** Asks the resolver that the real one asks. */
  private resolve(name: string): string[] {
    const bare = name.replace(/^\[(.*)\]$/, '$1');
    const { stdout } = this.postfix.run(['getent', 'ahosts', bare]);
    return stdout.split('\n').flatMap((line) => /^\S+/.exec(line) ?? []);
  }

  private client({ directory, files }: PlacedConfiguration, path: string): FileReading<MainCf> {
    const [name = '', ...below] = path.slice(directory.length + 1).split('/');
    const own = path.startsWith(`${directory}/`) ? files[name] : undefined;
    if (own !== undefined && below.length > 0) return { reason: 'Not a directory' };
    return reading(own, parseMainCf);
  }
}

function reading<T>(text: string | undefined, parse: (text: string) => T): FileReading<T> {
  return text === undefined ? { reason: 'No such file or directory' } : { tree: parse(text) };
}

/** Up to 3.7, Postfix doubles quotes by mistake. */
const MISQUOTED = '"==" or "!="" or "<"" or "<="" or ">="" or ">"';
const ANY_OPERATOR = '"==" or "!=" or "<" or "<=" or ">=" or ">"';

/** Lines of standard error without the program's name. */
export function realReports(stderr: string): string[] {
  return stderr
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/^postconf: /, '').replace(MISQUOTED, ANY_OPERATOR));
}

export function reportLines(reports: readonly Report[]): string[] {
  return reports.map(({ severity, text }) => `${severity}: ${printable(text)}`);
}
