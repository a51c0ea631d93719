import assert from 'node:assert/strict';
import { run } from '../../../server/src/cli/run';
import { memoryIo } from '../../support/memoryIo';

const DISK = {
  '/etc/postfix/main.cf': 'compatibility_level = 3.6\nrecipient_delimiter = +\nmyorigin = example.org\n',
  '/etc/postfix/access': '# who\nuser@example.org  REJECT not you\nexample.org OK\n',
  '/etc/postfix/checks': '/^(a+)x/  $1\n/(b)\\1/  B\n',
  '/etc/aliases': 'root: admin, "|cmd"\n',
};

async function query(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = memoryIo({ ...DISK });
  const code = await run(['query', ...argv], io, '1.2.3');
  return { code, ...io.written };
}

describe('mailwright query', () => {
  it('prints the value alone, as postmap -q does, and exits with 0', async () => {
    const found = { code: 0, out: 'OK\n', err: '' };
    assert.deepEqual(await query('hash:/etc/postfix/access', 'EXAMPLE.org'), found);
    assert.equal((await query('regexp:/etc/postfix/checks', 'AAx')).out, 'AA\n');
    assert.equal((await query('inline:{a=b}', 'a')).out, 'b\n');
  });

  it('reads a file called aliases as postalias does', async () => {
    assert.equal((await query('hash:/etc/aliases', 'Root')).out, 'admin, "|cmd"\n');
  });

  it('exits with 1 and prints nothing when there is no answer', async () => {
    assert.deepEqual(await query('hash:/etc/postfix/access', 'user'), { code: 1, out: '', err: '' });
  });

  it('exits with 2 and says why when the look-up fails or cannot be foretold', async () => {
    for (const [spec, reason] of [
      ['hash:/etc/postfix/nowhere', /file/],
      ['ldap:/etc/postfix/ldap.cf', /server/],
      ['regexp:/etc/postfix/checks', /library/],
      ['nosuch:/x', /type/],
    ] as const) {
      const { code, out, err } = await query(spec, 'bb');
      assert.equal(code, 2, spec);
      assert.equal(out, '', spec);
      assert.match(err, reason);
    }
    assert.match((await query('--lang', 'zh-cn', 'nosuch:/x', 'a')).err, /类型/);
  });

  it('shows the keys of a role in their order, and the line that answers', async () => {
    const { code, out } = await query(
      ...['hash:/etc/postfix/access', 'user+x@example.org', '--role', 'access-sender'],
    );
    assert.equal(code, 0);
    assert.equal(
      out,
      'user+x@example.org\tnot found\nuser@example.org\tREJECT not you\tetc/postfix/access:2\n',
    );
  });

  it('has the same as JSON', async () => {
    const { out } = await query(
      ...['hash:/etc/postfix/access', 'u@example.org', '--role', 'access-sender', '--format', 'json'],
    );
    const place = { file: 'etc/postfix/access', line: 3 };
    assert.deepEqual(JSON.parse(out), {
      version: 1,
      lookups: [
        { key: 'u@example.org', result: 'absent' },
        { key: 'example.org', result: 'found', value: 'OK', ...place },
      ],
      answer: { key: 'example.org', result: 'found', value: 'OK', ...place },
    });
  });
});
