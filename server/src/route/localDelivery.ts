import { membersOf } from '../postfix/tables/aliases';
import { splitAddress, withExtension, withoutExtension } from '../postfix/tables/mailAddress';
import type { Program } from './program';
import type { End, Place, Route, RouteStep } from './types';

/** What local(8) needs of its surroundings. */
export interface LocalSurroundings {
  readonly local: Program;
  /** The text of an `:include:` file; undefined when it cannot be read, or is not at hand. */
  include(path: string): IncludeFile | undefined;
  /** Where an address leads that an alias names: to this same service, or on through the mail system. */
  forward(address: string): Forward;
  /** Next hop of the recipient, which transports of mailboxes inherit. */
  readonly nexthop: string;
  /** Recipients that sent the mail on before (its `Delivered-To:` headers), in small letters. */
  readonly delivered: ReadonlySet<string>;
  /** The way of a new message to the address. */
  resubmit(address: string): Route;
}

export interface IncludeFile {
  readonly uri: string;
  readonly text: string;
}

export type Forward =
  { readonly kind: 'here' | 'elsewhere'; readonly recipient: string } | { readonly kind: 'failed' };

/** More levels of aliases than anybody has; local(8) gives up here too. */
const MOST_LEVELS = 100;
/** Aliases that name each other twice double at each level; nobody waits for that. */
const MOST_EXPANSIONS = 1000;

interface Situation {
  readonly level: number;
  /** The alias that named the recipient. */
  readonly from?: string;
  /** The `owner-` of that alias or of one around it, without its domain. */
  readonly owner?: string;
  /** The extension of the recipient that the alias did not have, with its delimiter: members get it. */
  readonly unmatched?: string;
}

/** Follows a recipient through aliases(5) to mailbox, command, file or other address, as local(8) does. */
export function deliverLocally(recipient: string, surroundings: LocalSurroundings): Route {
  const route = new LocalDelivery(surroundings).deliver(recipient, { level: 0 });
  return route ?? ended(recipient, [], { kind: 'discarded', recipient, text: '' });
}

class LocalDelivery {
  private readonly done = new Set<string>();
  private expanded = 0;

  constructor(private readonly around: LocalSurroundings) {}

  /** Undefined when the same mailbox, command, file or address is served already. */
  deliver(recipient: string, situation: Situation): Route | undefined {
    if (this.around.delivered.has(recipient.toLowerCase()))
      return ended(recipient, [], { kind: 'bounced', recipient, reason: 'loop', text: recipient });
    const local = splitAddress(recipient).local.toLowerCase();
    if (local === '')
      return ended(recipient, [], { kind: 'bounced', recipient, reason: 'unknown-user', text: recipient });
    const bare = this.withoutExtension(local);
    if (local.startsWith('\\')) return this.mailbox(recipient.slice(1), this.user(local.slice(1)), []);
    const steps: RouteStep[] = [];
    for (const name of bare === undefined ? [local] : [local, bare]) {
      const unmatched = local.slice(name.length);
      const found = this.alias({ recipient, name, unmatched }, situation, steps);
      if (found) return found;
    }
    const { owner } = situation;
    const user = bare ?? local;
    if (owner !== undefined && owner !== user) return this.resubmit(recipient);
    return this.mailbox(recipient, user, steps);
  }

  private withoutExtension(local: string): string | undefined {
    const { local: program } = this.around;
    return withoutExtension(local, {
      delimiters: program.text('recipient_delimiter'),
      ownerRequestSpecial: program.text('owner_request_special') !== 'no',
    });
  }

  private user(local: string): string {
    return this.withoutExtension(local) ?? local;
  }

  private alias(
    { recipient, name, unmatched }: { recipient: string; name: string; unmatched: string },
    situation: Situation,
    steps: RouteStep[],
  ): Route | undefined {
    if (situation.from === name) return undefined;
    const parameter = 'alias_maps';
    const answer = this.around.local.findKey(parameter, 'aliases', name);
    if (answer.kind === 'absent') return undefined;
    if (answer.kind === 'untold') {
      steps.push({ kind: 'untold', subject: name, parameter, result: '', reason: answer.reason });
      return undefined;
    }
    if (answer.kind === 'failed') return ended(recipient, steps, lookupFails(recipient, parameter));
    if (situation.level > MOST_LEVELS || ++this.expanded > MOST_EXPANSIONS)
      return ended(recipient, steps, { kind: 'bounced', recipient, reason: 'loop', text: name });
    const { key, value, place } = answer;
    const step = { kind: 'mapped', subject: recipient, parameter, key, result: value } as const;
    const owner = this.ownerOf(name) ?? situation.owner;
    const inside: Situation = {
      level: situation.level + 1,
      from: name,
      ...(owner !== undefined && { owner }),
      ...(this.propagates('alias') && { unmatched }),
    };
    const targets = targetsIn(value);
    const routes = targets.flatMap((target) => this.target(recipient, target, 'alias', inside) ?? []);
    // Inside of another alias it is one of the members that have been served already.
    const nothing = routes.length === 0 && situation.level === 0;
    const outcome = nothing ? ({ kind: 'discarded', recipient, text: '' } as const) : split(routes);
    return { address: recipient, steps: [...steps, withPlace(step, place)], outcome };
  }

  /** propagate_unmatched_extensions (postconf(5)) */
  private propagates(inside: 'alias' | 'include'): boolean {
    return this.around.local.words('propagate_unmatched_extensions').includes(inside);
  }

  /** `owner-NAME`: bounces go there, and local members get messages of their own. */
  private ownerOf(name: string): string | undefined {
    const answer = this.around.local.findKey('alias_maps', 'aliases', `owner-${name}`);
    if (answer.kind !== 'found') return undefined;
    const { local } = this.around;
    const owner = local.yes('expand_owner_alias') ? answer.value : `owner-${name}`;
    return this.user(splitAddress(owner).local.toLowerCase());
  }

  private target(
    recipient: string,
    target: string,
    inside: 'alias' | 'include',
    situation: Situation,
  ): Route | undefined {
    if (!/^[/|:]/.test(target)) return this.address(target, situation);
    if (this.isDone('target', target)) return undefined;
    if (target.startsWith('/')) return this.guarded(recipient, target, 'file', inside);
    if (target.startsWith('|')) return this.guarded(recipient, target.slice(1), 'command', inside);
    const path = /^:include:(.*)$/i.exec(target)?.[1];
    if (path !== undefined) return this.included(recipient, path, situation);
    return this.address(target, situation);
  }

  private guarded(
    recipient: string,
    target: string,
    how: 'file' | 'command',
    inside: 'alias' | 'include',
  ): Route {
    const parameter = how === 'file' ? 'allow_mail_to_files' : 'allow_mail_to_commands';
    const allowed = this.around.local.words(parameter).includes(inside);
    return ended(
      recipient,
      [],
      allowed
        ? { kind: 'stored', how, recipient, target }
        : { kind: 'bounced', recipient, reason: 'restricted', text: parameter },
    );
  }

  private included(recipient: string, path: string, situation: Situation): Route {
    const file = this.around.include(path);
    if (!file) return ended(recipient, [], { kind: 'deferred', recipient, reason: 'include', text: path });
    const { unmatched, ...around } = situation;
    const inside: Situation = {
      ...around,
      level: situation.level + 1,
      ...(unmatched !== undefined && this.propagates('include') && { unmatched }),
    };
    const lines = file.text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
    const routes = lines
      .flatMap(targetsIn)
      .flatMap((target) => this.target(recipient, target, 'include', inside) ?? []);
    const place = { uri: file.uri, span: { start: 0, end: file.text.length } };
    const step = {
      kind: 'mapped',
      subject: recipient,
      parameter: 'alias_maps',
      key: `:include:${path}`,
      result: path,
      place,
    } as const;
    return { address: recipient, steps: [step], outcome: split(routes) };
  }

  private address(target: string, situation: Situation): Route | undefined {
    const forward = this.around.forward(target);
    if (forward.kind === 'failed') return ended(target, [], lookupFails(target, 'transport_maps'));
    const { unmatched = '', ...around } = situation;
    const recipient = withExtension(forward.recipient, unmatched);
    return forward.kind === 'elsewhere' ? this.resubmit(recipient) : this.deliver(recipient, around);
  }

  private resubmit(address: string): Route | undefined {
    return this.isDone('address', address) ? undefined : this.around.resubmit(address);
  }

  /** Whether local(8) has served it for this mail already; aliases alone are expanded again. */
  private isDone(kind: 'target' | 'address' | 'mailbox', name: string): boolean {
    const key = `${kind} ${name.toLowerCase()}`;
    const done = this.done.has(key);
    this.done.add(key);
    return done;
  }

  private mailbox(recipient: string, user: string, steps: RouteStep[]): Route | undefined {
    if (this.isDone('mailbox', splitAddress(recipient).local)) return undefined;
    for (const [maps, parameter] of MAILBOX_TRANSPORTS) {
      const hop = this.transport(maps, parameter, user, steps);
      if (hop === null) return ended(recipient, steps, lookupFails(recipient, maps));
      if (hop !== undefined) return ended(recipient, steps, this.handed(recipient, hop));
    }
    return ended(recipient, steps, { kind: 'stored', how: 'user', recipient, target: user });
  }

  private handed(recipient: string, value: string): End {
    const [transport = '', ...rest] = value.split(':');
    return { kind: 'handed', recipient, transport, nexthop: rest.join(':') || this.around.nexthop };
  }

  /** `transport:nexthop`; null when its table fails. */
  private transport(
    maps: string,
    parameter: string,
    user: string,
    steps: RouteStep[],
  ): string | undefined | null {
    const { local } = this.around;
    const answer = local.findKey(maps, 'exact', user);
    if (answer.kind === 'failed') return null;
    if (answer.kind === 'untold')
      steps.push({ kind: 'untold', subject: user, parameter: maps, result: '', reason: answer.reason });
    if (answer.kind === 'found') {
      const step = {
        kind: 'chosen',
        subject: user,
        parameter: maps,
        key: answer.key,
        result: answer.value,
      } as const;
      steps.push(withPlace(step, answer.place));
      return answer.value;
    }
    const value = local.text(parameter);
    if (value === '') return undefined;
    const step = { kind: 'chosen', subject: user, parameter, result: value } as const;
    steps.push(withPlace(step, local.placeOf(parameter)));
    return value;
  }
}

/** Before the mailbox of a user is looked for; what follows needs the users of the system. */
const MAILBOX_TRANSPORTS = [['mailbox_transport_maps', 'mailbox_transport']] as const;

/** The members of an alias or of a line of an include file; empty ones lead nowhere. */
function targetsIn(list: string): string[] {
  return membersOf(list).flatMap(({ text }) => (text === '' ? [] : [text]));
}

function lookupFails(recipient: string, parameter: string): End {
  return { kind: 'deferred', recipient, reason: 'lookup', text: parameter };
}

function split(routes: readonly Route[]): Route['outcome'] {
  return { kind: 'split', routes };
}

function ended(address: string, steps: readonly RouteStep[], outcome: End): Route {
  return { address, steps, outcome };
}

function withPlace(step: RouteStep, place: Place | undefined): RouteStep {
  return place ? { ...step, place } : step;
}
