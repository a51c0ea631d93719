import assert from 'node:assert/strict';
import { run } from '../../../server/src/cli/run';
import { memoryIo } from '../../support/memoryIo';

async function effective(
  text: string,
  ...options: string[]
): Promise<{ code: number; out: string; err: string }> {
  const io = memoryIo({ '/etc/dovecot/dovecot.conf': text });
  const code = await run(['effective', '--dovecot', ...options, '/etc/dovecot/dovecot.conf'], io, '1.2.3');
  return { code, ...io.written };
}

describe('mailwright effective --dovecot', () => {
  it('lists what differs from the defaults, last value of each', async () => {
    const { code, out } = await effective(
      'auth_cache_ttl = 60 s\nauth_cache_ttl = 90 mins\nmail_debug = no\n',
    );
    assert.deepEqual([code, out], [0, 'auth_cache_ttl = 90 mins\n']);
  });

  it('lists all settings with -a', async () => {
    const { out } = await effective('mail_debug = yes\n', '-a');
    assert.match(out, /^mail_debug = yes$/m);
    assert.match(out, /^auth_cache_ttl = 1 hours$/m);
  });

  it('hides secrets', async () => {
    const { out } = await effective('imapc_password = hunter2\n');
    assert.equal(out, 'imapc_password = # hidden, use -P to show it\n');
  });

  it('reads what looks like template code as doveconf does', async () => {
    const { out } = await effective('ssl_cert = </etc/ssl/{{ host }}.crt\nlogin_greeting = {% x %} 你好\n');
    assert.equal(out, 'login_greeting = {% x %} 你好\nssl_cert = </etc/ssl/{{ host }}.crt\n');
  });

  it('says which blocks of Dovecot 1.x it leaves out', async () => {
    const { code, out, err } = await effective('auth default {\n  mechanisms = plain\n}\nmail_debug = yes\n');
    assert.deepEqual([code, out], [0, 'mail_debug = yes\n']);
    assert.match(err, /warning: etc\/dovecot\/dovecot\.conf:1: this block of Dovecot 1\.x is left out/);
  });

  it('tells every error, and prints nothing, where doveconf would refuse', async () => {
    const { code, out, err } = await effective('nosuch = 1\nmail_debug = maybe\n');
    assert.notEqual(code, 0);
    assert.equal(out, '');
    assert.match(err, /dovecot\.conf:1: /);
    assert.match(err, /dovecot\.conf:2: /);
  });

  it('keeps the order of names of servers, however long they are, as doveconf does', async () => {
    const { out } = await effective(
      'local_name imap.b.example {\n  mail_debug = yes\n}\nlocal_name a.example {\n  mail_debug = no\n}\n',
    );
    assert.match(out, /^local_name imap\.b\.example [^]*^local_name a\.example /m);
  });

  it('lists a limit of which two programs have defaults of their own', async () => {
    const { out } = await effective(
      'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\nsubmission_max_mail_size = 0\n',
    );
    assert.match(out, /^submission_max_mail_size = 0$/m);
  });

  it('takes a file of any name, and a directory', async () => {
    const io = memoryIo({
      '/tmp/test.cfg': '!include more.conf\n',
      '/tmp/more.conf': 'mail_debug = yes\n',
      '/etc/dovecot/dovecot.conf': '!include conf.d/*.conf\nmail_debug = no\n',
      '/etc/dovecot/conf.d/10.conf': 'auth_debug = yes\n',
    });
    for (const path of ['/tmp/test.cfg', '/etc/dovecot', '/etc/dovecot/conf.d/10.conf'])
      assert.equal(await run(['effective', '--dovecot', path], io, '1.2.3'), 0);
    assert.equal(io.written.out, 'mail_debug = yes\nauth_debug = yes\nauth_debug = yes\n');
  });

  it('wants a dovecot.conf', async () => {
    const io = memoryIo({});
    const code = await run(['effective', '--dovecot', '/nowhere/dovecot.conf'], io, '1.2.3');
    assert.notEqual(code, 0);
    assert.match(io.written.err, /no dovecot\.conf/);
  });
});
