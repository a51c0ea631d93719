import type { Drift } from './plan/model';
import type { ServerMessage } from './serverMessages';

/** What the analysis says about a file of the planned configuration. */
export interface GateFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  /** Local path, and line from 1. */
  readonly path: string;
  readonly line: number;
}

/** All that speaks for or against a deploy. */
export interface Gate {
  readonly findings: readonly GateFinding[];
  /** Of the server's own programs. */
  readonly messages: readonly ServerMessage[];
  readonly drift: readonly Drift[];
}

/** Findings that open the server to the world, whatever severity the user has given them. */
const DANGEROUS: ReadonlySet<string> = new Set(['open-relay']);

/** What a deploy stops for unless somebody types that he means it. */
export function stopping({ findings }: Pick<Gate, 'findings'>): GateFinding[] {
  return findings.filter(({ rule, severity }) => severity === 'error' || DANGEROUS.has(rule));
}

/** The programs that will read the files refuse them: nobody can wish for that. */
export function refusals({ messages }: Pick<Gate, 'messages'>): ServerMessage[] {
  return messages.filter(({ severity }) => severity === 'error');
}
