import type { SecretQuestion } from '../ssh/prompts';
import type { SecretStore } from './secretStore';

/** How the user answered, and whether the answer may be kept. */
export interface SecretAnswer {
  readonly secret: string;
  readonly keep: boolean;
}

/** Asks the user; `wrong` when the answer before was refused. Undefined when there is no answer. */
export type AskUser = (
  question: SecretQuestion,
  wrong: boolean,
  signal: AbortSignal,
) => Promise<SecretAnswer | undefined>;

/**
 * Answers with what is kept, else with what the user says. A kept secret is tried once: when the same question comes
 * again it was wrong, and is forgotten.
 */
export class AnsweredSecrets {
  private readonly tried = new Set<string>();

  constructor(
    private readonly store: SecretStore,
    private readonly ask: AskUser,
  ) {}

  async secret(question: SecretQuestion, signal: AbortSignal): Promise<string | undefined> {
    const key = `${question.kind} ${question.subject}`;
    const kept = await this.store.find(question);
    if (kept !== undefined && !(this.tried.has(key) && question.attempt > 1)) {
      this.tried.add(key);
      return kept;
    }
    if (kept !== undefined) await this.store.forget(question);
    const answer = await this.ask(question, question.attempt > 1, signal);
    if (answer === undefined) return undefined;
    this.tried.add(key);
    if (answer.keep) await this.store.keep(question, answer.secret);
    return answer.secret;
  }
}
