import { baseName, directoryOf } from './uris';
import type { FileKind } from './files';

interface Pattern {
  readonly name: RegExp;
  /** What the directory must end in, where the name alone says too little. */
  readonly directory?: RegExp;
  readonly kind: FileKind;
}

const DOVECOT_DIRECTORY = /\/dovecot(\/[^/]+)?$/;

/** Names of the files, and of the copies that distributions ship beside them; the first that fits counts. */
const PATTERNS: readonly Pattern[] = [
  { name: /^main\.cf(\.|$)/, kind: 'main' },
  { name: /^master\.cf(\.|$)/, kind: 'master' },
  { name: /^dovecot\.conf(\.|$)/, kind: 'dovecot' },
  { name: /^dovecot-[\w-]+\.conf(\.ext)?$/, kind: 'dovecot-driver' },
  { name: /\.protocol$/, directory: /\/protocols\.d$/, kind: 'dovecot' },
  { name: /\.conf(\.ext)?$/, directory: DOVECOT_DIRECTORY, kind: 'dovecot' },
];

/** What a file is by its name; undefined when it is no file of ours. */
export function fileKindOf(uri: string): FileKind | undefined {
  const name = baseName(uri);
  const directory = directoryOf(uri);
  return PATTERNS.find((pattern) => pattern.name.test(name) && (pattern.directory?.test(directory) ?? true))
    ?.kind;
}

/** Only these two names are read by Postfix together; a copy such as `main.cf.dist` stands alone. */
export function joinsInstance(uri: string): boolean {
  return baseName(uri) === 'main.cf' || baseName(uri) === 'master.cf';
}
