/** A question about the key of a host that is not known yet. */
export interface HostKeyQuestion {
  /** The name that known_hosts has, or will have, for it. */
  readonly host: string;
  /** Such as `ssh-ed25519`. */
  readonly keyType: string;
  /** `SHA256:…`, as every OpenSSH program shows it. */
  readonly fingerprint: string;
  /** Types of other keys that are known for the host: it should rather have shown one of those. */
  readonly otherKnownTypes: readonly string[];
  /** Where the key is kept when it is trusted. */
  readonly file: string;
}

export interface SecretQuestion {
  readonly kind: 'password' | 'passphrase' | 'sudo';
  /** `user@host`, or the path of a key. */
  readonly subject: string;
  /** From 1; more than 1 when the earlier answer was wrong. */
  readonly attempt: number;
}

/** Questions of the server itself, at a keyboard-interactive login. */
export interface ServerQuestions {
  readonly login: string;
  readonly name: string;
  readonly instructions: string;
  readonly questions: readonly { readonly text: string; readonly echo: boolean }[];
}

/** Who is asked. Undefined as an answer means that the user does not want to answer. */
export interface Prompts {
  trustHostKey(question: HostKeyQuestion, signal: AbortSignal): Promise<boolean>;
  secret(question: SecretQuestion, signal: AbortSignal): Promise<string | undefined>;
  answers(questions: ServerQuestions, signal: AbortSignal): Promise<readonly string[] | undefined>;
}

/** What was run, for a log that a user can read. It holds no secret. */
export interface CommandRecord {
  readonly host: string;
  readonly command: string;
  readonly asRoot: boolean;
  /** How it ended: a code, a signal, or the problem. */
  readonly outcome: string;
  /** Milliseconds. */
  readonly elapsed: number;
}

export interface RemoteLog {
  command(record: CommandRecord): void;
  /** Steps of a connection: which host, which key, which way to log in. */
  step(host: string, what: string): void;
}
