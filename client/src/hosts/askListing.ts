import type { Remote, RunOptions } from '../ssh/remote';
import { decode, oneLine } from '../ssh/remoteText';
import type { Host } from './inventory';
import type { Listing } from './listings';

/** A program of the server that refused to list its configuration, in its own words. */
export class ListingError extends Error {
  override readonly name = 'ListingError';

  constructor(
    readonly title: string,
    readonly said: string,
  ) {
    super(`${title}: ${said}`);
  }
}

/** Runs a listing as the user who is logged in, and as root when that user may not read everything. */
export async function askListing(
  remote: Remote,
  listing: Listing,
  host: Host,
  options: RunOptions,
): Promise<string> {
  const argv = listing.argv(host);
  const own = await remote.run({ argv }, options);
  if (own.code === 0) return decode(own.stdout);
  const { code, stdout, stderr } = await remote.run({ argv, asRoot: true }, options);
  if (code === 0) return decode(stdout);
  throw new ListingError(listing.title, oneLine(decode(stderr)) || String(code));
}
