import assert from 'node:assert/strict';
import { run } from '../../../server/src/cli/run';
import { memoryIo, type MemoryIo } from '../../support/memoryIo';

async function migrate(
  files: Record<string, string>,
  ...argv: string[]
): Promise<{ code: number; io: MemoryIo }> {
  const disk = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`/etc/dovecot/${name}`, text]),
  );
  const io = memoryIo(disk);
  return { code: await run(['migrate', ...argv, '/etc/dovecot'], io, '1.2.3'), io };
}

describe('mailwright migrate', () => {
  it('shows the difference and writes nothing, 0 when all is decided', async () => {
    const { code, io } = await migrate(
      { 'dovecot.conf': 'mail_location = maildir:~/Maildir\n' },
      '--to',
      '2.4',
    );
    assert.equal(code, 0);
    assert.match(
      io.written.out,
      /^-mail_location = maildir:~\/Maildir\n\+dovecot_config_version = 2\.4\.0$/m,
    );
    assert.match(io.written.out, /^\+mail_path = ~\/Maildir\nNothing is left to decide\.$/m);
    assert.equal(io.disk['/etc/dovecot/dovecot.conf'], 'mail_location = maildir:~/Maildir\n');
  });

  it('writes every file with --write, and the version that was asked for', async () => {
    const { code, io } = await migrate(
      { 'dovecot.conf': '!include conf.d/*.conf\n', 'conf.d/10.conf': 'ssl_cert = </c.pem # mine\n' },
      '--to',
      '2.4.1',
      '--write',
    );
    assert.equal(code, 0);
    assert.equal(
      io.disk['/etc/dovecot/dovecot.conf'],
      'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n\n!include conf.d/*.conf\n',
    );
    assert.equal(io.disk['/etc/dovecot/conf.d/10.conf'], 'ssl_server_cert_file = /c.pem # mine\n');
  });

  it('lists what is left to decide with 1, in the language that is asked for', async () => {
    const files = { 'dovecot.conf': 'mail_debug = no\nimap_id_log = *\n' };
    const { code, io } = await migrate(files, '--lang', 'zh-cn');
    assert.equal(code, 1);
    assert.match(io.written.out, /^ {2}etc\/dovecot\/dovecot\.conf:2: Dovecot 2\.4 没有 imap_id_log$/m);
    assert.match(
      io.written.out,
      /^\+# mailwright: 2\.4: Dovecot 2\.4 没有 imap_id_log\n\+# imap_id_log = \*$/m,
    );
  });

  it('prints one object with --format json', async () => {
    const { code, io } = await migrate({ 'dovecot.conf': 'imap_id_log = *\n' }, '--format', 'json');
    assert.equal(code, 1);
    const printed = JSON.parse(io.written.out) as {
      files: { path: string; diff: string; text: string }[];
      points: { path: string; line: number; message: string }[];
    };
    assert.deepEqual(printed.points, [
      { path: 'etc/dovecot/dovecot.conf', line: 1, message: 'Dovecot 2.4 has no imap_id_log' },
    ]);
    assert.match(printed.files[0]?.text ?? '', /^dovecot_config_version/);
  });

  it('leaves a configuration of 2.4 as it is', async () => {
    const { code, io } = await migrate({ 'dovecot.conf': 'dovecot_config_version = 2.4.1\n' }, '--write');
    assert.equal(code, 0);
    assert.equal(io.disk['/etc/dovecot/dovecot.conf'], 'dovecot_config_version = 2.4.1\n');
    assert.match(io.written.err, /2\.4 already/);
  });

  it('tells what 2.3 refuses, and that the outcome rests on it', async () => {
    const { code, io } = await migrate({ 'dovecot.conf': 'nosuch = 1\n' });
    assert.equal(code, 1);
    assert.match(io.written.err, /dovecot\.conf:1: /);
  });

  it('fails with 2 without a dovecot.conf', async () => {
    const io = memoryIo({});
    assert.equal(await run(['migrate', '/nowhere'], io, '1.2.3'), 2);
  });
});
