import { layoutOf } from '../layout';
import { directoryOf } from '../uris';

/** Directories whose dovecot.conf may name a file: that of its own layout, and those beside a directory above it. */
export function dovecotPlaces(uri: string): string[] {
  const places = [layoutOf(uri).dovecot];
  for (let at = directoryOf(uri); at !== ''; at = at.endsWith('/') ? '' : directoryOf(at)) {
    places.push(`${at}/dovecot`, `${at}/etc/dovecot`);
  }
  return [...new Set(places)];
}
