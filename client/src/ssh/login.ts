import type { AnyAuthMethod, NextAuthHandler } from 'ssh2';
import type { LoginMethod } from './hostOptions';
import { identitiesOf, OneKeyAgent, type Identity, type IdentitySource } from './identities';
import type { ServerQuestions } from './prompts';

/** ssh asks three times as well (`NumberOfPasswordPrompts`). */
const ATTEMPTS = 3;

/** The plain question is the same at either method; all others (codes, a new password) are passed on as they are. */
const PASSWORD = /^password:\s*$/i;

type ServerPrompt = readonly { readonly prompt: string; readonly echo?: boolean }[];
type Answer = (answers: string[]) => void;

/** Leads through a login: which method is tried next, and what it needs. */
export class Login {
  /** Methods that the server said it would accept. */
  offered: readonly string[] = [];
  /** The user did not want to answer. */
  cancelled = false;
  private readonly login: string;
  private readonly left = { 'keyboard-interactive': ATTEMPTS, password: ATTEMPTS };
  private keys: Identity[] | undefined;
  private offeredKey: OneKeyAgent | undefined;
  private asked = 0;

  constructor(private readonly source: IdentitySource) {
    this.login = `${source.options.user}@${source.options.hostName}`;
  }

  /** The `authHandler` of ssh2. */
  readonly next = (
    methods: readonly string[] | null,
    _partial: boolean | null,
    done: NextAuthHandler,
  ): void => {
    // ssh2 forgets what a server still wants after it took a key of an agent; a request for nothing tells it again.
    if (methods === null || this.offeredKey?.wasTaken) {
      this.offeredKey = undefined;
      done({ type: 'none', username: this.source.options.user });
      return;
    }
    this.offered = methods;
    void this.choose(methods).then(
      // ssh2 takes false for the end of all methods; its types forgot it.
      (method) => done((method ?? false) as AnyAuthMethod),
      () => done(false as unknown as AnyAuthMethod),
    );
  };

  private async choose(methods: readonly string[]): Promise<AnyAuthMethod | undefined> {
    const { options } = this.source;
    for (const method of options.loginMethods) {
      if (this.cancelled || !methods.includes(method)) continue;
      const chosen = await this.prepare(method);
      if (chosen) return chosen;
    }
    return undefined;
  }

  private async prepare(method: LoginMethod): Promise<AnyAuthMethod | undefined> {
    const username = this.source.options.user;
    if (method === 'publickey') return this.nextKey();
    if (this.left[method] === 0) return undefined;
    this.left[method] -= 1;
    if (method === 'keyboard-interactive') {
      return { type: method, username, prompt: (...args) => void this.answer(...args) };
    }
    const password = await this.password();
    return password === undefined ? undefined : { type: method, username, password };
  }

  private async nextKey(): Promise<AnyAuthMethod | undefined> {
    this.keys ??= [...(await identitiesOf(this.source))];
    const key = this.keys.shift();
    this.offeredKey = key && new OneKeyAgent(key);
    const username = this.source.options.user;
    return this.offeredKey && { type: 'agent', username, agent: this.offeredKey };
  }

  /** The password of an earlier connection first, then the user's. */
  private async password(): Promise<string | undefined> {
    const { prompts, secrets, signal } = this.source;
    this.asked += 1;
    const known = secrets.password('password', this.login);
    if (known !== undefined && this.asked === 1) return known;
    const question = { kind: 'password', subject: this.login, attempt: this.asked } as const;
    const given = await prompts.secret(question, signal);
    if (given === undefined) this.cancelled = true;
    else secrets.keepPassword('password', this.login, given);
    return given;
  }

  private async answer(
    name: string,
    instructions: string,
    _language: string,
    prompts: ServerPrompt,
    finish: Answer,
  ): Promise<void> {
    const questions = prompts.map(({ prompt, echo }) => ({ text: prompt, echo: echo === true }));
    const [first] = questions;
    const isPassword = questions.length === 1 && first?.echo === false && PASSWORD.test(first.text);
    if (isPassword && this.asked < ATTEMPTS && !instructions) {
      const password = await this.password().catch(() => undefined);
      finish(password === undefined ? [] : [password]);
      return;
    }
    finish(await this.ask({ login: this.login, name, instructions, questions }));
  }

  private async ask(questions: ServerQuestions): Promise<string[]> {
    const { prompts, secrets, signal } = this.source;
    const answers = await prompts.answers(questions, signal).catch(() => undefined);
    if (answers === undefined) this.cancelled = true;
    for (const answer of answers ?? []) secrets.hide(answer);
    return [...(answers ?? [])];
  }
}
