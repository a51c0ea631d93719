import type { Remote } from '../ssh/remote';

/** The connection that a deploy is led over: a lost one is made anew. The first one belongs to whoever made it. */
export class Line {
  private readonly made: Remote[] = [];

  constructor(private current: Remote) {}

  get remote(): Remote {
    return this.current;
  }

  /** A new connection, in use from now on. */
  async renew(): Promise<Remote> {
    this.current = await this.current.reconnect();
    this.made.push(this.current);
    return this.current;
  }

  async close(): Promise<void> {
    await Promise.all(this.made.map((remote) => remote.close()));
  }
}

/** Works over a line, and closes what it has made anew. */
export async function onLine<T>(remote: Remote, work: (line: Line) => Promise<T>): Promise<T> {
  const line = new Line(remote);
  try {
    return await work(line);
  } finally {
    await line.close();
  }
}
