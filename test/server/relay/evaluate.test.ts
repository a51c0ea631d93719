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

async function verdictOn(lines: string, scenario: Partial<Scenario> = {}): Promise<Verdict> {
  const files = { 'main.cf': BASE + lines, 'master.cf': 'smtp inet n - n - - smtpd\n' };
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
