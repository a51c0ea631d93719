/**
 * Holds SMTP dialogues. Each line of standard input is a JSON array of dialogues (see Dialogue in privatePostfix.ts),
 * answered by a line with the replies. It is a program of its own because it runs inside a network namespace, whose
 * names it serves: its argument is the JSON of the arguments of serveNames.
 */
import net from 'node:net';
import { createInterface } from 'node:readline';
import tls from 'node:tls';
import { serveNames } from './nameServer.mjs';

/** Milliseconds without a word after which a server is taken to be dead. */
const PATIENCE = 30_000;
const TLS_OPTIONS = { rejectUnauthorized: false };

/** Waits for whole replies: lines up to the one whose code is followed by a blank. */
function reader(socket) {
  let text = '';
  let wake = () => {};
  let ended = false;
  const onData = (chunk) => {
    text += chunk;
    wake();
  };
  const onEnd = () => {
    ended = true;
    wake();
  };
  socket.on('data', onData);
  for (const event of ['end', 'close', 'error']) socket.on(event, onEnd);
  return {
    detach: () => socket.off('data', onData),
    async reply() {
      for (;;) {
        const match = /^(?:\d{3}-.*\r?\n)*(\d{3}) .*\r?\n/.exec(text);
        if (match) {
          text = text.slice(match[0].length);
          return { code: Number(match[1]), text: match[0].replace(/\r/g, '').trimEnd() };
        }
        if (ended) return { code: 0, text: `connection closed ${text}`.trim() };
        await new Promise((resolve) => (wake = resolve));
      }
    },
  };
}

const secured = (options) =>
  new Promise((resolve, reject) => {
    const socket = tls.connect({ ...options, ...TLS_OPTIONS }, () => resolve(socket));
    socket.once('error', reject);
  });

const plain = (options) =>
  new Promise((resolve, reject) => {
    const socket = net.connect(options, () => resolve(socket));
    socket.once('error', reject);
  });

async function hold({ host, port, from, wrapper, lines, opening, certificate, patience = PATIENCE }) {
  const shown = certificate && { key: certificate.key, cert: certificate.certificate };
  let socket = await plain({ host, port, localAddress: from });
  socket.setTimeout(patience, () => socket.destroy());
  if (opening) socket.write(`${opening}\r\n`);
  if (wrapper) socket = await secured({ socket, ...shown });
  let replies = reader(socket);
  const answers = [await replies.reply()];
  for (const line of lines) {
    socket.write(`${line}\r\n`);
    const answer = await replies.reply();
    answers.push(answer);
    if (line === 'STARTTLS' && answer.code === 220) {
      replies.detach();
      socket = await secured({ socket, ...shown });
      replies = reader(socket);
    }
    if (answer.code === 0) break;
  }
  socket.destroy();
  return answers;
}

await serveNames(...JSON.parse(process.argv[2]));
console.log('ready');
for await (const request of createInterface({ input: process.stdin })) {
  const conversations = [];
  for (const dialogue of JSON.parse(request)) {
    conversations.push(await hold(dialogue).catch((error) => [{ code: 0, text: error.message }]));
  }
  console.log(JSON.stringify(conversations));
}
