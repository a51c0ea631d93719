import type { Claim } from '../../server/src/relay/openings';
import type { RelayVisit } from './arbitraries/relayVisit';
import type { Files } from './mailServer';
import { SHAPES_OF_LISTS } from './relayShapeLists';
import { SHAPES_OF_SETTINGS } from './relayShapeSettings';

/** A way in which servers have become open relays. */
export interface RelayShape {
  readonly name: string;
  /** Settings beside those of BASE_SHAPE. */
  readonly main: string;
  /** Options of the smtpd. */
  readonly options?: string;
  /** Tables that main.cf names, by file name. */
  readonly tables?: Files;
  /** Who gets in; absent for one that is no opening. */
  readonly claim?: Claim;
  /** English titles of fixes, or parts of them, each of which closes it. */
  readonly fixes?: readonly string[];
  /** The dialogue that shows it, where it is not a plain stranger's. */
  readonly visit?: Partial<RelayVisit>;
  /** First version that has what it takes, and the first that has it no more. */
  readonly since?: string;
  readonly until?: string;
  /** How the client comes, where it is not at the word of a test that may say where he comes from. */
  readonly comes?: 'with XCLIENT' | 'through a proxy' | 'with a certificate';
  /** Not even mail of its own is taken from a client without what it asks for. */
  readonly servesNobody?: true;
  /** Mail for another domain is accepted although nothing is open, since the domain is one of the server's own. */
  readonly ownDomain?: true;
}

/** The server around each shape; nobody outside may relay through it. */
export const BASE_SHAPE = `compatibility_level = 3.6
myhostname = mx.example.org
mydomain = example.org
myorigin = example.org
mydestination = example.org
alias_maps =
local_recipient_maps =
`;

export const RELAY_SHAPES: readonly RelayShape[] = [...SHAPES_OF_LISTS, ...SHAPES_OF_SETTINGS];

/** The visit that a shape lets through to another server. */
export function visitOf({ visit }: RelayShape): RelayVisit {
  return {
    address: '203.0.113.9',
    name: 'unknown',
    helo: 'client.test',
    sender: 'u@sender.test',
    recipient: 'u@other.test',
    ...visit,
  };
}

/** The files of a shape. */
export function filesOf({ main, options = '', tables = {} }: RelayShape): Files {
  const level = main.startsWith('compatibility_level');
  const base = level ? BASE_SHAPE.replace(/^compatibility_level.*\n/, '') : BASE_SHAPE;
  return { 'main.cf': base + main, 'master.cf': `smtp inet n - n - - smtpd${options}\n`, ...tables };
}
