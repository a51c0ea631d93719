import type { Remote, RemoteCommand, RemoteOutcome, RunOptions } from '../../client/src/ssh/remote';

/** Where a connection is cut. */
export interface Cut {
  /** Number, from 1, of the command or of the new connection; nothing is cut where there are fewer. */
  readonly at: number;
  /** The command never arrives, or it runs to its end and nobody hears of it. */
  readonly when: 'before' | 'after';
  /** Nobody can connect again. */
  readonly forGood?: boolean;
}

/** Cuts a connection so that what is run on it afterwards is not heard of. */
type Sever = (remote: Remote) => void;

/** What happened on a line and on those that were made instead of it. */
export class CutLine {
  /** Commands and connections so far. */
  count = 0;
  /** What was cut. */
  victim: string | undefined;

  constructor(
    readonly cut: Cut,
    readonly sever: Sever,
  ) {}

  remote(inner: Remote): Remote {
    return new CuttingRemote(inner, this);
  }
}

/** A connection that is cut at one of its commands, or at one of those of the connections that follow. */
class CuttingRemote implements Remote {
  constructor(
    private readonly inner: Remote,
    private readonly line: CutLine,
  ) {}

  get name(): string {
    return this.inner.name;
  }

  async run(command: RemoteCommand, options?: RunOptions): Promise<RemoteOutcome> {
    const { cut, sever } = this.line;
    if ((this.line.count += 1) !== cut.at) return this.inner.run(command, options);
    this.line.victim = command.argv.join(' ').slice(0, 60);
    if (cut.when === 'after') await this.inner.run(command, options);
    sever(this.inner);
    // Not heard of: the connection itself says so.
    return this.inner.run({ argv: ['true'] });
  }

  async reconnect(): Promise<Remote> {
    const { cut, sever, victim } = this.line;
    if (cut.forGood && victim !== undefined) throw new Error('nobody can connect');
    const fresh = await this.inner.reconnect();
    if ((this.line.count += 1) === cut.at) {
      this.line.victim = 'a new connection';
      sever(fresh);
    }
    return new CuttingRemote(fresh, this.line);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
