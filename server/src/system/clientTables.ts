import { closingBrace, splitList, type Word } from '../postfix/values';

/** A `type:name` as `postconf` finds it in any value, without knowing what the value is. */
export interface TableMention {
  readonly type: string;
  readonly name: string;
}

export interface MentionScan {
  /** Tables whose name is neither a path nor written in place. */
  readonly named: readonly TableMention[];
  /** Tables whose name is an absolute path. */
  readonly files: readonly TableMention[];
  readonly warnings: readonly MentionWarning[];
}

/** What `postconf` finds wrong while it looks, and where in the value. */
export interface MentionWarning {
  readonly kind: 'comment' | 'unclosed' | 'trailing';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface MentionOptions {
  /** 3.8 and later end at an item that begins with `#`, and say so; and look into no pattern in braces. */
  readonly comments: boolean;
}

/** Types whose text in braces holds patterns, not tables. */
const PATTERNS: ReadonlySet<string> = new Set(['regexp', 'pcre']);
const QUOTED = 20;
/** Deeper braces are left alone, so that no text can exhaust the stack. */
const MAXIMUM_DEPTH = 200;

/**
 * Looks for `type:name` in an expanded value as postconf(1) does to find the database clients: at all depths of
 * braces, and behind `proxy:`.
 */
export function scanMentions(value: string, options: MentionOptions): MentionScan {
  if (!/[:{#]/.test(value)) return NOTHING;
  const found = { named: [], files: [], warnings: [] };
  scanItems(value, { ...options, inside: true, depth: 0, base: 0 }, found);
  return found;
}

const NOTHING: MentionScan = { named: [], files: [], warnings: [] };

interface Found {
  readonly named: TableMention[];
  readonly files: TableMention[];
  readonly warnings: MentionWarning[];
}

interface Level extends MentionOptions {
  /** Items in braces are looked through. */
  readonly inside: boolean;
  readonly depth: number;
  /** Index of the text in the value. */
  readonly base: number;
}

function scanItems(text: string, level: Level, found: Found): void {
  if (level.depth > MAXIMUM_DEPTH) return;
  for (const item of splitList(text)) {
    const base = level.base + item.start;
    if (level.comments && item.text.startsWith('#')) {
      const end = level.base + text.length;
      found.warnings.push({ kind: 'comment', text: commentWarning(text, item), start: base, end });
      return;
    }
    if (!item.text.startsWith('{')) scanItem(item.text, { ...level, base }, found);
    else {
      const inner = unwrap(item.text, base, found);
      if (level.inside) scanItems(inner, deeper(level, base), found);
    }
  }
}

/** `level.base` is the index of the item. */
function scanItem(text: string, level: Level, found: Found): void {
  let [type, name] = cutAtColon(text);
  while (name !== undefined && type === 'proxy') [type, name] = cutAtColon(name);
  if (name === undefined || name.startsWith('.')) return;
  if (name.startsWith('/')) found.files.push({ type, name });
  else if (name.startsWith('{')) {
    const base = level.base + text.length - name.length;
    const inside = level.inside && !(level.comments && PATTERNS.has(type));
    scanItems(unwrap(name, base, found), { ...deeper(level, base), inside }, found);
  } else found.named.push({ type, name });
}

/** The text behind the brace at `brace`. */
function deeper(level: Level, brace: number): Level {
  return { ...level, depth: level.depth + 1, base: brace + 1 };
}

function cutAtColon(text: string): [string, string | undefined] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)];
}

/** The text in braces. What is wrong with them is said, and the text is used all the same. */
function unwrap(text: string, base: number, found: Found): string {
  const close = closingBrace(text);
  const place = { start: base, end: base + text.length };
  if (close < 0) {
    found.warnings.push({ kind: 'unclosed', text: `missing '}' in "${text}"`, ...place });
    return text.slice(1);
  }
  if (close < text.length - 1) {
    const trailing = { kind: 'trailing' as const, text: `syntax error after '}' in "${text}"`, ...place };
    found.warnings.push(trailing);
  }
  return text.slice(1, close);
}

/** The item and what follows its separator. */
function commentWarning(text: string, { text: item, end }: Word): string {
  const rest = text.slice(end + 1).slice(0, QUOTED);
  return `#comment after other text is not allowed: ${item} ${rest}...`;
}
