import assert from 'node:assert/strict';
import { judge } from '../../../server/src/relay/judge';
import { relayServices } from '../../../server/src/relay/services';
import { catchAll } from '../../../server/src/rules/tables/catch-all';
import { mailSystem } from '../../support/mailServer';
import { testRule } from '../../support/testRule';

const ALIASES = 'virtual_alias_domains = a.test\nvirtual_alias_maps = hash:/etc/postfix/virtual\n';
const RELAY = 'relay_domains = r.test\nrelay_recipient_maps = hash:/etc/postfix/relay\n';

testRule(catchAll, {
  silent: [
    { files: { 'main.cf': ALIASES, virtual: 'a.test x\nuser@a.test user\nuser @b.test\n' } },
    {
      name: 'rewriting lists nobody',
      files: { 'main.cf': 'canonical_maps = hash:/etc/postfix/canonical\n', canonical: '@a.test @b.test\n' },
    },
  ],
  reports: [
    {
      files: { 'main.cf': ALIASES, virtual: 'user@a.test user\n«@a.test»\n  admin\nx@a.test y\n' },
      message: 'goes to admin',
      severity: 'info',
      fixed: { 'Remove the line': { virtual: 'user@a.test user\nx@a.test y\n' } },
    },
    { files: { 'main.cf': ALIASES, virtual: '«@a.test» @b.test\n' }, message: 'bounced later' },
    { files: { 'main.cf': RELAY, relay: '«@r.test» OK\n' }, message: 'relay_recipient_maps then holds' },
  ],
});

describe('catch-all: what its fix changes', () => {
  async function codeFor(virtual: string, recipient: string): Promise<number> {
    const main = `${ALIASES}smtpd_relay_restrictions = reject_unauth_destination\n`;
    const [service] = relayServices(await mailSystem({ 'main.cf': main, virtual }));
    assert.ok(service);
    const client = { address: '198.51.100.7', name: 'unknown', tls: false };
    return judge(service.settings, { client, sender: 's@stranger.example', recipient }).code;
  }
  it('unknown recipients are refused, known ones are not', async () => {
    const known = 'user@a.test user\n';
    assert.equal(await codeFor(`${known}@a.test admin\n`, 'nobody@a.test'), 250);
    assert.equal(await codeFor(known, 'nobody@a.test'), 550);
    assert.equal(await codeFor(known, 'user@a.test'), 250);
  });
});
