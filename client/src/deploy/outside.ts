import type { Listener } from './plan/model';

/** A door of the server as seen from here. */
export interface DoorFacts {
  readonly reachable: boolean;
  /** It greeted as a mail server that takes mail. */
  readonly greeted: boolean;
  readonly offersTls: boolean;
  /** TLS could be begun, if it was offered. */
  readonly tlsWorks: boolean;
  readonly offersLogin: boolean;
  /** Mail from a stranger to a stranger was not refused. The attempt is broken off before any message is sent. */
  readonly relays: boolean;
}

export interface Door {
  readonly port: number;
  /** TLS from the first byte. */
  readonly wrapped: boolean;
}

/** How doors are looked at; a program with sockets brings it along. */
export interface Outside {
  look(door: Door): Promise<DoorFacts>;
  /** Whether this side counts as a stranger: an address of the server's own networks may relay. */
  readonly stranger: boolean;
}

/** Ports of mail servers (services(5)); what listens elsewhere is not looked at from outside. */
const PORTS: Readonly<Record<string, number>> = { smtp: 25, submission: 587, smtps: 465, submissions: 465 };

export function doorsOf(listeners: readonly Listener[]): Door[] {
  const doors = listeners
    .filter(({ address }) => !/^(localhost|127\.|::1$)/.test(address) || address === '127.0.0.1')
    .map(({ port, greets }) => ({ port: PORTS[port] ?? Number(port), wrapped: !greets }))
    .filter(({ port, wrapped }) => [25, 465, 587].includes(port) && (!wrapped || port === 465));
  return [...new Map(doors.map((door) => [door.port, door])).values()];
}

export type OutsideProblem = 'shut' | 'silent' | 'tls-lost' | 'tls-broken' | 'login-lost' | 'relays';

/** What got worse at a door. An open relay is wrong even where it was one before. */
export function worse(before: DoorFacts | undefined, after: DoorFacts, stranger: boolean): OutsideProblem[] {
  const lost = (fact: keyof DoorFacts): boolean => before?.[fact] === true && !after[fact];
  const problems: Readonly<Record<OutsideProblem, boolean>> = {
    shut: lost('reachable'),
    silent: after.reachable && lost('greeted'),
    'tls-lost': after.greeted && lost('offersTls'),
    'tls-broken': after.offersTls && lost('tlsWorks'),
    'login-lost': after.greeted && lost('offersLogin'),
    relays: stranger && after.relays,
  };
  return (Object.keys(problems) as OutsideProblem[]).filter((problem) => problems[problem]);
}

/** Problems for which a deploy is undone; the others may be what the user wants, and are told. */
export const UNDOING: ReadonlySet<OutsideProblem> = new Set(['shut', 'silent', 'tls-broken', 'relays']);

export type Seen = ReadonlyMap<number, DoorFacts>;

export async function lookAll(outside: Outside, doors: readonly Door[]): Promise<Seen> {
  const facts = await Promise.all(doors.map(async (door) => [door.port, await outside.look(door)] as const));
  return new Map(facts);
}
