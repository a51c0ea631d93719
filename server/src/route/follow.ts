import { field, fieldText } from '../postfix/masterCf';
import { splitAddress } from '../postfix/tables/mailAddress';
import type { MailSystem } from '../system/mailSystem';
import { expandRecipient, expandSender, type Expansion } from './cleanup';
import { deliverLocally, type Forward, type IncludeFile, type Posting } from './localDelivery';
import { Program, serviceNamed } from './program';
import { resolveAddress, type Resolved } from './resolve';
import { rewriteAddress, rewriteRulesOf, unquoted, withoutRoute } from './rewrite';
import type { End, Place, Route, RouteStep } from './types';

export interface RouteRequest {
  /** As `RCPT TO:<…>` has it. */
  readonly address: string;
  /** Undefined when it is not known: tables that depend on it cannot be told then. Empty is the null sender. */
  readonly sender?: string;
  /** Files that aliases include, read before. */
  readonly includes?: ReadonlyMap<string, IncludeFile>;
}

/** Follows an address to its delivery. Never throws, always ends. */
export function followAddress(system: MailSystem, request: RouteRequest): Route {
  return new Following(system, request).start();
}

/** A message on its way through the server. */
interface Message {
  readonly sender: string | undefined;
  /** The local recipients that sent it on, in small letters. */
  readonly delivered: ReadonlySet<string>;
}

/** Aliases that send mail to each other make more messages at every step; nobody waits for that. */
const MOST_MESSAGES = 300;

class Following {
  private readonly cleanup: Program;
  private readonly rewriter: Program;
  private messages = 0;

  constructor(
    private readonly system: MailSystem,
    private readonly request: RouteRequest,
  ) {
    this.cleanup = new Program(system, 'cleanup');
    this.rewriter = new Program(system, 'rewrite');
  }

  start(): Route {
    const { sender } = this.request;
    const address = withoutRoute(this.request.address);
    const message = { sender: this.senderOf(sender && unquoted(sender)), delivered: new Set<string>() };
    const expansion = expandRecipient(address, this.cleanup, this.rewriter, true);
    return expansion.kind === 'refused'
      ? refused(address, expansion)
      : this.recipients({ address, original: address }, expansion, message);
  }

  private senderOf(sender: string | undefined): string | undefined {
    return sender === undefined ? sender : expandSender(sender, this.cleanup, this.rewriter);
  }

  /** What the queue does with the addresses that a recipient has become. */
  private recipients(
    { address, original }: Envelope,
    { recipients, steps }: Extract<Expansion, { kind: 'recipients' }>,
    message: Message,
  ): Route {
    const routes = recipients.map((one) => this.recipient({ address: one, original }, message));
    const [only] = routes;
    if (only && routes.length === 1)
      return { address, steps: [...steps, ...only.steps], outcome: only.outcome };
    return { address, steps, outcome: { kind: 'split', routes } };
  }

  /** The way of a recipient in the queue. */
  private recipient({ address, original }: Envelope, message: Message): Route {
    const resolved = resolveAddress(address, message.sender, this.rewriter);
    const { steps } = resolved;
    if (resolved.kind !== 'resolved') return { address, steps, outcome: unresolved(resolved) };
    const { recipient, transport, nexthop } = resolved;
    const service = serviceNamed(this.system, transport);
    const { master } = this.system.postfix;
    if (master && !service)
      return {
        address,
        steps,
        outcome: { kind: 'deferred', recipient, reason: 'transport', text: transport },
      };
    const command = service ? fieldText(service, 'command') : commandOf(transport);
    const column = service && field(service, 'service');
    const place = column && master ? { uri: master.uri, span: column.span } : undefined;
    const hop: Hop = { recipient, original, transport, nexthop, message, ...(place && { place }) };
    return withSteps(address, steps, (DELIVERY[command] ?? handOver)(hop, this));
  }

  deliverLocally(hop: Hop): Route {
    const { recipient, transport, nexthop, message } = hop;
    return deliverLocally(recipient, {
      local: new Program(this.system, transport),
      nexthop,
      include: (path) => this.request.includes?.get(path),
      complete: (address) => rewriteAddress(address, rewriteRulesOf(this.rewriter)),
      forward: (address) => this.forward(address, transport),
      delivered: message.delivered,
      send: (postings) => this.send(postings, hop),
    });
  }

  /** New messages, one for each sender and `Delivered-To:`. */
  private send(postings: readonly Posting[], hop: Hop): (Route | undefined)[] {
    const ways = new Map<Posting, Route>();
    for (const group of groupedBy(postings, ({ delivered, owner }) => `${delivered} ${owner ?? ''}`))
      for (const [posting, route] of this.sendTogether(group, hop)) ways.set(posting, route);
    return postings.map((posting) => ways.get(posting));
  }

  /** One message for them all: cleanup(8) takes it as a whole or not at all, and gives each address once. */
  private sendTogether(group: readonly Posting[], { message, original }: Hop): [Posting, Route][] {
    const [first] = group;
    if (!first) return [];
    if (++this.messages > MOST_MESSAGES)
      return group.map((posting): [Posting, Route] => [posting, endless(posting.address)]);
    const { delivered, owner } = first;
    const next: Message = {
      sender: this.senderOf(owner ?? message.sender),
      delivered: new Set([...message.delivered, delivered.toLowerCase()]),
    };
    const expanded = group.map((posting) => ({
      posting,
      expansion: expandRecipient(posting.address, this.cleanup, this.rewriter, false),
    }));
    const obstacle = expanded.find(({ expansion }) => expansion.kind === 'refused');
    // An owner's mail forgets who it was written to.
    const written = owner === undefined ? original : undefined;
    const given = new Set<string>();
    return expanded.flatMap(({ posting, expansion }): [Posting, Route][] => {
      const { address } = posting;
      if (expansion.kind === 'refused') return [[posting, refused(address, expansion)]];
      if (obstacle) return [[posting, together(address, obstacle.posting.address)]];
      const envelope = { address, original: written ?? address };
      const fresh = expansion.recipients.filter((one) => {
        const key = `${envelope.original} ${one}`.toLowerCase();
        return !given.has(key) && given.add(key);
      });
      if (fresh.length === 0) return [];
      return [[posting, this.recipients(envelope, { ...expansion, recipients: fresh }, next)]];
    });
  }

  /** virtual(8): the mailbox of the address. */
  deliverVirtually({ recipient, transport }: Hop): Route {
    const program = new Program(this.system, transport);
    const parameter = 'virtual_mailbox_maps';
    const answer = program.find(parameter, 'mailbox', recipient);
    const from = { subject: recipient, parameter } as const;
    switch (answer.kind) {
      case 'failed':
        return end({ kind: 'deferred', recipient, reason: 'lookup', text: parameter });
      case 'absent':
        return end({ kind: 'bounced', recipient, reason: 'unknown-user', text: recipient });
      case 'untold':
        return end({ kind: 'stored', how: 'user', recipient, target: recipient }, [
          { kind: 'untold', ...from, result: '', reason: answer.reason },
        ]);
      case 'found': {
        const { key, value, place } = answer;
        const target = `${program.text('virtual_mailbox_base')}/${value}`.replace(/^\/\//, '/');
        const step = { kind: 'chosen', ...from, key, result: value } as const;
        return end({ kind: 'stored', how: 'mailbox', recipient, target }, [
          place ? { ...step, place } : step,
        ]);
      }
    }
  }

  private forward(address: string, transport: string): Forward {
    const whole = rewriteAddress(address, rewriteRulesOf(this.rewriter));
    // Asked for the null sender, whoever sends.
    const resolved = resolveAddress(whole, '', this.rewriter);
    if (resolved.kind === 'null-transport') return { kind: 'elsewhere', recipient: resolved.recipient };
    if (resolved.kind !== 'resolved') return { kind: resolved.kind };
    return { kind: resolved.transport === transport ? 'here' : 'elsewhere', recipient: resolved.recipient };
  }
}

/** A recipient, and how he was written to at first. */
interface Envelope {
  readonly address: string;
  readonly original: string;
}

interface Hop {
  readonly recipient: string;
  readonly original: string;
  readonly transport: string;
  readonly nexthop: string;
  readonly message: Message;
  readonly place?: Place;
}

type Delivery = (hop: Hop, following: Following) => Route;

const handOver: Delivery = ({ recipient, transport, nexthop, place }) =>
  end({ kind: 'handed', recipient, transport, nexthop, ...(place && { place }) });

/** What the programs do with mail; all others hand it on. */
const DELIVERY: Readonly<Record<string, Delivery | undefined>> = {
  local: (hop, following) => following.deliverLocally(hop),
  virtual: (hop, following) => following.deliverVirtually(hop),
  discard: ({ recipient, nexthop }) => end({ kind: 'discarded', recipient, text: nexthop }),
  error: ({ recipient, transport, nexthop }) =>
    transport === 'retry'
      ? end({ kind: 'deferred', recipient, reason: 'retry', text: nexthop })
      : end({ kind: 'bounced', recipient, reason: 'error', text: nexthop }),
};

/** Without master.cf, the program that a transport of this name usually has. */
function commandOf(transport: string): string {
  return transport === 'retry' ? 'error' : transport;
}

function unresolved(resolved: Exclude<Resolved, { kind: 'resolved' }>): End {
  const { recipient } = resolved;
  switch (resolved.kind) {
    case 'bad-syntax':
      return { kind: 'bounced', recipient, reason: 'syntax', text: splitAddress(recipient).domain ?? '' };
    case 'null-transport':
      return { kind: 'deferred', recipient, reason: 'null-transport', text: '' };
    case 'failed':
      return { kind: 'deferred', recipient, reason: 'lookup', text: resolved.failure.parameter };
  }
}

function refused(address: string, { steps, reason, text }: Extract<Expansion, { kind: 'refused' }>): Route {
  return { address, steps, outcome: { kind: 'deferred', recipient: address, reason, text } };
}

/** Not taken, since `other` is not, which goes in the same message. */
function together(recipient: string, other: string): Route {
  return end({ kind: 'deferred', recipient, reason: 'together', text: other });
}

function endless(recipient: string): Route {
  return end({ kind: 'bounced', recipient, reason: 'loop', text: recipient });
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

function end(outcome: End, steps: readonly RouteStep[] = []): Route {
  return { address: outcome.recipient, steps, outcome };
}

function withSteps(address: string, steps: readonly RouteStep[], route: Route): Route {
  return { address, steps: [...steps, ...route.steps], outcome: route.outcome };
}
