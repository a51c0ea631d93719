import { fieldText } from '../postfix/masterCf';
import type { PostfixInstance } from '../system/postfixInstance';
import { nearest } from '../text/nearest';

/** Services with a socket in the file system; undefined without a master.cf to tell. */
export function transportsOf({ services }: PostfixInstance): ReadonlySet<string> | undefined {
  const local = services.filter((service) => fieldText(service, 'type') !== 'inet');
  return local.length === 0 ? undefined : new Set(local.map((service) => fieldText(service, 'service')));
}

/** A misspelt name, or the plain transport where one for a purpose is missing (`lmtp` for `lmtp-dovecot`). */
export function suggestTransport(name: string, transports: ReadonlySet<string>): string | undefined {
  const plain = name.replace(/[-_].*$/, '');
  return nearest(name, transports) ?? (transports.has(plain) ? plain : undefined);
}
