import assert from 'node:assert/strict';
import { run } from '../../../server/src/cli/run';
import { memoryIo } from '../../support/memoryIo';

const SAFE = {
  '/etc/postfix/main.cf': `compatibility_level = 3.6
myhostname = mx.example.org
mydestination = example.org
mynetworks = 127.0.0.0/8, 192.0.2.0/28
smtpd_client_restrictions = reject_rbl_client zen.example.net
smtpd_relay_restrictions =
  permit_mynetworks,
  reject_unauth_destination
`,
  '/etc/postfix/master.cf': `smtp inet n - y - - smtpd
submission inet n - y - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
`,
};

const OPEN = {
  ...SAFE,
  '/etc/postfix/main.cf': SAFE['/etc/postfix/main.cf'].replace('192.0.2.0/28', '0.0.0.0/0'),
};

async function relay(
  disk: Readonly<Record<string, string>>,
  ...argv: string[]
): Promise<{ code: number; out: string; err: string }> {
  const io = memoryIo({ ...disk });
  const code = await run(['relay', '/etc/postfix', ...argv], io, '1.2.3');
  return { code, ...io.written };
}

describe('mailwright relay', () => {
  it('says the verdict, who decides, and every step with its place', async () => {
    const { code, out } = await relay(SAFE, '--service', 'smtp', '--recipient', 'user@other.test');
    assert.equal(code, 0);
    assert.match(out, /^smtp: rejected 554, by reject_unauth_destination \(etc\/postfix\/main\.cf:8\)\n/);
    assert.match(out, /reject_rbl_client zen\.example\.net: does not decide\tetc\/postfix\/main\.cf:5/);
    assert.match(out, /permit_mynetworks: does not decide\tetc\/postfix\/main\.cf:7/);
  });

  it('names what a verdict depends on', async () => {
    const { out } = await relay(SAFE, '--service', 'smtp', '--recipient', 'postmaster@example.org');
    assert.match(out, /^smtp: depends 250, .*depends on DNS \(zen\.example\.net\)\n/);
  });

  it('says what ETRN gets', async () => {
    const disk = {
      ...SAFE,
      '/etc/postfix/master.cf': `${SAFE['/etc/postfix/master.cf']}flush unix n - y 1000? 0 flush\n`,
    };
    const { out } = await relay(disk, '--service', 'smtp', '--etrn', 'example.org');
    assert.match(out, /^smtp: deferred 459, by fast_flush_domains\n/);
    assert.match(out, /reject_rbl_client zen\.example\.net: does not decide/);
  });

  it('takes a login only where one is offered', async () => {
    const options = ['--sasl', 'me', '--tls', '--recipient', 'user@other.test'];
    assert.match((await relay(SAFE, '--service', 'submission', ...options)).out, /^submission: accepted 250/);
    assert.match((await relay(SAFE, '--service', 'smtp', ...options)).out, /^smtp: rejected 554/);
  });

  it('writes one scenario as JSON', async () => {
    const options = ['--client', '192.0.2.3', '--sender', '<>', '--recipient', 'user@other.test'];
    const { out } = await relay(SAFE, '--service', 'smtp', '--format', 'json', ...options);
    assert.deepEqual(JSON.parse(out), {
      version: 1,
      service: 'smtp',
      verdict: 'depends',
      code: 250,
      by: 'permit_mynetworks',
      at: { path: 'etc/postfix/main.cf', line: 7 },
      dependsOn: [{ kind: 'dns', name: 'zen.example.net' }],
      trace: [
        {
          list: 'smtpd_client_restrictions',
          restriction: 'reject_rbl_client zen.example.net',
          result: 'pass',
          path: 'etc/postfix/main.cf',
          line: 5,
        },
        {
          list: 'smtpd_relay_restrictions',
          restriction: 'permit_mynetworks',
          result: 'permit',
          key: '192.0.2.0/28',
          path: 'etc/postfix/main.cf',
          line: 7,
        },
      ],
    });
  });

  it('writes the verdict of the service that the client would use first, and the others behind it', async () => {
    const verdicts = async (...options: string[]): Promise<unknown[]> => {
      const { out } = await relay(SAFE, '--format', 'json', '--recipient', 'user@other.test', ...options);
      const answer = JSON.parse(out) as { service: string; others: { service: string }[] };
      return [answer.service, answer.others.map(({ service }) => service)];
    };
    assert.deepEqual(await verdicts(), ['smtp', ['submission']]);
    assert.deepEqual(await verdicts('--sasl', 'me', '--tls'), ['submission', ['smtp']]);
  });

  it('shows the whole matrix without a scenario, as text and as JSON', async () => {
    const { code, out } = await relay(SAFE);
    assert.equal(code, 0);
    assert.match(out, /^smtp\n {2}stranger, sender of this server → local recipient/);
    const entries = JSON.parse((await relay(SAFE, '--format', 'json')).out) as Record<string, unknown>[];
    const of = (service: string, client: string, recipient: string): unknown[] => [
      ...new Set(
        entries
          .filter((one) => one['service'] === service && one['client'] === client)
          .filter((one) => one['recipient'] === recipient)
          .map((one) => one['verdict']),
      ),
    ];
    assert.deepEqual(of('smtp', 'stranger', 'foreign'), ['reject']);
    assert.deepEqual(of('smtp', 'stranger', 'routed'), ['reject']);
    assert.deepEqual(of('smtp', 'mynetworks', 'foreign'), ['depends']);
    assert.deepEqual(of('smtp', 'authenticated', 'foreign'), []);
    assert.deepEqual(of('submission', 'authenticated', 'foreign'), ['permit']);
    assert.deepEqual(of('submission', 'mynetworks', 'local'), ['reject']);
  });

  it('speaks Chinese', async () => {
    const { out } = await relay(SAFE, '--service', 'smtp', '--recipient', 'u@other.test', '--lang', 'zh-cn');
    assert.match(out, /^smtp: 拒绝 554/);
  });

  it('exits with 1 when a stranger may relay', async () => {
    assert.equal((await relay(OPEN)).code, 1);
    assert.equal((await relay(OPEN, '--service', 'submission')).code, 0);
  });

  it('exits with 2 when it cannot answer', async () => {
    assert.equal((await relay({})).code, 2);
    const { code, err } = await relay(SAFE, '--service', 'smtps');
    assert.equal(code, 2);
    assert.match(err, /no smtpd service smtps; there is smtp, submission/);
  });
});
