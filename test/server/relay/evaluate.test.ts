import assert from 'node:assert/strict';
import { judge } from '../../../server/src/relay/judge';
import type { Scenario } from '../../../server/src/relay/scenario';
import { relayServices } from '../../../server/src/relay/services';
import type { Verdict } from '../../../server/src/relay/verdict';
import { mailSystem } from '../../support/mailServer';

const BASE = `myhostname = mx.example.org
mydestination = example.org
alias_maps =
local_recipient_maps =
`;

const STRANGER: Scenario = {
  client: { address: '203.0.113.9', name: 'unknown', tls: false },
  helo: 'client.test',
  sender: 'user@sender.test',
  recipient: 'user@example.org',
};

const SMTP = 'smtp inet n - n - - smtpd\n';
const FLUSH = 'flush unix n - n 1000? 0 flush\n';

async function verdictOn(
  lines: string,
  scenario: Partial<Scenario> = {},
  masterCf = SMTP + FLUSH,
): Promise<Verdict> {
  const files = { 'main.cf': BASE + lines, 'master.cf': masterCf };
  const [service] = relayServices(await mailSystem(files, '3.10.13'));
  assert.ok(service);
  return judge(service.settings, { ...STRANGER, ...scenario });
}

const OWN_LIST = 'smtpd_recipient_restrictions = reject_unauth_destination\n';
const FAULTY = 'mynetworks = 10.0.0.1/8\n';

describe('an smtpd below compatibility level 1 without a relay list', () => {
  const old = (lines: string): string => `compatibility_level = 0\n${lines}`;

  it('refuses what its trial of the default list stumbles over', async () => {
    const { kind, code, by } = await verdictOn(old(OWN_LIST + FAULTY));
    assert.deepEqual([kind, code, by], ['defer', 451, 'permit_mynetworks']);
  });

  it('tries it behind the recipient list, whatever the order of the two', async () => {
    const order = 'smtpd_relay_before_recipient_restrictions = yes\n';
    const foreign = await verdictOn(old(OWN_LIST + FAULTY + order), { recipient: 'user@other.test' });
    assert.deepEqual([foreign.code, foreign.by], [554, 'reject_unauth_destination']);
    assert.equal((await verdictOn(old(OWN_LIST + FAULTY + order))).code, 451);
  });

  it('permits nothing by the trial, nor refuses what it would leave undecided', async () => {
    const list = 'smtpd_recipient_restrictions = check_sender_access inline:{sender.test=OK}, reject\n';
    const { kind, by, trace } = await verdictOn(old(list), { recipient: 'user@other.test' });
    assert.deepEqual([kind, by], ['permit', 'check_sender_access inline:{sender.test=OK}']);
    assert.deepEqual(
      trace.map((step) => step.list),
      ['smtpd_recipient_restrictions'],
    );
  });

  it('leaves the trial out for a list that is set, though to nothing, and for discarded mail', async () => {
    assert.equal((await verdictOn(old(`${OWN_LIST}${FAULTY}smtpd_relay_restrictions =\n`))).code, 250);
    const discard = 'smtpd_recipient_restrictions = check_sender_access static:DISCARD, reject\n';
    assert.equal((await verdictOn(old(FAULTY + discard))).code, 250);
  });
});

describe('an smtpd that decides at once', () => {
  const EAGER = 'compatibility_level = 3.6\nsmtpd_delay_reject = no\n';

  it('cannot discard before there is a sender', async () => {
    const discard = (list: string): string => `${EAGER}${list} = check_client_access static:DISCARD\n`;
    const foreign = { recipient: 'user@other.test' };
    assert.equal((await verdictOn(discard('smtpd_client_restrictions'), foreign)).kind, 'defer');
    assert.equal((await verdictOn(discard('smtpd_helo_restrictions'), foreign)).kind, 'defer');
    assert.equal((await verdictOn(discard('smtpd_sender_restrictions'), foreign)).kind, 'permit');
  });

  it('asks for TLS before it asks for a HELO', async () => {
    const both = `${EAGER}smtpd_helo_required = yes\nsmtpd_tls_security_level = encrypt\n`;
    const { helo, ...silent } = STRANGER;
    assert.ok(helo);
    const [service] = relayServices(
      await mailSystem({ 'main.cf': BASE + both, 'master.cf': SMTP }, '3.10.13'),
    );
    assert.ok(service);
    assert.equal(judge(service.settings, silent).code, 530);
  });
});

describe('ETRN', () => {
  const LEVEL = 'compatibility_level = 3.6\nrelay_domains = relay.test\n';
  const codeFor = async (etrn: string, lines = '', masterCf?: string): Promise<number> =>
    (await verdictOn(LEVEL + lines, { etrn, sender: '', recipient: '' }, masterCf)).code;

  it('is for the domains of fast_flush_domains, relay_domains by default, and those below them', async () => {
    assert.equal(await codeFor('relay.test'), 250);
    assert.equal(await codeFor('@Sub.Relay.test'), 250);
    assert.equal(await codeFor('example.org'), 459);
    assert.equal(await codeFor('relay.test', 'fast_flush_domains =\n'), 459);
    assert.equal(await codeFor('sub.relay.test', 'parent_domain_matches_subdomains = relay_domains\n'), 459);
  });

  it('takes a name or a literal address, for which there is never mail', async () => {
    const all = 'fast_flush_domains = static:x\n';
    assert.equal(await codeFor('[192.0.2.1]', all), 459);
    assert.equal(await codeFor('192.0.2.1', all), 501);
    assert.equal(await codeFor('relay.test.', all), 501);
    assert.equal(await codeFor('#short_', all), 250);
  });

  it('needs a flush service that has the domain too', async () => {
    assert.equal(await codeFor('relay.test', '', SMTP), 458);
    assert.equal(await codeFor('relay.test', 'fast_flush_domains = fail:x\n'), 458);
    const other = `${SMTP}flush unix n - n 1000? 0 flush -o relay_domains=other.test\n`;
    assert.equal(await codeFor('relay.test', '', other), 459);
  });

  it('goes through the client, HELO and ETRN lists, not those of mail', async () => {
    assert.equal(await codeFor('relay.test', 'smtpd_client_restrictions = reject\n'), 554);
    assert.equal(await codeFor('relay.test', 'smtpd_helo_restrictions = defer_if_permit\n'), 450);
    assert.equal(await codeFor('relay.test', 'smtpd_sender_restrictions = reject\n'), 250);
    const list = 'smtpd_etrn_restrictions = inline:{relay.test=OK}, check_sender_access static:OK, reject\n';
    assert.equal(await codeFor('relay.test', list), 250);
    assert.equal(await codeFor('relay.test', list.replace('relay.test', 'other.test')), 554);
    const discard = 'smtpd_etrn_restrictions = check_etrn_access static:DISCARD, reject\n';
    assert.equal(await codeFor('relay.test', discard), 554);
  });

  it('has no recipient that a removed restriction could look at', async () => {
    assert.equal(await codeFor('relay.test', 'smtpd_client_restrictions = check_relay_domains\n'), 250);
    assert.equal(await codeFor('relay.test', 'smtpd_client_restrictions = permit_naked_ip_address\n'), 451);
  });

  it('depends on no Milter', async () => {
    const verdict = await verdictOn(`${LEVEL}smtpd_milters = unix:filter\n`, { etrn: 'relay.test' });
    assert.deepEqual([verdict.kind, verdict.dependsOn], ['permit', []]);
  });
});
