/** Values that a template is rendered with, by name; objects and lists are allowed, as in JSON. */
export type Variables = Readonly<Record<string, unknown>>;

/** The value of a dotted name; undefined when nothing has it. */
export function lookUp(variables: Variables, path: string): unknown {
  let value: unknown = variables;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** As every engine prints what is no list and no object. */
export function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** Empty lists count as false, as in Jinja and Mustache. */
export function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
