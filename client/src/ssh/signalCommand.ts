import type { Client, ClientChannel } from 'ssh2';

/** What ssh2 keeps to itself. Its own `channel.signal` does nothing once the standard input has ended. */
interface Inside {
  readonly _protocol?: { signal?(channel: number, name: string): void };
}

/** Asks the server to end a command (RFC 4254, 6.9). sshd does so for a user's own processes. */
export function signalCommand(client: Client, channel: ClientChannel): void {
  const { outgoing } = channel as { readonly outgoing?: { readonly id?: number; readonly state?: string } };
  if (outgoing?.id === undefined || outgoing.state === 'closed') return;
  (client as Inside)._protocol?.signal?.(outgoing.id, 'TERM');
}
