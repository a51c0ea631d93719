import assert from 'node:assert/strict';
import { listAnywhere } from '../../../server/src/system/postconf/anywhere';
import { mailServer } from '../../support/mailServer';

const MASTER = 'smtp inet n - n - - smtpd\n  -o smtpd_delay_reject=no\n';

const cases: readonly (readonly [what: string, main: string, listed: string | undefined])[] = [
  ['sorted, with blanks as postconf writes them', 'b=1\nmyorigin=$b\n', 'b = 1\nmyorigin = $b\n'],
  [
    'an address that this machine does not have',
    'inet_interfaces = 192.0.2.1, [2001:db8::1]\n',
    'inet_interfaces = 192.0.2.1, [2001:db8::1]\n',
  ],
  [
    'a name that only the server can look up',
    'inet_interfaces = $myhostname\nmyhostname = mx.example.com\n',
    'inet_interfaces = $myhostname\nmyhostname = mx.example.com\n',
  ],
  ['what Postfix refuses to read', 'inet_protocols = ipv5\n', undefined],
];

describe('what postconf prints for a configuration of another machine', () => {
  for (const [what, main, listed] of cases) {
    it(what, async () => {
      const server = await mailServer({ 'main.cf': main, 'master.cf': MASTER });
      assert.equal(listAnywhere(server, 'main'), listed);
    });
  }

  it('services in one line with their options', async () => {
    const server = await mailServer({ 'main.cf': '', 'master.cf': MASTER });
    assert.match(listAnywhere(server, 'entries') ?? '', /^smtp +inet .* smtpd -o smtpd_delay_reject=no\n$/);
  });

  it('nothing without the file', async () => {
    assert.equal(listAnywhere(await mailServer({ 'master.cf': MASTER }), 'main'), undefined);
  });
});
