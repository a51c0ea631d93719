import type { TextChange } from '../text/edits';
import type { VariableNames } from './variableNames';

/** Filters that stand for a letter before the name. */
const FILTERS: Readonly<Record<string, string>> = {
  L: 'lower',
  U: 'upper',
  R: 'reverse',
  M: 'md5',
  D: 'ldap_dn',
};

/** Providers whose names stay: `%{ldap:uid}`, `%{ldap:uid:default}`. */
const PROVIDERS = /^(ldap|dict|passdb|userdb|env|oauth2|passwd_file):([^:]+)(?::([^:']*))?$/;

const VARIABLE = /%(%?)([-\d.]*)([A-Z]*)(?:\{([^}]*)\}|([a-z$]))|%%/g;

interface ConvertedText {
  readonly text: string;
  readonly edits: readonly TextChange[];
  /** Variables that 2.4 writes in no way that is known here; they stay as they are. */
  readonly unknown: readonly string[];
}

/** Writes the variables of a text of 2.3 as 2.4 does. */
export function convertVariables(text: string, names: VariableNames): ConvertedText {
  const edits: TextChange[] = [];
  const unknown: string[] = [];
  const converted = text.replace(VARIABLE, (...match: unknown[]) => {
    const [whole, percent, width, modifiers, long, letter] = match as (string | undefined)[];
    const at = match.at(-2) as number;
    const written = writeVariable({
      owner: percent === '%',
      width: width ?? '',
      modifiers: modifiers ?? '',
      name: long ?? letter,
      isLong: long !== undefined,
      names,
    });
    if (written === undefined) {
      unknown.push(whole ?? '');
      return whole ?? '';
    }
    if (written !== whole) edits.push({ span: { start: at, end: at + (whole ?? '').length }, text: written });
    return written;
  });
  return { text: converted, edits, unknown };
}

interface OldVariable {
  readonly owner: boolean;
  /** `1` or `1.2`: how many characters, and from where. */
  readonly width: string;
  readonly modifiers: string;
  readonly name: string | undefined;
  readonly isLong: boolean;
  readonly names: VariableNames;
}

function writeVariable(variable: OldVariable): string | undefined {
  const { owner, width, modifiers, name, isLong, names } = variable;
  if (name === undefined) return '%';
  // 2.4 would read `%{` as a variable.
  if (owner && isLong) return undefined;
  if (owner && !Object.hasOwn(names, `%${name}`)) return `%${width}${modifiers}${name}`;
  if (name.startsWith('if;')) return writeCondition(variable);
  const source = owner ? names[`%${name}`] : sourceOf(name, names);
  if (source === undefined) return undefined;
  const filters = filtersOf(modifiers, width, source);
  return filters && `%{${[source, ...filters].join(' | ')}}`;
}

/** `if;%d;eq;example.com;yes;no`, where all but the first are plain texts. */
function writeCondition({ name = '', width, modifiers, names }: OldVariable): string | undefined {
  const [, left = '', operator = '', ...texts] = name.split(';');
  const source = sourceOf(left.replace(/^%/, ''), names);
  const isPlain =
    texts.length === 3 && texts.every((text) => !/[%'\\]/.test(text)) && /^[a-z]+$/.test(operator);
  if (source === undefined || !isPlain || width !== '' || modifiers !== '') return undefined;
  return `%{${source} | if('${operator}', ${texts.map((text) => `'${text}'`).join(', ')})}`;
}

function sourceOf(name: string, names: VariableNames): string | undefined {
  if (Object.hasOwn(names, name)) return names[name];
  const [, provider, key, fallback] = PROVIDERS.exec(name) ?? [];
  if (provider === undefined || key === undefined) return undefined;
  const source = `${provider}:${key}`;
  return fallback === undefined ? source : `${source} | default('${fallback}')`;
}

/** `08X`: hexadecimal with eight digits; otherwise letters first, then a part of what they make. */
function filtersOf(modifiers: string, width: string, source: string): string[] | undefined {
  if (modifiers === 'X' && /^0\d$/.test(width)) return [`hex(${Number(width)})`];
  // 2.4 escapes by itself what goes into a query.
  const filters = [...modifiers.replace(/E/g, '')].map((letter) => FILTERS[letter]);
  if (filters.includes(undefined)) return undefined;
  const part = partOf(width, source);
  if (!part) return undefined;
  const all = [...filters.filter((filter) => filter !== undefined), ...part];
  // What a hash makes is written in hexadecimal at the end only; before, it is bytes.
  return all.flatMap((filter, index) =>
    filter === 'md5' && index < all.length - 1 ? ['md5', 'hexlify'] : [filter],
  );
}

/** Names that are never empty. */
const NEVER_EMPTY = /^(owner_)?user( \| username)?$/;

/** More characters than a part of a path has. */
const LONGEST_PART = 8;

/**
 * `3` the first three characters, `1.2` two of them behind the first. `substr` fails where the text is too short, and
 * `truncate` makes auth of 2.4.1 crash then; a pattern takes what there is.
 */
function partOf(width: string, source: string): string[] | undefined {
  if (width === '') return [];
  const [, before = '0', taken] = /^(?:(\d+)\.)?([1-9]\d*)$/.exec(width) ?? [];
  if (taken === undefined || Number(before) + Number(taken) > LONGEST_PART) return undefined;
  if (width === '1' && NEVER_EMPTY.test(source)) return ['substr(0, 1)'];
  const some = (count: string): string => '.?'.repeat(Number(count));
  return [`regexp('^${some(before)}(${some(taken)}).*$', '\\\\1')`];
}
