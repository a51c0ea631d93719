import * as fc from 'fast-check';
import { oneOf, sometimes } from './relay';

/** What a client is and says. */
export interface RelayVisit {
  readonly address: string;
  readonly name: string;
  readonly login?: string;
  readonly helo?: string;
  readonly sender: string;
  readonly recipient: string;
  /** Asks for the mail of a domain, and sends none. */
  readonly etrn?: string;
}

const CLIENTS = fc.constantFrom(
  { address: '203.0.113.9', name: 'unknown' },
  { address: '203.0.113.9', name: 'unknown' },
  { address: '203.0.113.9', name: 'h.client.test' },
  { address: '10.1.2.3', name: 'unknown' },
  { address: '127.0.0.1', name: 'localhost' },
  { address: '2001:db8::5', name: 'unknown' },
);

const HELOS = fc.constantFrom(
  ...[
    'client.test',
    'client.test',
    'mx.example.org',
    '[203.0.113.9]',
    '1.2.3.4',
    'bad_',
    'short',
    'a..b',
    undefined,
  ],
);

const SENDERS = oneOf(
  ...[
    '',
    's@sender.test',
    's@sender.test',
    'user@example.org',
    'User+ext@Sub.Sender.test',
    'bare',
    's@short',
  ],
  ...['u%other.test@example.org', 'nobody@relay.test'],
);

const RECIPIENTS = oneOf(
  ...[
    'user@example.org',
    'u@other.test',
    'u@other.test',
    'u@other.test',
    'u@relay.test',
    'nobody@relay.test',
  ],
  ...[
    'u@sub.relay.test',
    'u@virtual.test',
    'u@box.test',
    'user+x@example.org',
    'postmaster',
    'Postmaster@Example.ORG',
  ],
  ...['u', 'u%other.test', 'u%other.test@example.org', 'u%other.test@relay.test', 'other.test!u'],
  ...['other.test!u@example.org', 'other.test!u@relay.test', '@relay.test:u@other.test'],
  ...['@other.test,@example.org:u@relay.test', 'u@other.test@example.org', '"u@other.test"@example.org'],
  ...[
    '"u@other.test"@relay.test',
    '"u%other.test"',
    'u@[127.0.0.1]',
    'u@[203.0.113.9]',
    'u@1.2.3.4',
    'u@short',
  ],
  ...[
    'u@other.test.',
    '"a b"@example.org',
    'u@example.org.',
    'u%x%other.test@example.org',
    'double-bounce@example.org',
  ],
);

const ETRN_ARGUMENTS = oneOf(
  ...[
    'relay.test',
    'relay.test',
    'sub.relay.test',
    'Relay.TEST',
    '@relay.test',
    '#example.org',
    'example.org',
  ],
  ...['other.test', '[203.0.113.9]', '[IPv6:::1]', '203.0.113.9', 'bad_', 'a..b', 'relay.test.', '[::1]'],
);

export const relayVisit: fc.Arbitrary<RelayVisit> = fc
  .record({
    client: CLIENTS,
    login: fc.option(fc.constant('user'), { nil: undefined, freq: 4 }),
    helo: HELOS,
    sender: SENDERS,
    recipient: RECIPIENTS,
    etrn: sometimes(ETRN_ARGUMENTS, 1),
  })
  .map(({ client, login, helo, etrn, ...rest }) => ({
    ...client,
    ...rest,
    ...(login !== undefined && { login }),
    ...(helo !== undefined && { helo }),
    ...(etrn !== undefined && { etrn }),
  }));
