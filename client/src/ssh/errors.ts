/** Why something on a server could not be done. What a user reads about it is written where the editor is known. */
export type RemoteProblem =
  | { readonly kind: 'bad-target'; readonly host: string; readonly said: string }
  | { readonly kind: 'name-not-found'; readonly host: string }
  | { readonly kind: 'unreachable'; readonly address: string; readonly said: string }
  | { readonly kind: 'proxy-failed'; readonly via: string; readonly said: string }
  | { readonly kind: 'handshake-failed'; readonly host: string; readonly said: string }
  | HostKeyProblem
  /** RevokedHostKeys names a file in the binary format, which is not read here. */
  | { readonly kind: 'krl-unsupported'; readonly file: string }
  | { readonly kind: 'login-failed'; readonly login: string; readonly offered: readonly string[] }
  | { readonly kind: 'login-cancelled'; readonly login: string }
  | { readonly kind: 'link-lost'; readonly host: string; readonly said: string }
  | { readonly kind: 'channel-refused'; readonly host: string; readonly said: string }
  | { readonly kind: 'cancelled'; readonly host: string }
  | { readonly kind: 'too-late'; readonly host: string; readonly milliseconds: number }
  | { readonly kind: 'sudo-refused'; readonly host: string; readonly said: string }
  | { readonly kind: 'sudo-cancelled'; readonly host: string };

/** `file` and `line` (from 1) are those of the known_hosts entry that decided. */
export type HostKeyProblem =
  | { readonly kind: 'host-key-unknown'; readonly host: string; readonly fingerprint: string }
  | (KnownPlace & { readonly kind: 'host-key-changed'; readonly fingerprint: string })
  | (KnownPlace & { readonly kind: 'host-key-revoked'; readonly fingerprint: string })
  | (KnownPlace & { readonly kind: 'host-key-authority'; readonly fingerprint: string });

interface KnownPlace {
  readonly host: string;
  readonly file: string;
  readonly line: number;
}

export type RemoteProblemKind = RemoteProblem['kind'];

/** The message is for logs and tests. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';

  constructor(
    readonly problem: RemoteProblem,
    options?: ErrorOptions,
  ) {
    const { kind, ...facts } = problem;
    super(`${kind}: ${Object.values(facts).flat().join(', ')}`, options);
  }
}

export function isRemoteError<K extends RemoteProblemKind>(
  error: unknown,
  kind: K,
): error is RemoteError & { readonly problem: Extract<RemoteProblem, { kind: K }> } {
  return error instanceof RemoteError && error.problem.kind === kind;
}

export function throwIfCancelled(signal: AbortSignal | undefined, host: string): void {
  if (signal?.aborted) throw new RemoteError({ kind: 'cancelled', host });
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
