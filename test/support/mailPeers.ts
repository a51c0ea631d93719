import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';

export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

/** A self-signed certificate, made once a run. */
export function makeCertificate(): Certificate {
  const directory = mkdtempSync(join(tmpdir(), 'mailwright-certificate-'));
  try {
    const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
    const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const subject = ['-subj', '/CN=mx.example.org', '-days', '30', '-keyout', key, '-out', certificate];
    const result = spawnSync('openssl', [...request, ...subject], { encoding: 'utf8' });
    assert.equal(result.status, 0, `openssl: ${result.stderr}`);
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export interface Peer {
  close(): void;
}

/** Calls `onLine` with each line that comes in; what it returns is sent back. */
function lineServer(path: string, greeting: string, onLine: () => (line: string) => string): Promise<Peer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    const answer = onLine();
    let text = '';
    socket.on('error', () => socket.destroy());
    socket.write(greeting);
    socket.on('data', (chunk) => {
      text += chunk.toString();
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        const reply = answer(text.slice(0, end).replace(/\r$/, ''));
        text = text.slice(end + 1);
        if (reply !== '') socket.write(reply);
      }
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      chmodSync(path, 0o666);
      resolve({
        close: () => {
          for (const socket of sockets) socket.destroy();
          server.close();
        },
      });
    });
  });
}

const HANDSHAKE = [
  'VERSION\t1\t1',
  'MECH\tPLAIN\tplaintext',
  'SPID\t1',
  'CUID\t1',
  `COOKIE\t${'0'.repeat(32)}`,
  'DONE',
];

/** Speaks Dovecot's authentication protocol, version 1.1, and lets `user` in with any password. */
export function fakeDovecotAuth(path: string): Promise<Peer> {
  return lineServer(path, `${HANDSHAKE.join('\n')}\n`, () => (line) => {
    const [command, id] = line.split('\t');
    return command === 'AUTH' ? `OK\t${id ?? ''}\tuser=user\n` : '';
  });
}

/** An LMTP server that takes every message. */
export function fakeLmtp(path: string): Promise<Peer> {
  return lineServer(path, '220 lmtp\r\n', () => {
    let recipients = 0;
    let inData = false;
    return (line) => {
      if (inData) {
        if (line !== '.') return '';
        inData = false;
        return '250 2.0.0 stored\r\n'.repeat(recipients);
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'RCPT') recipients += 1;
      if (verb === 'DATA') inData = true;
      if (verb === 'LHLO') recipients = 0;
      return verb === 'DATA' ? '354 go on\r\n' : '250 2.0.0 OK\r\n';
    };
  });
}

/** A policy server that lets everybody through (SMTPD_POLICY_README). */
export function permissivePolicy(path: string): Promise<Peer> {
  return lineServer(path, '', () => (line) => (line === '' ? 'action=OK\n\n' : ''));
}
