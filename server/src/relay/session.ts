import { parseInetAddress } from '../postfix/inetAddress';
import type { LookupContext } from '../postfix/tables/lookupKeys';
import { NO_NAME, type Scenario } from './scenario';
import { rewriterOf, type ListWord, type ServiceSettings } from './settings';
import type { Dependency, Match, TraceStep } from './verdict';

/** Answers for what the files do not tell. The first option is the one that decides nothing. */
export interface Oracle {
  ask<T extends string>(dependency: Dependency, question: string, options: readonly [T, ...T[]]): T;
}

/** Which parts of the dialogue smtpd knows already. */
export interface Known {
  readonly helo: boolean;
  readonly sender: boolean;
  readonly recipient: boolean;
}

/** What a restriction gives. */
export type Decision =
  /** `discard`: all lists end, and the message is thrown away. */
  | { readonly kind: 'permit'; readonly discard?: true }
  | { readonly kind: 'pass' }
  | { readonly kind: 'refuse'; readonly code: number };

export const PERMIT: Decision = { kind: 'permit' };
export const PASS: Decision = { kind: 'pass' };

/** smtpd's state in one dialogue (SMTPD_STATE). */
export class Session {
  readonly trace: TraceStep[] = [];
  readonly rewriter: ServiceSettings;
  known: Known = { helo: true, sender: true, recipient: true };
  /** A refusal that waits until nothing else refuses: its code. */
  deferIfPermit: number | undefined;
  /** Softens the next 5xx: the code to give instead. */
  deferIfReject: number | undefined;
  /** Depth of lists at which `warn_if_reject` stands; 0 for none. */
  warnDepth = 0;
  depth = 0;
  discarded = false;
  recipientChecked = false;
  senderChecked = false;
  /** The domain that ETRN asks for. */
  etrn: string | undefined;
  /** What decided the check that is running, for its trace. */
  match: Match | undefined;
  /** Set by a check that waits, warns or refuses. */
  note: 'pending' | 'warned' | undefined;

  constructor(
    readonly settings: ServiceSettings,
    readonly scenario: Scenario,
    readonly oracle: Oracle,
  ) {
    this.rewriter = rewriterOf(settings);
  }

  get helo(): string | undefined {
    return this.known.helo ? this.scenario.helo : undefined;
  }

  get sender(): string | undefined {
    return this.known.sender ? this.scenario.sender : undefined;
  }

  get recipient(): string | undefined {
    return this.known.recipient ? this.scenario.recipient : undefined;
  }

  get isVersion6(): boolean {
    return parseInetAddress(this.scenario.client.address)?.length === 16;
  }

  /** The verified name; asked of DNS when the scenario leaves it open. */
  clientName(): string {
    const { name, address } = this.scenario.client;
    if (name !== undefined) return name;
    const answer = this.ask({ kind: 'dns', name: address }, 'name', ['named', NO_NAME]);
    return answer === 'named' ? SOME_NAME : NO_NAME;
  }

  reverseName(): string {
    const { reverseName, name } = this.scenario.client;
    if (reverseName !== undefined) return reverseName;
    return name !== undefined && name !== NO_NAME ? name : this.clientName();
  }

  ask<T extends string>(dependency: Dependency, question: string, options: readonly [T, ...T[]]): T {
    return this.oracle.ask(dependency, question, options);
  }

  /** Refuses with a code: as it stands, softened, or as a mere warning. */
  refuse(code: number): Decision {
    if (this.warnDepth > 0) {
      this.note = 'warned';
      return PASS;
    }
    return this.refuseInAnyCase(code >= 400 && code <= 599 ? code : BAD_CODE);
  }

  /** For faults of the configuration, which `warn_if_reject` does not cover. */
  refuseInAnyCase(code: number): Decision {
    const softened = code >= 500 && this.deferIfReject !== undefined ? this.deferIfReject : code;
    return { kind: 'refuse', code: softened };
  }

  misconfigured(): Decision {
    return this.refuseInAnyCase(SERVER_FAULT);
  }

  /** Refuses later, unless something else refuses before. */
  refuseLater(code: number): Decision {
    if (this.warnDepth > 0) this.note = 'warned';
    else {
      this.note = 'pending';
      this.deferIfPermit ??= code;
    }
    return PASS;
  }

  softenLater(code: number): Decision {
    this.note = 'pending';
    this.deferIfReject ??= code;
    return PASS;
  }

  found(match: Match): void {
    this.match = match;
  }
}

/** Stands for a verified name that no list mentions. */
const SOME_NAME = 'client.invalid';
/** "Service unavailable" in place of a configured code that is none. */
const BAD_CODE = 450;
/** 451 4.3.5 Server configuration error, 451 4.3.0 Temporary lookup failure. */
const SERVER_FAULT = 451;

/** The list that is running. */
export interface ListRun {
  /** As the trace calls it. */
  readonly name: string;
  /** What a bare `type:name` in it stands for; absent where it is a mistake. */
  readonly bareTable?: string;
  /** Runs the restrictions that a table gives in the place of an answer. */
  readonly open: (words: readonly ListWord[], name: string) => Decision;
}

/** A restriction: its argument is the word behind it. */
export interface Check {
  readonly takesArgument?: true;
  run(session: Session, argument: ListWord | undefined, run: ListRun): Decision;
}

/** Makes a check of a function that needs no argument. */
export function plain(run: (session: Session) => Decision): Check {
  return { run };
}

/** How the tables of a session compare mail addresses. */
export function addressContext(
  settings: ServiceSettings,
  isLocal: (domain: string) => boolean,
): LookupContext {
  const parents = new Set(settings.list('parent_domain_matches_subdomains').map(({ text }) => text));
  return {
    delimiters: settings.text('recipient_delimiter'),
    ownerRequestSpecial: settings.text('owner_request_special') !== 'no',
    myorigin: settings.text('myorigin'),
    isLocal,
    parents: {
      access: parents.has('smtpd_access_maps'),
      transport: parents.has('transport_maps'),
      domains: parents.has('relay_domains'),
    },
    nullSender: settings.text('smtpd_null_access_lookup_key') || '<>',
  };
}
