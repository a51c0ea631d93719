import { splitList } from './values';

/** `type:name` (DATABASE_README), with its place in the value's text. Nested ones of `unionmap:{…}` are members. */
export interface TableReference {
  readonly type: string;
  readonly typeStart: number;
  readonly name: string;
  readonly nameStart: number;
  readonly end: number;
  /** Tables inside `unionmap:{…}` and `pipemap:{…}`, and the one behind `proxy:`. */
  readonly members: readonly TableReference[];
}

const COMBINED: ReadonlySet<string> = new Set(['unionmap', 'pipemap']);
const WRAPPERS: ReadonlySet<string> = new Set(['proxy', 'debug']);
/** Text in braces is the content of these tables, not a file name. */
const INLINE: ReadonlySet<string> = new Set(['inline', 'static', 'randmap', 'regexp', 'pcre', 'cidr']);

/** Reads one list item as a table, or undefined when it has no `type:`; `base` is its index in the value. */
export function parseTableReference(text: string, base = 0): TableReference | undefined {
  const match = /^([A-Za-z0-9_]+):/.exec(text);
  const type = match?.[1];
  if (type === undefined) return undefined;
  const nameStart = type.length + 1;
  return {
    type,
    typeStart: base,
    name: text.slice(nameStart),
    nameStart: base + nameStart,
    end: base + text.length,
    members: parseMembers(type, text, nameStart, base),
  };
}

/** The tables of a list value; items that are none are left out. */
export function tableReferences(text: string): TableReference[] {
  return splitList(text).flatMap((word) => parseTableReference(word.text, word.start) ?? []);
}

/** A reference and all that it holds. */
export function withMembers(reference: TableReference): TableReference[] {
  return [reference, ...reference.members.flatMap(withMembers)];
}

/** The file that a table is read from, when its name is one: an absolute path, or one with `$` in it. */
export function tableFile(reference: TableReference): string | undefined {
  if (COMBINED.has(reference.type) || WRAPPERS.has(reference.type)) return undefined;
  if (INLINE.has(reference.type) && !reference.name.startsWith('/')) return undefined;
  return /^[/$]/.test(reference.name) ? reference.name : undefined;
}

function parseMembers(type: string, text: string, nameStart: number, base: number): TableReference[] {
  const name = text.slice(nameStart);
  if (WRAPPERS.has(type)) {
    const member = parseTableReference(name, base + nameStart);
    return member ? [member] : [];
  }
  if (!COMBINED.has(type) || !name.startsWith('{')) return [];
  const inner = name.slice(1, name.endsWith('}') ? -1 : undefined);
  return splitList(inner).flatMap(
    (word) => parseTableReference(word.text, base + nameStart + 1 + word.start) ?? [],
  );
}
