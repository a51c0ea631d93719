import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CACHE } from '../../scripts/lib/paths.mjs';

const MANUAL = /\/usr\/share\/(?:man\/man\d\/|doc\/|dovecot\/).*[^/]$/;
/** Said by Debian or by lawyers, or no text. */
const OTHER = /\/(?:changelog|copyright|NEWS|README\.Debian|buildinfo)[^/]*$|\.(?:png|jpg)$/i;

/** The manuals of a Debian package as plain text; undefined when it is neither installed nor to be had. */
export function manualsOf(name: string): string[] | undefined {
  const files = installedFiles(name) ?? unpackedFiles(name);
  return files?.filter((path) => MANUAL.test(path) && !OTHER.test(path)).map(plainText);
}

/** Every file of a Debian package, installed or unpacked; undefined when it is not to be had. */
export function filesOf(name: string): string[] | undefined {
  const { status, stdout } = spawnSync('dpkg-query', ['-L', name], { encoding: 'utf8' });
  const installed = status === 0 ? stdout.split('\n') : undefined;
  const files = installed ?? unpackedFiles(name);
  return files?.filter((path) => existsSync(path) && statSync(path).isFile());
}

/** Undefined also for an installed package whose manual pages an image has left out. */
function installedFiles(name: string): string[] | undefined {
  const { status, stdout } = spawnSync('dpkg-query', ['-L', name], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const files = stdout.split('\n').filter((path) => MANUAL.test(path));
  if (!files.every((path) => existsSync(path))) return undefined;
  return files.filter((path) => statSync(path).isFile());
}

/** The files of the package that apt would install, unpacked once into the cache and never installed. */
function unpackedFiles(name: string): string[] | undefined {
  const folder = join(CACHE, 'manuals', name);
  if (!existsSync(folder) && !unpack(name, folder)) return undefined;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name: file }) => join(parentPath, file));
}

function unpack(name: string, folder: string): boolean {
  const partial = `${folder}.${process.pid}.partial`;
  mkdirSync(partial, { recursive: true });
  try {
    const run = (command: string, ...args: string[]): boolean =>
      spawnSync(command, args, { cwd: partial, stdio: 'ignore' }).status === 0;
    if (!run('apt-get', '-q', 'download', name)) return false;
    const archive = readdirSync(partial).find((file) => file.endsWith('.deb'));
    if (!archive || !run('dpkg-deb', '--extract', archive, 'files')) return false;
    renameSync(join(partial, 'files'), folder);
    return true;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function plainText(path: string): string {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  if (/\.html?(\.gz)?$/.test(path)) return fromHtml(text);
  return path.includes('/man/') ? fromRoff(text) : text;
}

/** The words of a manual page in their order: requests and font changes are taken off, their text stays. */
export function fromRoff(source: string): string {
  return source
    .replace(/^['.]\\".*$/gm, '')
    .replace(/^['.](?:SH|SS|B|I|BR|BI|IB|IR|RB|RI|TP|IP|Nm|Ar|Fl|Cm|Pa|Xr|Dq|Sq|Em|Sy)\b/gm, ' ')
    .replace(/^['.].*$/gm, ' ')
    .replace(/\\f(?:\[[^\]]*\]|\(..|.)|\\[&|^/,%:]/g, '')
    .replace(/\\s[-+]?\d/g, '')
    .replace(/\\\((?:aq|cq|oq)/g, "'")
    .replace(/\\-/g, '-')
    .replace(/\\(?:\*?\[[^\]]*\]|\*?\(..|~| )/g, ' ')
    .replace(/"/g, ' ');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function fromHtml(source: string): string {
  return source
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
