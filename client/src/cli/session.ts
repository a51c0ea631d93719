import { CommandError, EXIT, type Io } from '../../../server/src/cli/io';
import type { Values } from '../../../server/src/cli/options';
import { format, languageOf, type Language, type Localized } from '../../../server/src/text/localized';
import type { DeployIo, DeployRequest, DeployResult, Phase } from '../deploy/deployIo';
import { DeployError, describeTrouble } from '../deploy/errors';
import type { Gate, GateFinding } from '../deploy/gate';
import type { Target } from '../deploy/snapshot';
import { isRecipient } from '../deploy/recipient';
import { UNTOUCHED } from '../deploy/troubles';
import { MESSAGES, OUTSIDE, PHASES } from '../deploy/words';
import { isRemoteError, RemoteError } from '../ssh/errors';
import { describeProblem } from '../ssh/problemTexts';
import type { Remote } from '../ssh/remote';
import { oneLine } from '../ssh/remoteText';
import { TEXTS } from './texts';
import type { ServerTools } from './tools';

/** Nobody was there who could have agreed, or it must not go on. */
const REFUSED = [
  'host-key-unknown',
  'host-key-changed',
  'host-key-revoked',
  'host-key-authority',
  'login-cancelled',
  'sudo-cancelled',
  'cancelled',
] as const;

/** One call of a command: who reads, what is printed, what is asked. */
export class CommandSession {
  readonly language: Language;
  private readonly json: boolean;
  /** What stopped the deploy, for the report. */
  private stops: readonly GateFinding[] = [];

  constructor(
    readonly io: Io,
    readonly tools: ServerTools,
    readonly values: Values,
  ) {
    this.language = languageOf(values.text('lang') ?? io.locale);
    this.json = values.text('format') === 'json';
  }

  get target(): Target {
    const [postfix, stateDirectory] = [
      this.values.text('config-directory'),
      this.values.text('state-directory'),
    ];
    return {
      ...(postfix !== undefined && { postfix, dovecot: null }),
      ...(stateDirectory !== undefined && { stateDirectory }),
    };
  }

  /** How long the server waits for its confirmation, where the user says so. */
  get patience(): Pick<DeployRequest, 'confirmWithin'> {
    const seconds = this.values.text('confirm-within');
    if (seconds === undefined) return {};
    if (!/^[1-9]\d{0,4}$/.test(seconds)) throw new CommandError(`--confirm-within ${seconds}: not seconds`);
    return { confirmWithin: Number(seconds) };
  }

  /** To whom a test message goes, where the user names somebody. */
  get testMail(): Pick<DeployRequest, 'testRecipient'> {
    const testRecipient = this.values.text('test-mail');
    if (testRecipient === undefined) return {};
    if (!isRecipient(testRecipient)) throw new CommandError(`--test-mail ${testRecipient}: not an address`);
    return { testRecipient };
  }

  say(text: Localized, facts: Readonly<Record<string, string | number>> = {}): void {
    if (!this.json) this.io.out.write(`${format(text[this.language], facts)}\n`);
  }

  print(text: string): void {
    if (!this.json) this.io.out.write(text);
  }

  report(value: unknown): void {
    if (this.json) this.io.out.write(`${JSON.stringify({ version: 1, ...(value as object) }, null, 2)}\n`);
  }

  /** Connects, runs, and turns what a user can do something about into words and an exit code. */
  async onServer(
    host: string,
    directory: string | undefined,
    run: (remote: Remote) => Promise<number>,
  ): Promise<number> {
    let remote: Remote | undefined;
    try {
      remote = await this.tools.connect(host, directory, this.values.flag('verbose'), this.language);
      return await run(remote);
    } catch (error) {
      return this.refused(host, error);
    } finally {
      await remote?.close();
    }
  }

  private refused(host: string, error: unknown): number {
    const findings = this.stops;
    if (error instanceof DeployError) {
      this.complain(error.code, error.facts);
      this.report({ host, state: 'refused', code: error.code, facts: error.facts, findings });
      return EXIT.findings;
    }
    if (!(error instanceof RemoteError)) throw error;
    const { happened, next } = describeProblem(error, this.language);
    const refused = REFUSED.some((kind) => isRemoteError(error, kind));
    this.io.err.write(`mailwright: ${happened}\n  ${UNTOUCHED[this.language]}\n  ${next}\n`);
    this.report({
      host,
      state: refused ? 'refused' : 'failed',
      code: error.problem.kind,
      facts: error.problem,
    });
    return refused ? EXIT.findings : EXIT.failure;
  }

  private complain(code: DeployError['code'], facts: Readonly<Record<string, string>>): void {
    const { happened, state, next } = describeTrouble(code, facts, this.language);
    this.io.err.write(`mailwright: ${happened}\n  ${state}\n  ${next}\n`);
  }

  /** What stops a deploy, but for the rules that the user has named. */
  stopsLeft(stops: readonly GateFinding[]): GateFinding[] {
    const named = (this.values.text('despite') ?? '').split(',');
    return stops.filter(({ rule }) => !named.includes(rule));
  }

  /** Asks for a word; without a terminal the answer is no, except where --yes stands for it. */
  async agree(question: Localized, facts: Readonly<Record<string, string>>, word = 'yes'): Promise<boolean> {
    if (word === 'yes' && this.values.flag('yes')) return true;
    if (!this.tools.terminal.interactive) return false;
    const answer = await this.tools.terminal.ask(format(question[this.language], facts));
    return answer.trim() === word;
  }

  deployIo(
    remote: Remote,
    question: Localized,
    facts: Readonly<Record<string, string>>,
    stranger = false,
  ): DeployIo {
    const { tools, language, io } = this;
    let last: Phase | undefined;
    return {
      phase: (phase) => {
        if (phase !== last) io.err.write(`${PHASES[phase][language]} …\n`);
        last = phase;
      },
      mayGoOn: async (gate, stops) => {
        this.stops = this.stopsLeft(stops);
        this.showGate(gate, this.stops);
        if (this.stops.length > 0 && !(await this.agree(TEXTS.askDespite, facts, remote.name))) return false;
        return this.agree(question, facts);
      },
      outside: { stranger, look: (door) => tools.look(remote, door) },
      who: tools.who,
      now: () => tools.now(),
      token: () => tools.token(),
      wait: (milliseconds) => tools.wait(milliseconds),
    };
  }

  showGate({ messages }: Gate, stops: readonly GateFinding[]): void {
    for (const { text } of messages) this.say(TEXTS.serverSays, { text: oneLine(text) });
    for (const { path, line, severity, message, rule } of stops) {
      this.io.err.write(`${path}:${line}: ${severity}: ${message} (${rule})\n`);
    }
  }

  /** Says what a deploy came to, and resolves to the exit code. */
  finish(host: string, result: Omit<DeployResult, 'messages'>): number {
    for (const text of result.warnings) this.say(TEXTS.logSays, { text: oneLine(text) });
    for (const { port, problem } of result.outside) {
      this.say(TEXTS.seenOutside, { port, problem: OUTSIDE[problem][this.language] });
    }
    const { message } = result;
    if (message) this.say(TEXTS.message, { to: message.to, outcome: MESSAGES[message.state][this.language] });
    if (result.trouble) this.complain(result.trouble.code, result.trouble.facts);
    else this.say(TEXTS.doneNew, { host, id: result.id ?? '' });
    this.report({ host, ...result });
    if (result.state === 'new') return EXIT.clean;
    return result.state === 'broken' ? EXIT.failure : EXIT.findings;
  }
}
