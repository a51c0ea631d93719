import type { UnavailableReason, UnknownReason } from '../postfix/tables/table';
import type { Span } from '../text/span';

/** A place in a file of the server. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

/** Why an answer cannot be told from files. */
export type UntoldReason =
  | UnknownReason
  | 'random'
  | 'pattern'
  | 'sender' // the table is asked for the sender, and none is given
  | 'file' // a list that is read from a file
  | 'interfaces'; // which addresses the machine has

/** One decision on the way of an address, with the line that made it. */
export interface RouteStep {
  readonly kind:
    | 'completed' // trivial-rewrite(8) made the address whole
    | 'mapped' // a table gave other addresses
    | 'class' // a list says what the domain is to this server
    | 'chosen' // a setting or a table names transport, next hop, mailbox or command
    | 'untold'; // cannot be told; what follows supposes that there was no answer
  /** The address, local part or domain that it is about. */
  readonly subject: string;
  /** The setting that decides. */
  readonly parameter: string;
  /** The key of its table that answered. */
  readonly key?: string;
  readonly result: string;
  readonly reason?: UntoldReason;
  readonly place?: Place;
}

/** Why mail is put aside until somebody mends the configuration. */
export type DeferReason =
  | 'lookup' // a table fails
  | 'nesting' // tables lead from one address to the next without an end
  | 'together' // another address of the message that a local delivery sends on is not accepted
  | 'transport' // master.cf has no such service
  | 'retry' // the retry service says so
  | 'null-transport'
  | 'include'; // an :include: file that cannot be read

/** Why mail goes back to its sender. */
export type BounceReason =
  | 'error' // the error service says so
  | 'syntax' // no address that can be delivered to
  | 'unknown-user'
  | 'loop' // an alias that leads back to itself
  | 'restricted'; // allow_mail_to_commands, allow_mail_to_files

/** Where the way of an address ends, or splits. */
export type Outcome =
  | { readonly kind: 'split'; readonly routes: readonly Route[] }
  /** Handed to a service of master.cf. */
  | {
      readonly kind: 'handed';
      readonly recipient: string;
      readonly transport: string;
      readonly nexthop: string;
      readonly place?: Place;
    }
  /** local(8) and virtual(8) put it there. */
  | {
      readonly kind: 'stored';
      readonly how: 'mailbox' | 'user' | 'command' | 'file';
      readonly recipient: string;
      readonly target: string;
    }
  | { readonly kind: 'discarded'; readonly recipient: string; readonly text: string }
  | {
      readonly kind: 'bounced';
      readonly recipient: string;
      readonly reason: BounceReason;
      readonly text: string;
    }
  | {
      readonly kind: 'deferred';
      readonly recipient: string;
      readonly reason: DeferReason;
      readonly text: string;
    };

/** The way of one address through the server. */
export interface Route {
  readonly address: string;
  readonly steps: readonly RouteStep[];
  readonly outcome: Outcome;
}

export type End = Exclude<Outcome, { kind: 'split' }>;

/** A table, or a list, fails. */
export interface Failure {
  readonly parameter: string;
  readonly reason: UnavailableReason | 'empty-value';
}

/** The ends of a route and of all that it splits into. */
export function endsOf({ outcome }: Route): End[] {
  return outcome.kind === 'split' ? outcome.routes.flatMap(endsOf) : [outcome];
}
