import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSaslConf } from '../../server/src/sasl/saslConf';
import { filesOf } from '../support/manuals';
import { notRun } from '../support/notRun';

/** A saslauthd.conf in which URI is the address of an LDAP server, and what that server gets to see. */
interface Case {
  readonly text: string;
  /** Undefined where saslauthd refuses the file, and asks nobody. */
  readonly asks?: string;
}

const CASES: readonly Case[] = [
  { text: 'ldap_servers: URI\nldap_bind_dn: cn=a\nldap_bind_pw: b\n', asks: 'cn=a' },
  { text: '# c\n\n LDAP_Servers:URI  \nno_such_option: x\n: y\n', asks: '' },
  { text: 'ldap_servers: ldap://127.0.0.1:1\nldap_servers: URI\n', asks: '' },
  { text: 'ldap_servers: URI\nldap_bind_dn: cn=a\r\nldap_bind_pw: b  \n', asks: 'cn=a\r' },
  { text: 'ldap_servers: URI\nldap_search_base\n' },
  { text: 'ldap_servers: URI\nldap_search_base:\n' },
  { text: 'ldap_servers : URI\n' },
  { text: 'ldap_servers = URI\n' },
];

/** What the LDAP server got when saslauthd was asked about a login; undefined when it was not asked. */
async function askSaslauthd(programs: readonly string[], text: string): Promise<string | undefined> {
  const program = (name: string): string => programs.find((path) => path.endsWith(`/sbin/${name}`)) ?? name;
  const directory = mkdtempSync(join(tmpdir(), 'mailwright-saslauthd-'));
  const server = createServer();
  const running: ChildProcess[] = [];
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const uri = `ldap://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const asked = new Promise<string>((resolve) => {
      server.on('connection', (socket) => {
        socket.on('error', () => undefined);
        socket.once('data', (data) => {
          resolve(data.toString('latin1'));
          socket.destroy();
        });
      });
    });
    const conf = join(directory, 'saslauthd.conf');
    writeFileSync(conf, text.replaceAll('URI', uri));
    // It ends its whole process group, which must not be ours.
    const argv = ['-a', 'ldap', '-O', conf, '-d', '-n', '0', '-m', directory];
    const daemon = spawn(program('saslauthd'), argv, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    running.push(daemon);
    await new Promise<void>((resolve) => {
      daemon.stderr.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('listening on socket')) resolve();
      });
    });
    const client = spawn(program('testsaslauthd'), ['-f', join(directory, 'mux'), '-u', 'joe', '-p', 'x']);
    running.push(client);
    return await Promise.race([asked, once(client, 'exit').then(() => undefined)]);
  } finally {
    for (const one of running) one.kill();
    server.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

describe('the real saslauthd', function () {
  this.timeout(60_000);

  it(`refuses the files in which we see a fault, and no others: ${CASES.length} of them`, async function () {
    const programs = filesOf('sasl2-bin');
    if (!programs) {
      notRun('the real saslauthd', 'apt-get cannot fetch sasl2-bin');
      this.skip();
    }
    const answers = await Promise.all(CASES.map(({ text }) => askSaslauthd(programs, text)));
    for (const [index, { text, asks }] of CASES.entries()) {
      assert.equal(answers[index] !== undefined, asks !== undefined, JSON.stringify(text));
      assert.ok(answers[index]?.includes(asks ?? '') ?? true, JSON.stringify([text, answers[index]]));
      assert.equal(parseSaslConf(text).faults.length === 0, asks !== undefined, JSON.stringify(text));
    }
  });
});
