import type { Remote } from '../ssh/remote';
import type { HostState } from './connectionPool';
import type { Host } from './inventory';
import type { ServerFacts } from './serverFacts';

export interface KnownServer {
  readonly host: Host;
  readonly facts: ServerFacts;
}

export interface FactsParts {
  ask(remote: Remote, host: Host): Promise<ServerFacts>;
  /** Something new is known of a host, or nothing any more. */
  told(host: Host): void;
}

/** What servers say of themselves: asked at each connection, kept until the user closes it. */
export class FactsStore {
  private readonly servers = new Map<string, KnownServer>();
  private readonly asking = new Map<string, Promise<void>>();

  constructor(private readonly parts: FactsParts) {}

  get known(): readonly KnownServer[] {
    return [...this.servers.values()];
  }

  of({ name }: Host): ServerFacts | undefined {
    return this.servers.get(name)?.facts;
  }

  /** The connection of a host is in another state. */
  follow(host: Host, state: HostState): void {
    if (state.kind === 'connected') void this.renew(host, state.remote);
    if (state.kind === 'off' && this.servers.delete(host.name)) this.parts.told(host);
  }

  /** Asks again: a command may have changed the server. Whoever asks meanwhile gets the same answer. */
  renew(host: Host, remote: Remote): Promise<void> {
    const running = this.asking.get(host.name) ?? this.ask(host, remote);
    this.asking.set(host.name, running);
    return running;
  }

  private async ask(host: Host, remote: Remote): Promise<void> {
    try {
      this.servers.set(host.name, { host, facts: await this.parts.ask(remote, host) });
      this.parts.told(host);
    } catch {
      // The log has why; what was known before stays, and all else works without it.
    } finally {
      this.asking.delete(host.name);
    }
  }
}
