import { membersOf } from '../postfix/tables/aliases';
import { splitAddress, withExtension, withoutExtension } from '../postfix/tables/mailAddress';
import { mailboxOf } from './localMailbox';
import type { Program } from './program';
import type { End, Place, Route, RouteStep } from './types';

/** What local(8) needs of its surroundings. */
export interface LocalSurroundings {
  readonly local: Program;
  /** The text of an `:include:` file; undefined when it cannot be read, or is not at hand. */
  include(path: string): IncludeFile | undefined;
  /** An address made whole, as the sender of what is sent on. */
  complete(address: string): string;
  /** Where an address leads that an alias names: to this same service, or on through the mail system. */
  forward(address: string): Forward;
  /** Next hop of the recipient, which transports of mailboxes inherit. */
  readonly nexthop: string;
  /** Recipients that sent the mail on before (its `Delivered-To:` headers), in small letters. */
  readonly delivered: ReadonlySet<string>;
  /** The ways of addresses that this delivery sends on, in order; undefined for one that another one serves. */
  send(postings: readonly Posting[]): readonly (Route | undefined)[];
}

export interface IncludeFile {
  readonly uri: string;
  readonly text: string;
}

export type Forward =
  | { readonly kind: 'here' | 'elsewhere'; readonly recipient: string }
  | { readonly kind: 'failed' | 'bad-syntax' };

/** An address that gets the mail in a new message; those with equal `delivered` and `owner` get it in one. */
export interface Posting {
  readonly address: string;
  /** The recipient that `Delivered-To:` names. */
  readonly delivered: string;
  /** The `owner-` of a list, which is the sender then; else that of the mail stays. */
  readonly owner?: string;
}

/** Deeper than this local(8) does not go: each alias is four levels, an include file one more. */
const MOST_LEVELS = 100;

interface Situation {
  readonly level: number;
  /** What named the recipient: an alias, or a line of an include file. */
  readonly inside?: 'alias' | 'include';
  /** The alias that named the recipient. */
  readonly from?: string;
  /** The last `owner-` of the aliases around, made whole. */
  readonly owner?: string;
  /** Of a list with an owner or from a file: users get messages of their own. */
  readonly sendsOn: boolean;
  readonly delivered: string;
  /** The extension of the recipient that the alias did not have, with its delimiter: members get it. */
  readonly unmatched: string;
}

/** A way whose addresses in new messages are not followed yet. */
type Branch =
  | Route
  | { readonly address: string; readonly steps: readonly RouteStep[]; readonly branches: readonly Branch[] }
  | { readonly posted: number };

/** Follows a recipient through aliases(5) to mailbox, command, file or other address, as local(8) does. */
export function deliverLocally(recipient: string, surroundings: LocalSurroundings): Route {
  const delivery = new LocalDelivery(surroundings);
  const branch = delivery.deliver(recipient, {
    level: 1,
    sendsOn: false,
    delivered: recipient,
    unmatched: '',
  });
  const posted = surroundings.send(delivery.postings);
  const route = branch && grown(branch, posted);
  if (!route || (route.outcome.kind === 'split' && route.outcome.routes.length === 0))
    return ended(recipient, route?.steps ?? [], { kind: 'discarded', recipient, text: '' });
  return route;
}

function grown(branch: Branch, posted: readonly (Route | undefined)[]): Route | undefined {
  if ('posted' in branch) return posted[branch.posted];
  if ('outcome' in branch) return branch;
  const { address, steps, branches } = branch;
  const routes = branches.flatMap((one) => grown(one, posted) ?? []);
  return { address, steps, outcome: { kind: 'split', routes } };
}

class LocalDelivery {
  readonly postings: Posting[] = [];
  private readonly done = new Set<string>();

  constructor(private readonly around: LocalSurroundings) {}

  /** Undefined when the same recipient, mailbox or address is served already. */
  deliver(recipient: string, situation: Situation): Branch | undefined {
    const { level } = situation;
    if (level > MOST_LEVELS && this.limitsRecipients()) return loops(recipient, recipient);
    if (this.isDone(`recipient ${level}`, recipient)) return undefined;
    if (this.around.delivered.has(recipient.toLowerCase())) return loops(recipient, recipient);
    const local = splitAddress(recipient).local.toLowerCase();
    if (local === '')
      return ended(recipient, [], { kind: 'bounced', recipient, reason: 'unknown-user', text: recipient });
    if (local.startsWith('\\')) return this.mailbox(recipient.slice(1), this.user(local.slice(1)), []);
    return this.expand(recipient, local, situation);
  }

  /** Older ones look at the depth of aliases only, and do so before they know that there is none. */
  private limitsRecipients(): boolean {
    return this.around.local.system.postfix.release.isAtLeast('3.10');
  }

  private expand(recipient: string, local: string, situation: Situation): Branch | undefined {
    const bare = this.withoutExtension(local);
    const steps: RouteStep[] = [];
    for (const name of bare === undefined ? [local] : [local, bare]) {
      const found = this.alias({ recipient, local, name }, situation, steps);
      if (found) return found;
    }
    if (situation.sendsOn) return this.post(recipient, situation);
    return this.mailbox(recipient, bare ?? local, steps);
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

  private alias(named: NamedRecipient, situation: Situation, steps: RouteStep[]): Branch | undefined {
    const { recipient, name } = named;
    if (situation.from === name) return undefined;
    if (situation.level + 2 > MOST_LEVELS) return loops(recipient, name);
    const parameter = 'alias_maps';
    const answer = this.around.local.findKey(parameter, 'aliases', name);
    if (answer.kind === 'absent') return undefined;
    if (answer.kind === 'untold') {
      steps.push({ kind: 'untold', subject: name, parameter, result: '', reason: answer.reason });
      return undefined;
    }
    if (answer.kind === 'failed') return ended(recipient, steps, lookupFails(recipient, parameter));
    const { key, value, place } = answer;
    const targets = targetsIn(value);
    if (targets.length === 0) return ended(recipient, steps, lookupFails(recipient, parameter));
    const step = { kind: 'mapped', subject: recipient, parameter, key, result: value } as const;
    const inside = this.insideAlias(named, situation);
    const branches = targets.flatMap((target) => this.target(named, target, inside) ?? []);
    return { address: recipient, steps: [...steps, place ? { ...step, place } : step], branches };
  }

  private insideAlias({ recipient, local, name }: NamedRecipient, situation: Situation): Situation {
    const { local: program } = this.around;
    const own = this.ownerOf(name);
    const owner = own ?? situation.owner;
    const extension = local.slice(name.length + 1);
    const [delimiter = ''] = program.text('recipient_delimiter');
    const unmatched = extension !== '' && this.propagates('alias') ? delimiter + extension : '';
    return {
      level: situation.level + 2,
      inside: 'alias',
      from: name,
      ...(owner !== undefined && { owner }),
      sendsOn: own !== undefined || (situation.sendsOn && !program.yes('reset_owner_alias')),
      delivered: program.yes('frozen_delivered_to') ? situation.delivered : recipient,
      unmatched,
    };
  }

  /** propagate_unmatched_extensions (postconf(5)) */
  private propagates(inside: 'alias' | 'include'): boolean {
    return this.around.local.words('propagate_unmatched_extensions').includes(inside);
  }

  /** `owner-NAME`: bounces go there, and local members get messages of their own. */
  private ownerOf(name: string): string | undefined {
    const { local } = this.around;
    if (!local.yes('owner_request_special')) return undefined;
    const answer = local.findKey('alias_maps', 'aliases', `owner-${name}`);
    if (answer.kind !== 'found') return undefined;
    return this.around.complete(local.yes('expand_owner_alias') ? answer.value : `owner-${name}`);
  }

  private target(named: NamedRecipient, target: string, situation: Situation): Branch | undefined {
    const { recipient } = named;
    if (target.startsWith('|')) {
      const refused = this.restricted(recipient, 'allow_mail_to_commands', situation);
      return refused ?? this.stored(recipient, 'command', target.slice(1));
    }
    if (target.startsWith('/')) {
      if (this.isDone('restricted file', target)) return undefined;
      const refused = this.restricted(recipient, 'allow_mail_to_files', situation);
      return refused ?? this.stored(recipient, 'file', target);
    }
    const path = /^:include:(.*)$/i.exec(target)?.[1];
    if (path !== undefined) return this.included(named, path, situation);
    return this.address(recipient, target, situation);
  }

  private restricted(recipient: string, parameter: string, { inside }: Situation): Route | undefined {
    return inside === undefined || this.around.local.words(parameter).includes(inside)
      ? undefined
      : ended(recipient, [], { kind: 'bounced', recipient, reason: 'restricted', text: parameter });
  }

  private stored(recipient: string, how: 'command' | 'file', target: string): Route | undefined {
    if (this.isDone(how, target)) return undefined;
    return ended(recipient, [], { kind: 'stored', how, recipient, target });
  }

  private included(named: NamedRecipient, path: string, situation: Situation): Branch | undefined {
    const { recipient, local } = named;
    const level = situation.level + 1;
    if (level > MOST_LEVELS) return loops(recipient, path);
    if (this.isDone('include', path)) return undefined;
    const file = this.around.include(path);
    if (!file) return ended(recipient, [], { kind: 'deferred', recipient, reason: 'include', text: path });
    const { unmatched } = situation;
    const inside: Situation = {
      ...situation,
      level,
      inside: 'include',
      from: local,
      sendsOn: true,
      unmatched: this.propagates('include') ? unmatched : '',
    };
    const lines = file.text.split('\n').filter((line) => !line.startsWith('#'));
    const branches = lines.flatMap(targetsIn).flatMap((target) => this.target(named, target, inside) ?? []);
    const place = { uri: file.uri, span: { start: 0, end: file.text.length } };
    return { address: recipient, steps: [includeStep(recipient, path, place)], branches };
  }

  private address(alias: string, target: string, situation: Situation): Branch | undefined {
    const forward = this.around.forward(target);
    switch (forward.kind) {
      case 'failed':
        return ended(target, [], lookupFails(target, 'transport_maps'));
      case 'bad-syntax':
        return ended(alias, [], { kind: 'bounced', recipient: alias, reason: 'syntax', text: target });
      default: {
        const recipient = withExtension(forward.recipient, situation.unmatched);
        if (forward.kind === 'elsewhere') return this.post(recipient, situation);
        return this.deliver(recipient, { ...situation, level: situation.level + 2, unmatched: '' });
      }
    }
  }

  private post(address: string, { delivered, owner }: Situation): Branch | undefined {
    if (this.isDone('indirect', address)) return undefined;
    const posted = this.postings.push({ address, delivered, ...(owner !== undefined && { owner }) }) - 1;
    return { posted };
  }

  /** Whether local(8) has served it for this recipient already. */
  private isDone(kind: string, name: string): boolean {
    const key = `${kind} ${name.toLowerCase()}`;
    const done = this.done.has(key);
    this.done.add(key);
    return done;
  }

  private mailbox(recipient: string, user: string, steps: readonly RouteStep[]): Route | undefined {
    if (this.isDone('mailbox', splitAddress(recipient).local)) return undefined;
    return mailboxOf({ recipient, user, nexthop: this.around.nexthop }, this.around.local, steps);
  }
}

/** A recipient, and the part of it that is an alias. */
interface NamedRecipient {
  readonly recipient: string;
  /** The local part in small letters. */
  readonly local: string;
  /** That, or the same without its extension. */
  readonly name: string;
}

/** The members of an alias or of a line of an include file; empty ones lead nowhere. */
function targetsIn(list: string): string[] {
  return membersOf(list).flatMap(({ text }) => (text === '' ? [] : [text]));
}

function includeStep(recipient: string, path: string, place: Place): RouteStep {
  const key = `:include:${path}`;
  return { kind: 'mapped', subject: recipient, parameter: 'alias_maps', key, result: path, place };
}

function lookupFails(recipient: string, parameter: string): End {
  return { kind: 'deferred', recipient, reason: 'lookup', text: parameter };
}

function loops(recipient: string, text: string): Route {
  return ended(recipient, [], { kind: 'bounced', recipient, reason: 'loop', text });
}

function ended(address: string, steps: readonly RouteStep[], outcome: End): Route {
  return { address, steps, outcome };
}
