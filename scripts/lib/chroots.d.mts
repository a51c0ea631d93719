/** Where the root of a Debian suite is: empty for the suite of this machine. */
export function rootOf(suite: string): string;
