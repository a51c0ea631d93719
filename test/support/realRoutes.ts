import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedServer } from './arbitraries/routes';
import { PrivatePostfix, type Network } from './privatePostfix';
import type { RealPostfix } from './realPostfix';

/** Transports that would leave the machine: discard(8) logs recipient and next hop instead. */
const DISCARDED = ['smtp', 'relay', 'lmtp', 'box', 'discard'];

const masterCf = (commandOf: (transport: string) => string): string =>
  [
    '127.0.0.1:25 inet n - n - - smtpd',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'error unix - - n - - error',
    'retry unix - - n - - error -o syslog_name=route/retry',
    'local unix - n n - - local',
    'virtual unix - n n - - virtual',
    'proxymap unix - - n - - proxymap',
    'anvil unix - - n - 1 anvil',
    'postlog unix-dgram n - n - 1 postlogd',
    ...DISCARDED.map((name) => `${name} unix - - n - - ${commandOf(name)}`),
    '',
  ].join('\n');

const REAL_MASTER = masterCf((name) => `discard -o syslog_name=route/${name}`);

/** The same server as an administrator would have it. */
export const ROUTE_MASTER = masterCf((name) => (name === 'box' || name === 'relay' ? 'smtp' : name));

/** What keeps the instance quick and to itself, and makes it give up at once. */
const QUICK = `
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 1000
smtpd_junk_command_limit = 1000
local_recipient_maps =
in_flow_delay = 0
maximal_queue_lifetime = 0
bounce_queue_lifetime = 0
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_minimum_uid = 100
syslog_name = route
`;

/** Where each address of a server ended, as real Postfix says it: one line for each end, sorted. */
export async function realEnds(
  postfix: RealPostfix,
  network: Network,
  { files, addresses, sender }: GeneratedServer,
): Promise<string[][]> {
  const server = new PrivatePostfix(postfix, network);
  try {
    const { inside, outside } = server.directory;
    for (const [name, text] of Object.entries(files)) {
      const own =
        name === 'main.cf' ? `${server.settings()}${QUICK}virtual_mailbox_base = ${inside}/mail\n` : '';
      server.directory.write(`etc/${name}`, own + text.replaceAll('/etc/postfix', `${inside}/etc`));
    }
    server.directory.write('etc/master.cf', REAL_MASTER);
    mkdirSync(join(outside, 'mail'), { mode: 0o777 });
    server.must(['chmod', '777', `${inside}/mail`]);
    server.must(['postalias', '-c', server.configDirectory, `hash:${inside}/etc/aliases`]);
    assert.equal(server.startMaster().status, 0, server.log());
    const lines = addresses.flatMap((address) => [
      `MAIL FROM:<${sender}>`,
      `RCPT TO:<${address}>`,
      'DATA',
      'Subject: x\r\n\r\nx\r\n.',
      'RSET',
    ]);
    const dialogue = { host: '127.0.0.1', port: 25, wrapper: false, from: '127.0.0.1' };
    const [replies = []] = await network.converse([
      { ...dialogue, lines: ['EHLO route.test', ...lines, 'QUIT'] },
    ]);
    const messages = addresses.map((_, index) => {
      const [recipient, , queued] = replies.slice(3 + index * 5);
      assert.ok(
        recipient?.code && queued?.code,
        `smtpd is silent: ${JSON.stringify(replies)} ${server.log()}`,
      );
      if (recipient.code >= 400) return { refused: recipient.code >= 500 ? 'bounced' : 'deferred' };
      const id = /queued as (\w+)/.exec(queued.text)?.[1];
      return id === undefined ? { refused: 'deferred' } : { id };
    });
    return await Promise.all(
      messages.map(async ({ id, refused }) =>
        id === undefined ? [refused ?? ''] : (await endsInLog(server, id)).sort(),
      ),
    );
  } finally {
    await server.remove();
  }
}

/** The ends of a message, and of the messages that it was forwarded as. */
async function endsInLog(server: PrivatePostfix, id: string): Promise<string[]> {
  await server.logged(new RegExp(`: ${id}: removed`));
  const ends: string[] = [];
  for (const line of server.log().split('\n')) {
    const match = STATUS.exec(line);
    if (match?.[3] !== id) continue;
    const [, service = '', program = '', , recipient = '', status = '', text = ''] = match;
    const next = /^forwarded as (\w+)/.exec(text)?.[1];
    if (next === undefined) ends.push(endOf({ service, program, recipient, status, text }));
    else ends.push(...(await endsInLog(server, next)));
  }
  return ends;
}

const STATUS =
  /route(?:\/(\w+))?\/(\w+)\[\d+\]: (\w+): to=<(.*?)>, (?:orig_to=<.*?>, )?relay=.*? status=(\w+) \((.*)\)$/;

interface Delivery {
  readonly service: string;
  readonly program: string;
  readonly recipient: string;
  readonly status: string;
  readonly text: string;
}

/** What error(8) says of a recipient that is no address; local(8) has other words for it. */
const BAD_SYNTAX = 'bad address syntax';

function endOf({ service, program, recipient, status, text }: Delivery): string {
  if (status !== 'sent')
    return program === 'error' && status === 'bounced' && text !== BAD_SYNTAX
      ? `bounced ${recipient} ${text}`
      : `${status} ${recipient}`;
  if (program === 'discard') return `${service} ${recipient} ${text}`;
  const stored = /^delivered to (command|file|mailbox|maildir)/.exec(text)?.[1];
  return `${stored ?? text} ${recipient}`;
}
