import type { Span } from '../text/span';

/** A place in a file of the server. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

/** Something outside of the files that a decision rests on. */
export interface Dependency {
  readonly kind:
    | 'dns'
    | 'table' // its contents are not at hand
    | 'file' // a list in a file that is not at hand
    | 'pattern' // what the regular-expression library makes of it
    | 'policy-service'
    | 'verification' // a probe of the address
    | 'milter'
    | 'interfaces'; // the network interfaces of the server
  /** As the configuration names it: `zen.example.org`, `ldap:/etc/postfix/users.cf`. */
  readonly name: string;
  readonly at?: Place;
}

/** What one restriction came to. */
export type Result =
  | 'permit'
  | 'pass' // undecided: the next one is asked
  | 'reject'
  | 'defer'
  | 'pending' // refuses later what would otherwise be permitted (or, for defer_if_reject, defers a refusal)
  | 'warned' // would have refused, but warn_if_reject stands before it
  | 'discard'; // permits, and the message is thrown away

export interface TraceStep {
  /** `smtpd_relay_restrictions`, a class, a table; the list in which the restriction stands. */
  readonly list: string;
  /** With its argument, as written. */
  readonly restriction: string;
  readonly result: Result;
  readonly code?: number;
  /** Where the restriction stands; absent for a list that nothing sets. */
  readonly at?: Place;
  /** The item of a list, or the line of a table, that decided it. */
  readonly match?: Match;
  /** How deep in classes and tables: 0 for an item of the list itself. */
  readonly depth: number;
}

/** What answered a question: an item of `mynetworks`, a line of a table. */
export interface Match {
  /** The key or item. */
  readonly key: string;
  readonly value?: string;
  /** Parameter or table. */
  readonly source: string;
  /** Parameter that holds the item or the table. */
  readonly list?: string;
  readonly at?: Place;
}

/** Step of the dialogue at which smtpd refuses. */
export type Stage = 'start' | 'connect' | 'helo' | 'mail' | 'rcpt' | 'data' | 'end-of-data' | 'etrn';

/** How one run of the restrictions ends. */
export interface Outcome {
  readonly kind: 'permit' | 'reject' | 'defer';
  /** SMTP code; 0 when there is no server to answer. */
  readonly code: number;
  /** The restriction that decided, or the reason when none did. */
  readonly by: string;
  readonly at?: Place;
  readonly stage: Stage;
  readonly trace: readonly TraceStep[];
}

export interface Verdict {
  readonly kind: 'permit' | 'reject' | 'defer' | 'depends';
  readonly code: number;
  readonly by: string;
  readonly at?: Place;
  readonly stage: Stage;
  /** For `depends`, what decides; for `permit`, what may still refuse. */
  readonly dependsOn: readonly Dependency[];
  /** Of the run in which nothing unknown refuses or permits. */
  readonly trace: readonly TraceStep[];
  /** How that run ends. */
  readonly usual: Outcome['kind'];
  /** Every code that can come. */
  readonly codes: readonly number[];
}
