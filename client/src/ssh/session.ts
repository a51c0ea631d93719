import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { follow, openChannel, type CommandOptions } from './command';
import { connectTo, type Connection, type Limits } from './connect';
import { isRemoteError, messageOf, RemoteError, throwIfCancelled } from './errors';
import type { Target } from './hostOptions';
import type { Prompts, RemoteLog } from './prompts';
import { loginLine } from './loginLine';
import { quoteCommand } from './quote';
import type { Remote, RemoteCommand, RemoteOutcome, RunOptions } from './remote';
import { decode, oneLine } from './remoteText';
import { Secrets } from './secrets';
import type { ConfigSource } from './sshConfig';
import { SudoDialogue, SudoPasswords } from './sudo';
import { Turns } from './turns';

export interface SessionOptions {
  /** Name of the host, as the user knows it. */
  readonly name: string;
  readonly target: Target;
  readonly prompts: Prompts;
  readonly log: RemoteLog;
  readonly source?: ConfigSource;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<Limits>;
}

/** Milliseconds. */
const LIMITS: Limits = { connect: 20_000, alive: 15_000 };
const COMMAND_TIMEOUT = 60_000;
const OUTPUT_LIMIT = 8 * 1024 * 1024;

/** sshd allows ten channels at once (`MaxSessions`) unless it is told otherwise; then fewer are used. */
const CHANNELS = 4;

/** A server counts a channel until it has buried the command, which is a little later than we hear of its end. */
const REFUSALS = 5;
const REFUSAL_PAUSE = 100;

/** Everything Postfix and Dovecot have is on this path, which a login that is not root's often lacks. */
const PATH = ['local/', '']
  .flatMap((part) => [`/usr/${part}sbin`, `/usr/${part}bin`])
  .concat('/sbin', '/bin');

/** Output is in English and in an order that does not depend on the server's language. */
const ENVIRONMENT = ['env', 'LC_ALL=C', `PATH=${PATH.join(':')}`];

/** Connects and logs in. Rejects with a RemoteError. */
export function openSession(options: SessionOptions): Promise<Session> {
  return connectSession(options, new Secrets());
}

async function connectSession(options: SessionOptions, secrets: Secrets): Promise<Session> {
  // Who gives up connecting has no say in the connections that come from this one.
  const { signal = new AbortController().signal, ...lasting } = options;
  const { target, source = {}, prompts, log, limits } = lasting;
  const way = { target, source, prompts, log, secrets, signal, limits: { ...LIMITS, ...limits } };
  const connection = await connectTo(way);
  return new Session(connection, lasting, secrets);
}

/** One connection over SSH, for any number of commands. */
export class Session implements Remote {
  readonly name: string;
  private readonly lost = new AbortController();
  private readonly turns = new Turns(CHANNELS);
  private readonly passwords: SudoPasswords;
  private root: Promise<boolean> | undefined;
  private said = 'the connection was closed';

  constructor(
    private readonly connection: Connection,
    private readonly options: SessionOptions,
    private readonly secrets: Secrets,
  ) {
    this.name = options.name;
    const { user, hostName } = connection.options;
    this.passwords = new SudoPasswords(`${user}@${hostName}`, options.prompts, secrets);
    const { client } = connection;
    client.on('error', (error) => {
      this.said = messageOf(error);
    });
    client.on('close', () => this.lose());
    client.on('end', () => this.lose());
  }

  /** Where the connection leads, by name or number. */
  get address(): string {
    return this.connection.options.hostName;
  }

  /** Aborted when the connection is gone, with a RemoteError as the reason. */
  get gone(): AbortSignal {
    return this.lost.signal;
  }

  async run(command: RemoteCommand, options: RunOptions = {}): Promise<RemoteOutcome> {
    const began = performance.now();
    const record = (outcome: string): void => {
      const { argv, asRoot = false } = command;
      const shown = this.secrets.redact(oneLine(quoteCommand(argv)));
      const elapsed = performance.now() - began;
      this.options.log.command({ host: this.name, command: shown, asRoot, outcome, elapsed });
    };
    try {
      const outcome = await this.execute(command, options);
      record(outcome.code === undefined ? (outcome.signal ?? 'no exit code') : String(outcome.code));
      return outcome;
    } catch (error) {
      record(this.secrets.redact(messageOf(error)));
      throw error;
    }
  }

  reconnect(): Promise<Remote> {
    return connectSession(this.options, this.secrets);
  }

  close(): Promise<void> {
    if (this.gone.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const { client } = this.connection;
      // A link that is dead already never says goodbye.
      const late = setTimeout(() => client.destroy(), 2000);
      client.once('close', () => {
        clearTimeout(late);
        resolve();
      });
      this.connection.close();
    });
  }

  private async execute(command: RemoteCommand, options: RunOptions): Promise<RemoteOutcome> {
    const needsSudo = command.asRoot === true && !(await this.isRoot());
    for (let refusals = 0; ;) {
      const sudo = needsSudo ? this.dialogue(options.signal) : undefined;
      try {
        return await this.turns.take(() => this.once(command, options, sudo));
      } catch (error) {
        if (!isRemoteError(error, 'channel-refused')) throw error;
        if (this.turns.lower()) continue;
        if ((refusals += 1) > REFUSALS) throw error;
        await pause(REFUSAL_PAUSE * refusals);
      }
    }
  }

  private async once(
    { argv, stdin = '' }: RemoteCommand,
    options: RunOptions,
    sudo: SudoDialogue | undefined,
  ): Promise<RemoteOutcome> {
    const words = sudo ? sudo.commandLine(argv, ENVIRONMENT) : argv;
    const mark = `[begin ${randomBytes(12).toString('hex')}]`;
    const all: CommandOptions = {
      host: this.name,
      // Without a shell that stays in between, a command that a signal ends is seen to have ended by it.
      line: loginLine(ENVIRONMENT, words, mark),
      mark,
      stdin,
      timeout: options.timeout ?? COMMAND_TIMEOUT,
      outputLimit: options.outputLimit ?? OUTPUT_LIMIT,
      signal: options.signal,
      lost: this.gone,
      sudo,
    };
    if (this.gone.aborted) throw this.gone.reason as RemoteError;
    throwIfCancelled(options.signal, this.name);
    const { client } = this.connection;
    return follow(client, await openChannel(client, all), all);
  }

  private dialogue(signal: AbortSignal | undefined): SudoDialogue {
    return new SudoDialogue(this.name, this.passwords, signal ?? this.gone);
  }

  private isRoot(): Promise<boolean> {
    this.root ??= this.turns
      .take(() => this.once({ argv: ['id', '-u'] }, {}, undefined))
      .then(({ stdout }) => decode(stdout).trim() === '0')
      .catch((error: unknown) => {
        this.root = undefined;
        throw error;
      });
    return this.root;
  }

  private lose(): void {
    this.lost.abort(new RemoteError({ kind: 'link-lost', host: this.name, said: this.said }));
  }
}
