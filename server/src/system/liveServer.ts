/** A running Postfix, as its own `postconf` describes it. */
export interface LivePostfix {
  /** Name of the server, as the user knows it. */
  readonly server: string;
  readonly version: string;
  /** By name, not expanded: what `postconf` and `postconf -d` print. */
  readonly values: ReadonlyMap<string, string>;
  readonly defaults: ReadonlyMap<string, string>;
}

/** A running server, and which files are its. */
export interface LiveServer {
  /** Uris of folders, without a slash at their ends. */
  readonly roots: readonly string[];
  readonly postfix?: LivePostfix;
  readonly dovecotVersion?: string;
}

/** The server whose files a document is one of: the one with the longest of the roots above it. */
export function liveServerOf(servers: readonly LiveServer[], uri: string): LiveServer | undefined {
  const lengthOf = ({ roots }: LiveServer): number =>
    Math.max(-1, ...roots.filter((root) => uri.startsWith(`${root}/`)).map((root) => root.length));
  const found = servers.filter((server) => lengthOf(server) >= 0);
  return found.sort((a, b) => lengthOf(b) - lengthOf(a))[0];
}

/** Line breaks and runs of blanks mean nothing in a value of main.cf (postconf(5)). */
const flat = (value: string): string => value.trim().replace(/\s+/g, ' ');

/** The value that the server has, when it is another one than that of a file. */
export function otherLiveValue(
  live: LivePostfix | undefined,
  name: string,
  text: string,
): string | undefined {
  const value = live?.values.get(name);
  return value === undefined || flat(value) === flat(text) ? undefined : flat(value);
}
