import type { Setting } from '../../dovecot/nodes';
import { write, type Outcome } from '../conversion';
import { inBlocks, setting } from '../statements';

/** Login services by their protocol. */
const SERVICES: Readonly<Record<string, string>> = {
  imap: 'imap-login',
  pop3: 'pop3-login',
  sieve: 'managesieve-login',
};

/**
 * `listen = *:143` in a `protocol` of 1.x, which 2.3 reads as a listener of its service (old-set-parser.c); undefined for
 * lines without a port.
 */
export function convertListen({ key, value }: Setting, protocol: string | undefined): Outcome | undefined {
  const [, address = '', port] = /^(.*):(\d+)$/.exec(value) ?? [];
  const service = SERVICES[protocol ?? ''];
  if (service === undefined || port === undefined || !/^(ssl_)?listen$/.test(key.text)) return undefined;
  const name = key.text === 'listen' ? protocol : `${protocol}s`;
  return write(
    inBlocks(
      [
        ['service', service],
        ['inet_listener', name],
      ],
      [setting('listen', address), setting('port', port)],
    ),
  );
}
