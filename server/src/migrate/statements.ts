import type { TextChange } from '../text/edits';

/** A line or block of the new configuration. */
export type Statement = NewSetting | NewBlock | NewInclude;

export interface NewSetting {
  readonly kind: 'setting';
  readonly key: string;
  readonly value: string;
  /** Where the value is the old one but for a few words: what changes, by indexes into the old one. */
  readonly edits?: readonly TextChange[];
}

export interface NewBlock {
  readonly kind: 'block';
  readonly type: string;
  readonly label: string | undefined;
  readonly body: readonly Statement[];
}

interface NewInclude {
  readonly kind: 'include';
  readonly path: string;
}

export function setting(key: string, value: string): NewSetting {
  return { kind: 'setting', key, value };
}

export function block(type: string, label: string | undefined, body: readonly Statement[]): NewBlock {
  return { kind: 'block', type, label, body };
}

export function include(path: string): NewInclude {
  return { kind: 'include', path };
}

/** Puts a statement into blocks, named from the outside in. */
export function inBlocks(
  blocks: readonly (readonly [type: string, label: string | undefined])[],
  body: readonly Statement[],
): readonly Statement[] {
  return blocks.reduceRight<readonly Statement[]>(
    (inner, [type, label]) => [block(type, label, inner)],
    body,
  );
}

/** The lines of a statement; blocks are indented by `step`. */
export function linesOf(statement: Statement, step = '  '): string[] {
  if (statement.kind === 'setting') return [`${statement.key} = ${quoted(statement.value)}`.trimEnd()];
  // A file of secrets need not be readable to everyone who reads the configuration.
  if (statement.kind === 'include') return [`!include_try ${statement.path}`];
  const inner = statement.body.flatMap((one) => linesOf(one, step)).map((line) => `${step}${line}`);
  return [headOf(statement.type, statement.label), ...inner, '}'];
}

/** In quotes where it would be cut, stripped or continued; a value that has quotes keeps them. */
function quoted(value: string): string {
  const isSafe = !/#|\\$|^\s|\s$/.test(value) || /^(["']).*\1$/.test(value);
  return isSafe ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** True when no part of a statement could be read as anything else, such as a key with a blank in it. */
export function isReadable(statement: Statement): boolean {
  if (statement.kind === 'setting') return /^[^\s"'#={}]+$/.test(statement.key);
  return statement.kind === 'include' || statement.body.every(isReadable);
}

/** `type label {`, the label in quotes where Dovecot needs them; a quote in it ends it. */
export function headOf(type: string, label: string | undefined): string {
  if (label === undefined) return `${type} {`;
  const isPlain = /^[^\s"'#{}]+$/.test(label);
  return `${type} ${isPlain ? label : `"${label.replaceAll('"', '').replaceAll('\\', '\\\\')}"`} {`;
}
