import type { Patience } from './apply';
import type { Gate, GateFinding } from './gate';
import type { EndState, Journal } from './journal';
import type { Outside, OutsideProblem } from './outside';
import type { Plan } from './plan/model';
import type { ServerMessage } from './serverMessages';
import type { Snapshot, Target } from './snapshot';
import type { TestMessage } from './testMessage';
import type { TroubleCode } from './troubles';

export type Phase = 'look' | 'stage' | 'check' | 'apply' | 'verify' | 'message' | 'confirm' | 'undo';

/** Everything that a deploy asks for and tells, so that an editor and a command line can both lead it. */
export interface DeployIo extends Patience {
  phase(phase: Phase, journal?: Journal): void;
  /** Shows all that speaks for and against, and resolves to whether to go on. */
  mayGoOn(gate: Gate, stops: readonly GateFinding[]): Promise<boolean>;
  /** What the server's programs said about the planned configuration. */
  checked?(messages: readonly ServerMessage[]): void;
  readonly outside?: Outside;
  readonly who: string;
  now(): string;
  /** Unguessable. */
  token(): string;
  readonly signal?: AbortSignal;
}

export interface DeployRequest {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly target: Target;
  readonly findings: readonly GateFinding[];
  /** Seconds. */
  readonly confirmWithin?: number;
  /** Ends after the server's programs have read the planned configuration. */
  readonly dryRun?: boolean;
  readonly takesBack?: string;
  /** To whom a test message goes; none where the user names nobody. */
  readonly testRecipient?: string;
}

export interface DeployResult {
  readonly state: EndState | 'unchanged';
  readonly id?: string;
  /** Undefined when all went well. */
  readonly trouble?: { readonly code: TroubleCode; readonly facts: Readonly<Record<string, string>> };
  readonly messages: readonly ServerMessage[];
  /** New warnings in the server's log. */
  readonly warnings: readonly string[];
  /** What became of the test message. */
  readonly message?: TestMessage;
  readonly outside: readonly { readonly port: number; readonly problem: OutsideProblem }[];
}
