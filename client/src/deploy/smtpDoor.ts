import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Door, DoorFacts } from './outside';

/** Milliseconds for each answer, and for all of them: a deploy waits for its confirmation meanwhile. */
const PATIENCE = 10_000;
const ALL_PATIENCE = 30_000;

/** Addresses that are nobody's (RFC 2606), so that a server that would relay sends to no one. */
const SENDER = 'probe@example.org';
const RECIPIENT = 'probe@example.net';

const SHUT: DoorFacts = {
  reachable: false,
  greeted: false,
  offersTls: false,
  tlsWorks: false,
  offersLogin: false,
  relays: false,
};

/** Looks at one door of a mail server as a client does; no message is sent. Never rejects. */
export async function lookAtDoor(host: string, door: Door): Promise<DoorFacts> {
  let facts = SHUT;
  const note = (part: Partial<DoorFacts>): void => {
    facts = { ...facts, ...part };
  };
  let talk: Dialogue | undefined;
  const late = setTimeout(() => talk?.end(), ALL_PATIENCE);
  try {
    const socket = connectPlain({ host, port: door.port });
    talk = new Dialogue(socket);
    await talk.connected('connect');
    note({ reachable: true });
    if (door.wrapped) {
      talk = await talk.encrypt(host);
      note({ offersTls: true, tlsWorks: true });
    }
    note({ greeted: (await talk.reply()).startsWith('2') });
    let capabilities = await talk.say('EHLO mailwright.example.org');
    if (!door.wrapped && /^250[- ]STARTTLS/im.test(capabilities)) {
      note({ offersTls: true });
      if (!(await talk.say('STARTTLS')).startsWith('2')) return facts;
      talk = await talk.encrypt(host);
      note({ tlsWorks: true });
      capabilities = await talk.say('EHLO mailwright.example.org');
    }
    note({ offersLogin: /^250[- ]AUTH[ =]/im.test(capabilities) });
    await talk.say(`MAIL FROM:<${SENDER}>`);
    note({ relays: (await talk.say(`RCPT TO:<${RECIPIENT}>`)).startsWith('2') });
    await talk.say('RSET');
    await talk.say('QUIT');
  } catch {
    // What was seen until then is what there is to say.
  } finally {
    clearTimeout(late);
    talk?.end();
  }
  return facts;
}

/** Commands and replies on a socket, one at a time. */
class Dialogue {
  private received = '';
  private wake: () => void = () => undefined;
  private failure: Error | undefined;

  constructor(private readonly socket: Socket) {
    const fail = (error: Error): void => {
      this.failure ??= error;
      this.wake();
    };
    socket.setTimeout(PATIENCE, () => fail(new Error('no answer in time')));
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('closed')));
    socket.on('data', (chunk: Buffer) => {
      // No honest server says more than this before it is asked.
      if (this.received.length < 64 * 1024) this.received += chunk.toString('latin1');
      this.wake();
    });
  }

  async connected(event: 'connect' | 'secureConnect'): Promise<void> {
    let done = false;
    this.socket.once(event, () => {
      done = true;
      this.wake();
    });
    while (!done) await this.more();
  }

  /** The next reply, all of its lines. */
  async reply(): Promise<string> {
    for (;;) {
      const end = /^\d{3}(?: .*)?\r?\n/m.exec(this.received);
      if (end) {
        const reply = this.received.slice(0, end.index + end[0].length);
        this.received = this.received.slice(reply.length);
        return reply;
      }
      await this.more();
    }
  }

  say(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`);
    return this.reply();
  }

  /** Whose certificate it is does not matter here: the question is whether TLS works at all. */
  async encrypt(host: string): Promise<Dialogue> {
    this.socket.removeAllListeners('data');
    const secure = new Dialogue(
      connectTls({ socket: this.socket, servername: host, rejectUnauthorized: false }),
    );
    await secure.connected('secureConnect');
    return secure;
  }

  end(): void {
    this.socket.destroy();
  }

  private more(): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.wake = () => (this.failure ? reject(this.failure) : resolve());
    });
  }
}
