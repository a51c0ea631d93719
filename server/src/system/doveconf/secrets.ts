const HIDDEN_VALUE = '# hidden, use -P to show it';
const HIDDEN_PART = '#hidden_use-P_to_show#';

/** A value as doveconf prints it without -P: in quotes where it needs them, and with its secrets hidden. */
export function printedValue(key: string, value: string): string {
  if (value !== '' && isSecretKey(key)) return HIDDEN_VALUE;
  return withoutSecrets(value) ?? (needsQuotes(value) ? `"${escapeQuotes(value)}"` : value);
}

function isSecretKey(key: string): boolean {
  return /.(_password|_key|_nonce|_secret)$/.test(key) || key.startsWith('ssl_dh');
}

function needsQuotes(value: string): boolean {
  return value.includes('#') || /^[ \t\n\v\f\r]|[ \t\n\v\f\r]$/.test(value);
}

function escapeQuotes(value: string): string {
  return value.replace(/["'\\]/g, '\\$&');
}

/** Words behind which a `=` tells a secret, and URLs that may name a user. */
const MARKS = /https?:\/\/|ftp:\/\/|key|secret|pass/g;

/** The value with its secrets hidden; undefined when it has no mark of one. */
function withoutSecrets(value: string): string | undefined {
  const show = needsQuotes(value) ? escapeQuotes : (text: string): string => text;
  const marks = new RegExp(MARKS);
  let printed = '';
  let shown = 0;
  let isMarked = false;
  for (let mark = marks.exec(value); mark; mark = marks.exec(value)) {
    isMarked = true;
    const hidden = mark[0].endsWith('://') ? userAt(value, marks.lastIndex) : secretAt(value, mark.index);
    if (hidden) {
      printed += show(value.slice(shown, hidden.start)) + (hidden.isThere ? HIDDEN_PART : '');
      shown = hidden.end;
    }
    marks.lastIndex = hidden?.end ?? mark.index + 1;
  }
  return isMarked ? printed + show(value.slice(shown)) : undefined;
}

interface Hidden {
  readonly start: number;
  readonly end: number;
  /** Whether a secret is there at all; where it is not, nothing stands for it. */
  readonly isThere: boolean;
}

/** What stands before the `@` of a URL. */
function userAt(value: string, from: number): Hidden {
  const [host = ''] = /^[^\s/@]*@?/.exec(value.slice(from)) ?? [];
  const isThere = host.length > 1 && host.endsWith('@');
  const end = from + host.length - (host.endsWith('@') ? 1 : 0);
  return { start: isThere ? from : end, end, isThere };
}

/** What follows the `=` behind a word; undefined when the word is only the end of another one. */
function secretAt(value: string, from: number): Hidden | undefined {
  if (from > 0 && /[A-Za-z0-9]/.test(value.charAt(from - 1))) return undefined;
  const [word = ''] = /^[^\s=]*\s*/.exec(value.slice(from)) ?? [];
  const equals = from + word.length;
  if (value[equals] !== '=') return { start: equals, end: equals, isThere: false };
  const [secret = ''] = /^=[^\s;:]*/.exec(value.slice(equals)) ?? [];
  return { start: equals + 1, end: equals + secret.length, isThere: true };
}
