/** Who a file belongs to and what it allows. */
export interface Attributes {
  readonly uid: number;
  readonly gid: number;
  /** Permission bits. */
  readonly mode: number;
}

/** A file of the server's configuration, as a snapshot saw it. */
export interface ServerFile extends Attributes {
  readonly path: string;
  /** Where the path leads when it, or a directory before it, is a symbolic link; else the path. */
  readonly real: string;
  /** SHA-256 of the content, in hexadecimal. */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
}

/** Files of the configuration itself, which are read whatever their mode is. */
const MAIN_FILES: ReadonlySet<string> = new Set(['main.cf', 'master.cf', 'dovecot.conf']);

/** Not for everybody's eyes on the server, so a copy is made only when the user asks for it. */
export function isSecret({ path, mode }: Pick<ServerFile, 'path' | 'mode'>): boolean {
  return (mode & 0o004) === 0 && !MAIN_FILES.has(baseName(path));
}

/** Made from other files by postmap and postalias (postmap(1)). */
const DERIVED = /\.(db|lmdb|cdb|dir|pag)$/;
/** Samples and leftovers of package managers and editors, which no mail program reads. */
const TEMPLATE = /(\.(proto|dist|default|sample|bak|orig|swp|dpkg-\w+|ucf-\w+|rpm(new|save|orig)|tmp)|~)$/;
/** What a deploy itself puts beside the files while it runs. */
const OWN = /^\.mailwright\b/;

/** Whether a file is part of a deployed configuration, judged by its name. */
export function isDeployed(path: string): boolean {
  const name = baseName(path);
  return !DERIVED.test(name) && !TEMPLATE.test(name) && !OWN.test(name);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function directoryName(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** The nine letters of ls -l, with s and t, as permission bits. */
export function modeOf(letters: string): number {
  const special = [0o4000, 0o2000, 0o1000];
  let mode = 0;
  for (let index = 0; index < 9; index++) {
    const letter = letters[index] ?? '-';
    const bit = 0o400 >> index;
    if (/[rwxst]/.test(letter)) mode |= bit;
    if (/[sStT]/.test(letter)) mode |= special[Math.floor(index / 3)] ?? 0;
  }
  return mode;
}
