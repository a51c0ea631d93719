import assert from 'node:assert/strict';
import { run } from '../../../server/src/cli/run';
import { memoryIo, type MemoryIo } from '../../support/memoryIo';

const TEMPLATES = {
  '/etc/postfix/main.cf.j2': 'myhostname = {{ host }}\nmessage_size_limit = {{ size }}\n',
  '/etc/postfix/master.cf.j2': '{% if tls %}\nsmtp inet n - y - - smtpd\n{% endif %}\n',
};

function server(values: string): MemoryIo {
  return memoryIo({ ...TEMPLATES, '/values.json': values });
}

describe('check --template-vars', () => {
  it('finds nothing in a template whose values are not known', async () => {
    const io = server('{}');
    assert.equal(await run(['check', 'etc/postfix', '--fail-on', 'error'], io, '1.2.3'), 0, io.written.out);
  });

  it('checks what comes of it, in the lines of the result', async () => {
    const io = server('{ "host": "mail.example.org", "size": "10m", "tls": true }');
    const exit = await run(['check', 'etc/postfix', '--template-vars', 'values.json'], io, '1.2.3');
    assert.equal(exit, 1);
    assert.match(io.written.out, /main\.cf:2:\d+.*message_size_limit/s);
  });

  it('names what has no value', async () => {
    const io = server('{ "size": 1000000 }');
    await run(['check', 'etc/postfix', '--template-vars', 'values.json'], io, '1.2.3');
    assert.match(io.written.err, /without a value: host/);
  });

  const refused: Readonly<Record<string, readonly string[]>> = {
    'no JSON object': ['--template-vars', 'etc/postfix/main.cf.j2'],
    'cannot be read': ['--template-vars', 'nothing.json'],
    '--fix changes templates': ['--template-vars', 'values.json', '--fix'],
  };
  for (const [reason, options] of Object.entries(refused)) {
    it(`is refused: ${reason}`, async () => {
      const io = server('{}');
      assert.equal(await run(['check', 'etc/postfix', ...options], io, '1.2.3'), 2);
      assert.ok(io.written.err.includes(reason), io.written.err);
    });
  }
});
