import { write, type Context, type OldSetting, type Outcome } from './conversion';
import { reason, type Reason } from './reasons';
import { block, setting, type Statement } from './statements';

/** What words of a list are called in 2.4; empty for one that is part of it without being named. */
type Words = Readonly<Record<string, string | Reason>>;

const noPlugin = (name: string): Reason => reason('no-plugin', { name });

const PLUGINS: Words = {
  zlib: 'mail_compress',
  imap_zlib: '',
  listescape: '',
  // What it made is made by mailbox blocks.
  autocreate: '',
  ...Object.fromEntries(
    [
      'antispam',
      'expire',
      'fts_lucene',
      'fts_squat',
      'imap_old_stats',
      'imap_stats',
      'mailbox_alias',
      'old_stats',
      'replication',
      'stats',
      'snarf',
    ].map((name) => [name, noPlugin(name)]),
  ),
};

const noExtension = (name: string): Reason => reason('no-extension', { name });

const EXTENSIONS: Words = Object.fromEntries(
  ['notify', 'imapflags', 'vnd.dovecot.duplicate'].map((name) => [name, noExtension(name)]),
);

/** imapc asks for these by itself. */
const IMAPC_FEATURES: Words = Object.fromEntries(
  ['delay-login', 'search', 'fetch-headers', 'fetch-bodystructure', 'rfc822.size'].map((name) => [name, '']),
);

const WORDS: Readonly<Record<string, Words>> = {
  mail_plugins: PLUGINS,
  protocols: { none: '', managesieve: 'sieve' },
  sieve_extensions: EXTENSIONS,
  sieve_global_extensions: EXTENSIONS,
  imapc_features: IMAPC_FEATURES,
};

/** A list of words: as such where it replaces what was there, as a block where it adds to it or takes from it. */
export function convertList(old: OldSetting, key: string, name: string, context: Context): Outcome {
  const outcome = convertWords(old, key, name, context);
  return escapesNames(old, context)
    ? { ...outcome, statements: [...outcome.statements, setting(ESCAPE, '"\\\\"')] }
    : outcome;
}

/** What the plugin listescape did, with a backslash where no other character was given. */
const ESCAPE = 'mailbox_list_storage_escape_char';

function escapesNames(old: OldSetting, context: Context): boolean {
  if (old.name !== 'mail_plugins' || !wordsOf(old.value).includes('listescape')) return false;
  return [old.filters, []].every((filters) => !context.pluginValues(filters).has('listescape_char'));
}

function convertWords(old: OldSetting, key: string, name: string, context: Context): Outcome {
  const { words, reasons } = rename(wordsOf(old.value), WORDS[name] ?? {});
  const own = `$${old.name}`;
  if (
    words.includes(own) &&
    words.every((word) => word === own || !word.startsWith('$')) &&
    addsOnly(old, context)
  ) {
    return edit(
      key,
      words.filter((word) => word !== own),
      reasons,
    );
  }
  if (words.length > 0 && words.every((word) => /^[+-]./.test(word)) && SIGNED.has(name)) {
    return edit(key, words, reasons);
  }
  if (!words.some((word) => word.startsWith('$') && !word.startsWith('$ENV:'))) {
    const isSame = words.join(' ') === wordsOf(old.value).join(' ');
    const source = isSame ? old.assignment?.entry.source.text : undefined;
    return write([setting(key, source ?? words.join(' '))], reasons);
  }
  const resolved = rename(wordsOf(expand(context.resolved(old), context)), WORDS[name] ?? {});
  return write([setting(key, [...new Set(resolved.words)].join(' '))], resolved.reasons);
}

/** Lists in which `+word` and `-word` change the default. */
const SIGNED: ReadonlySet<string> = new Set([
  'imap_capability',
  'sieve_extensions',
  'sieve_global_extensions',
]);

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

function rename(words: readonly string[], names: Words): { words: string[]; reasons: Reason[] } {
  const renamed: string[] = [];
  const reasons: Reason[] = [];
  for (const word of words) {
    const sign = /^[+-]/.exec(word)?.[0] ?? '';
    const plain = word.slice(sign.length);
    const name = Object.hasOwn(names, plain) ? names[plain] : plain;
    if (typeof name === 'object') reasons.push(name);
    else if (name !== undefined && name !== '') renamed.push(`${sign}${name}`);
  }
  return { words: renamed, reasons };
}

/** Each word once: `+` or nothing before it adds it, `-` takes it away. */
function edit(key: string, words: readonly string[], reasons: readonly Reason[]): Outcome {
  const lines = [...new Set(words)].map((word): Statement =>
    setting(word.replace(/^[+-]/, ''), word.startsWith('-') ? 'no' : 'yes'),
  );
  return write(lines.length === 0 ? [] : [block(key, undefined, lines)], reasons);
}

/**
 * True when a list adds to what it has in the end. 2.3 adds to what it has so far; a line below that changes the list
 * for all connections would count in 2.4 too.
 */
function addsOnly(old: OldSetting, context: Context): boolean {
  if (old.filters.length === 0) return true;
  const soFar = new Set(wordsOf(context.resolved(old)));
  return wordsOf(context.global(old.name) ?? '').every((word) => soFar.has(word));
}

function expand(text: string, context: Context): string {
  return text.replace(/(?<=^|\s)\$(\w+)(?=\s|$)/g, (_, name: string) => context.global(name) ?? '');
}
