import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A way to a port of a host that a test can cut, or make long: this machine's loopback, forwarded. */
export class Link {
  /** Milliseconds that everything takes in each direction. */
  delay = 0;
  /** Whether anybody can connect. */
  up = true;
  private readonly pairs = new Set<readonly [Socket, Socket]>();

  private constructor(
    private readonly server: Server,
    private readonly address: string,
  ) {}

  static async to(address: string): Promise<Link> {
    const server = createServer();
    const link = new Link(server, address);
    server.on('connection', (near) => link.join(near));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return link;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Every connection is gone at once, in the middle of whatever it carries. */
  cut(): void {
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
  }

  close(): Promise<void> {
    this.cut();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private join(near: Socket): void {
    if (!this.up) {
      near.destroy();
      return;
    }
    const far = connect(22, this.address);
    const pair = [near, far] as const;
    this.pairs.add(pair);
    for (const [from, to] of [pair, [far, near]] as const) {
      from.setNoDelay(true);
      from.on('data', (chunk: Buffer) => this.later(() => to.write(chunk)));
      from.on('end', () => this.later(() => to.end()));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.pairs.delete(pair);
        this.later(() => to.destroy());
      });
    }
  }

  private later(act: () => void): void {
    if (this.delay > 0) setTimeout(act, this.delay);
    else act();
  }
}
