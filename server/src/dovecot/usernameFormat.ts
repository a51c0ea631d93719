/** What a format makes of the name with which somebody logs in. */
export interface KeyForm {
  readonly lower: boolean;
  /** Only what stands before the `@`. */
  readonly local: boolean;
}

/** `%Lu`, `%n`, `%Ln` of 2.3. */
const SHORT = /^%(L?)([un])$/;
/** `%{user | username | lower}` of 2.4, `%{user}` and `%{username}` of 2.3. */
const LONG = /^%\{\s*(user|username)\s*((?:\|\s*(?:username|lower)\s*)*)\}$/;

/** Reads formats of the usual forms; undefined for any other, of which nothing is known. */
export function keyForm(format: string): KeyForm | undefined {
  const [short, lower, letter] = SHORT.exec(format) ?? [];
  if (short !== undefined) return { lower: lower === 'L', local: letter === 'n' };
  const [long, variable, filters = ''] = LONG.exec(format) ?? [];
  if (long === undefined) return undefined;
  return {
    lower: filters.includes('lower'),
    local: variable === 'username' || filters.includes('username'),
  };
}
