import assert from 'node:assert/strict';
import { run } from '../../../server/src/cli/run';
import { memoryIo } from '../../support/memoryIo';

const DISK = {
  '/etc/postfix/main.cf': `compatibility_level = 3.6
myhostname = mx.example.org
virtual_alias_maps = hash:/etc/postfix/virtual
alias_maps = hash:/etc/aliases
`,
  '/etc/postfix/master.cf': 'local unix - n n - - local\nsmtp unix - - n - - smtp\n',
  '/etc/postfix/virtual': 'info@example.org  root, far@example.net\n',
  '/etc/aliases': 'root: :include:/etc/admins, "|/bin/log"\n',
  '/etc/admins': '# who\nann@example.com\n',
};

async function route(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = memoryIo({ ...DISK });
  const code = await run(['route', ...argv], io, '1.2.3');
  return { code, ...io.written };
}

describe('mailwright route', () => {
  it('shows every line that decides, through aliases and their include files', async () => {
    const { code, out } = await route('info@example.org', '/etc/postfix');
    assert.equal(code, 0);
    for (const part of ['virtual_alias_maps: info@example.org', 'etc/postfix/virtual:1', 'etc/admins:1'])
      assert.ok(out.includes(part), out);
    assert.match(out, /=> ann@example\.com goes to smtp:example\.com/);
    assert.match(out, /=> root@mx\.example\.org goes to the command \/bin\/log/);
    assert.match(out, /=> far@example\.net goes to smtp:example\.net/);
  });

  it('has the same as JSON, and in Chinese', async () => {
    const { out } = await route('ann@example.com', '/etc/postfix', '--format', 'json', '--lang', 'zh-cn');
    const answer = JSON.parse(out) as { address: string; end: { kind: string; text: string; line: number } };
    assert.equal(answer.address, 'ann@example.com');
    assert.deepEqual([answer.end.kind, answer.end.line], ['handed', 2]);
    assert.match(answer.end.text, /交给 smtp:example\.com/);
  });

  it('exits with 1 when mail does not arrive, and with 2 without main.cf', async () => {
    assert.equal((await route('a@[oops]', '/etc/postfix')).code, 1);
    assert.equal((await route('a@b', '/nowhere')).code, 2);
    assert.equal((await route('a@b')).code, 2);
  });
});
