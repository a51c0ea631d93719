import { randomBytes } from 'node:crypto';
import { RemoteError } from './errors';
import type { Prompts } from './prompts';
import { decode, oneLine } from './remoteText';
import type { Secrets } from './secrets';

/** sudo gives up after as many wrong passwords by itself (`passwd_tries`), so this is only a limit for odd ones. */
const ATTEMPTS = 5;

/** What sudo says before it asks is for people at a terminal; more of it is not kept. */
const LONGEST_TALK = 64 * 1024;

/** Finds the password for sudo on one server: what was answered already, then the user. */
export class SudoPasswords {
  private turn: Promise<unknown> = Promise.resolve();

  /** @param login `user@host` */
  constructor(
    private readonly login: string,
    private readonly prompts: Prompts,
    private readonly secrets: Secrets,
  ) {}

  /** One that was not tried yet; two commands at the same time ask the user once. */
  next(tried: ReadonlySet<string>, signal: AbortSignal): Promise<string | undefined> {
    const found = this.turn.then(() => this.find(tried, signal));
    this.turn = found.catch(() => undefined);
    return found;
  }

  /** With a password that sudo took, or the first that it did not. */
  learn(password: string, works: boolean): void {
    if (works) this.secrets.keepPassword('sudo', this.login, password);
    else if (this.secrets.password('sudo', this.login) === password) {
      this.secrets.forgetPassword('sudo', this.login);
    }
  }

  private async find(tried: ReadonlySet<string>, signal: AbortSignal): Promise<string | undefined> {
    const { secrets, login, prompts } = this;
    // For most people it is the password that they log in with.
    const known = [secrets.password('sudo', login), secrets.password('password', login)];
    const fresh = known.find((one) => one !== undefined && !tried.has(one));
    if (fresh !== undefined) return fresh;
    const given = await prompts.secret({ kind: 'sudo', subject: login, attempt: tried.size + 1 }, signal);
    if (given !== undefined) secrets.keepPassword('sudo', login, given);
    return given;
  }
}

/** How a dialogue acts on the command that it leads. */
export interface SudoChannel {
  write(text: string): void;
  /** sudo is through: the command itself runs, and may have its standard input. */
  ready(): void;
  fail(error: RemoteError): void;
  /** While the promise is open a user is asked, and no time limit runs. */
  during<T>(question: Promise<T>): Promise<T>;
}

/**
 * One command as root. sudo reads the password from standard input (`-S`), but only where it wants one: what it does
 * not read the command would get. So sudo is told a prompt that nobody else writes, the password is sent when that
 * prompt appears and never before, and a shell as root says on standard error that the way is free before it becomes
 * the command. All that is in argv, a log or a file are the two marks.
 */
export class SudoDialogue {
  private readonly nonce = randomBytes(12).toString('hex');
  private readonly asks = `[sudo ${this.nonce}]`;
  private readonly free = `[root ${this.nonce}]`;
  private readonly tried = new Set<string>();
  private talk = '';
  private isFree = false;
  private last: string | undefined;

  constructor(
    private readonly host: string,
    private readonly passwords: SudoPasswords,
    private readonly signal: AbortSignal,
  ) {}

  /** @param environment words that set the environment again after sudo has cleared it */
  commandLine(argv: readonly string[], environment: readonly string[]): readonly string[] {
    const shell = ['sh', '-c', 'echo "$0" >&2; exec "$@"', this.free];
    return ['sudo', '-S', '-p', this.asks, '--', ...environment, ...shell, ...argv];
  }

  /** Takes what comes on standard error, and returns what of it is the command's own. */
  hear(chunk: Uint8Array, channel: SudoChannel): Uint8Array {
    if (this.isFree) return chunk;
    // Bytes as characters: what follows the mark is the command's, in whatever encoding.
    this.talk += Buffer.from(chunk).toString('latin1');
    const end = this.talk.indexOf(`${this.free}\n`);
    if (end >= 0) {
      const own = this.talk.slice(end + this.free.length + 1);
      this.begin(channel);
      return Buffer.from(own, 'latin1');
    }
    const asked = this.talk.indexOf(this.asks);
    if (asked >= 0) {
      this.talk = this.talk.slice(0, asked) + this.talk.slice(asked + this.asks.length);
      void this.answer(channel);
    }
    if (this.talk.length > LONGEST_TALK) channel.fail(this.refusal());
    return new Uint8Array();
  }

  /** Why a command that has ended never began; nothing when it did. */
  refusalAtEnd(): RemoteError | undefined {
    if (this.isFree) return undefined;
    if (this.last !== undefined) this.passwords.learn(this.last, false);
    return this.refusal();
  }

  private begin(channel: SudoChannel): void {
    this.isFree = true;
    if (this.last !== undefined) this.passwords.learn(this.last, true);
    channel.ready();
  }

  private async answer(channel: SudoChannel): Promise<void> {
    if (this.last !== undefined) this.passwords.learn(this.last, false);
    if (this.tried.size >= ATTEMPTS) {
      channel.fail(this.refusal());
      return;
    }
    const password = await channel
      .during(this.passwords.next(this.tried, this.signal))
      .catch(() => undefined);
    if (password === undefined) {
      channel.fail(new RemoteError({ kind: 'sudo-cancelled', host: this.host }));
      return;
    }
    this.tried.add(password);
    this.last = password;
    channel.write(`${password}\n`);
  }

  private refusal(): RemoteError {
    const said = oneLine(decode(Buffer.from(this.talk, 'latin1'))).slice(0, 500);
    return new RemoteError({ kind: 'sudo-refused', host: this.host, said });
  }
}
