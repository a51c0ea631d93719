import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';
import { follow, openChannel, type CommandOptions } from '../../../client/src/ssh/command';

const OPTIONS: CommandOptions = {
  host: 'mx',
  line: 'true',
  mark: 'begins',
  stdin: '',
  timeout: 10_000,
  outputLimit: 1_000,
  signal: undefined,
  lost: new AbortController().signal,
};

/** A connection on which the answer to a request and the end of the command come in one packet, as ssh2 tells them. */
function clientThatEndsAtOnce(code: number | null, signal?: string): Client {
  const channel = Object.assign(new PassThrough(), { stderr: new PassThrough() });
  const exec = (_line: string, opened: (error: undefined, channel: unknown) => void): void => {
    opened(undefined, channel);
    channel.emit('exit', code, signal);
    channel.once('end', () => channel.emit('close', code, signal));
    channel.push(null);
  };
  // Of the client, nothing else is asked for.
  return { exec } as unknown as Client;
}

async function endOf(client: Client): Promise<unknown> {
  const channel: ClientChannel = await openChannel(client, OPTIONS);
  const { code, signal } = await follow(client, channel, OPTIONS);
  return [code, signal];
}

describe('a command that ends in the packet that opens its channel', () => {
  it('has its code', async () => {
    assert.deepEqual(await endOf(clientThatEndsAtOnce(7)), [7, undefined]);
  });

  it('has its signal', async () => {
    assert.deepEqual(await endOf(clientThatEndsAtOnce(null, 'SIGKILL')), [undefined, 'SIGKILL']);
  });
});
