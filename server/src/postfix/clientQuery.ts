/** `%s` or the like in a query: a part of the key that is asked for. */
export interface KeyPart {
  readonly text: string;
  /** Index in the query. */
  readonly start: number;
  /** The quote that it stands in. */
  readonly inside?: string;
}

/**
 * The places of a query that the key is put in (mysql_table(5)), and the quotes around each. `backslashes` says that
 * one takes the meaning from the quote behind it, as MySQL has it.
 */
export function keyParts(query: string, backslashes: boolean): KeyPart[] {
  const parts: KeyPart[] = [];
  let inside: string | undefined;
  for (let at = 0; at < query.length; at++) {
    const letter = query.charAt(at);
    if (letter === '\\' && inside !== undefined && backslashes) at++;
    else if (letter === '%') {
      const text = query.slice(at, at + 2);
      if (/^%[sudSUD1-9]$/.test(text)) parts.push({ text, start: at, ...(inside && { inside }) });
      at++;
    } else if (letter === inside) inside = undefined;
    else if (inside === undefined && /['"`]/.test(letter)) inside = letter;
  }
  return parts;
}
