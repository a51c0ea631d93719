import { field, fieldText } from '../postfix/masterCf';
import { splitAddress } from '../postfix/tables/mailAddress';
import type { MailSystem } from '../system/mailSystem';
import { expandRecipient, expandSender } from './cleanup';
import { deliverLocally, type Forward, type IncludeFile } from './localDelivery';
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

/** Nobody has had the mail before. */
const NOT_YET: ReadonlySet<string> = new Set();

/** Follows an address to its delivery. Never throws, always ends. */
export function followAddress(system: MailSystem, request: RouteRequest): Route {
  return new Following(system, request).message(withoutRoute(request.address), NOT_YET);
}

class Following {
  private readonly cleanup: Program;
  private readonly rewriter: Program;
  private readonly sender: string | undefined;

  constructor(
    private readonly system: MailSystem,
    private readonly request: RouteRequest,
  ) {
    this.cleanup = new Program(system, 'cleanup');
    this.rewriter = new Program(system, 'rewrite');
    const { sender } = request;
    this.sender = sender === undefined ? sender : expandSender(unquoted(sender), this.cleanup, this.rewriter);
  }

  /** The way of a message from cleanup(8) on; `delivered` are the local recipients that sent it on. */
  message(address: string, delivered: ReadonlySet<string>): Route {
    const expansion = expandRecipient(address, this.cleanup, this.rewriter, delivered.size === 0);
    const { steps } = expansion;
    if (expansion.kind === 'refused') {
      const { reason, text } = expansion;
      return { address, steps, outcome: { kind: 'deferred', recipient: address, reason, text } };
    }
    const routes = expansion.recipients.map((recipient) => this.recipient(recipient, delivered));
    const [only] = routes;
    if (only && routes.length === 1)
      return { address, steps: [...steps, ...only.steps], outcome: only.outcome };
    return { address, steps, outcome: { kind: 'split', routes } };
  }

  /** The way of a recipient in the queue. */
  private recipient(address: string, delivered: ReadonlySet<string>): Route {
    const resolved = resolveAddress(address, this.sender, this.rewriter);
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
    const hop: Hop = { recipient, transport, nexthop, delivered, ...(place && { place }) };
    return withSteps(address, steps, (DELIVERY[command] ?? handOver)(hop, this));
  }

  deliverLocally(hop: Hop): Route {
    return deliverLocally(hop.recipient, {
      local: new Program(this.system, hop.transport),
      nexthop: hop.nexthop,
      include: (path) => this.request.includes?.get(path),
      forward: (address) => this.forward(address, hop.transport),
      delivered: hop.delivered,
      resubmit: (address) => this.message(address, new Set([...hop.delivered, hop.recipient.toLowerCase()])),
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
    const resolved = resolveAddress(whole, this.sender, this.rewriter);
    if (resolved.kind === 'failed') return { kind: 'failed' };
    const here = resolved.kind === 'resolved' && resolved.transport === transport;
    return here ? { kind: 'here', recipient: resolved.recipient } : { kind: 'elsewhere', recipient: whole };
  }
}

interface Hop {
  readonly recipient: string;
  readonly transport: string;
  readonly nexthop: string;
  readonly delivered: ReadonlySet<string>;
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

function end(outcome: End, steps: readonly RouteStep[] = []): Route {
  return { address: outcome.recipient, steps, outcome };
}

function withSteps(address: string, steps: readonly RouteStep[], route: Route): Route {
  return { address, steps: [...steps, ...route.steps], outcome: route.outcome };
}
