import { becomes } from './becoming';
import { baseName, directoryOf } from './uris';
import type { FileKind } from './files';

interface Pattern {
  readonly name: RegExp;
  /** What the directory must end in, where the name alone says too little. */
  readonly directory?: RegExp;
  readonly kind: FileKind;
}

/** `sasl2` and its misspellings; OpenSMTPD has a file of the same name elsewhere. */
const SASL_DIRECTORY = /\/sas\w*$/i;
const DOVECOT_DIRECTORY = /\/dovecot(\/[^/]+){0,2}$/;

/**
 * Names of the files, of the copies that distributions ship beside them, and of those that carry their path in their
 * name (`etc_postfix_main.cf`); the first that fits counts.
 */
const PATTERNS: readonly Pattern[] = [
  { name: /^(.*postfix[_-])?main\.cf(\.|$)/, kind: 'main' },
  { name: /^(.*postfix[_-])?master\.cf(\.|$)/, kind: 'master' },
  { name: /^(.*_)?dovecot\.conf(\.|$)/, kind: 'dovecot' },
  { name: /^(.*_)?dovecot-[\w-]+\.conf(\.ext)?$/, kind: 'dovecot-driver' },
  {
    name: /^(?:users|userdb|(?:.*[._-])?(?:passwd|passwd-?file))$/,
    directory: DOVECOT_DIRECTORY,
    kind: 'dovecot-passwd',
  },
  { name: /^smtpd\.conf$/, directory: SASL_DIRECTORY, kind: 'sasl' },
  { name: /^saslauthd[\w-]*$/, directory: /\/etc\/(default|sysconfig)$/, kind: 'saslauthd' },
  { name: /^saslauthd\.conf$/, directory: /\/etc$/, kind: 'saslauthd-ldap' },
  { name: /\.protocol$/, directory: /\/protocols\.d$/, kind: 'dovecot' },
  { name: /\.conf(\.ext)?$/, directory: DOVECOT_DIRECTORY, kind: 'dovecot' },
  { name: /(^|_)dovecot_(.*_)?[^_]+\.conf(\.ext)?$/, kind: 'dovecot' },
];

/** What a file is by its name; undefined when it is no file of ours. */
export function fileKindOf(uri: string): FileKind | undefined {
  const name = becomes(baseName(uri));
  const directory = directoryOf(uri);
  return PATTERNS.find((pattern) => pattern.name.test(name) && (pattern.directory?.test(directory) ?? true))
    ?.kind;
}

const INSTANCE_NAME = /^(.*postfix[_-])?(main|master)(\.cf)$/;

/** Only these two names are read by Postfix together; a copy such as `main.cf.dist` stands alone. */
export function joinsInstance(uri: string): boolean {
  return siblingNames(uri).length > 0;
}

/**
 * `master.cf` for `main.cf`, and the other way round; for a template, the one that is kept alike first. None for a file
 * that stands alone.
 */
export function siblingNames(uri: string): readonly string[] {
  const full = baseName(uri);
  const plain = becomes(full);
  const match = INSTANCE_NAME.exec(plain);
  if (!match) return [];
  const [, path = '', name, extension = ''] = match;
  const sibling = `${path}${name === 'main' ? 'master' : 'main'}${extension}`;
  return [...new Set([`${sibling}${full.slice(plain.length)}`, sibling])];
}
