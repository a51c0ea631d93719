import type { Setting } from '../../dovecot/nodes';

/**
 * The value that a line of 2.3 gives: `$name` in the line of the setting `name` is replaced at once, and blanks between
 * words become one. Other references stay until a program asks for the value.
 */
export function expandOwnName({ key, value, form }: Setting, valueSoFar: () => string): string {
  if (form === 'file') return `<${value}`;
  if (form === 'quoted' || !/(^| )\$/.test(value)) return value;
  const own = `$${key.text}`;
  return value
    .split(/ +/)
    .map((word) => (word === own ? valueSoFar() : word))
    .join(' ');
}
