import assert from 'node:assert/strict';
import { analyse } from '../../../server/src/analysis/analyser';
import { judge } from '../../../server/src/relay/judge';
import { relayServices } from '../../../server/src/relay/services';
import { wideMynetworks } from '../../../server/src/rules/postfix/wide-mynetworks';
import { applyEdits } from '../../../server/src/text/edits';
import { mailSystem } from '../../support/mailServer';
import { testRule } from '../../support/testRule';

testRule(wideMynetworks, {
  silent: [
    'mynetworks = 127.0.0.0/8 [::1]/128 192.168.1.0/24 10.1.2.3 203.0.113.0/24 [2001:db8:1::]/48\n',
    'mynetworks = hash:/etc/postfix/networks, 0.0.0.0/0\n',
    'mynetworks_style = host\n',
    'mynetworks_style = class\nmynetworks = 127.0.0.0/8\n',
  ],
  reports: [
    {
      files: { 'main.cf': 'mynetworks = 127.0.0.0/8, «172.17.0.0/16»\n' },
      message: 'gateways of container networks',
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'mynetworks = «10.0.0.0/8» «[fd00::]/8»\n' },
      message: 'Every address in 10.0.0.0/8 may relay',
      severity: 'info',
    },
    {
      files: { 'main.cf': 'mynetworks = «101.92.0.0/16»\n' },
      message: '65536 addresses',
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'mynetworks_style = «class»\n' },
      message: 'class A, B or C',
      fixed: { 'Name the networks': { 'main.cf': 'mynetworks = 127.0.0.0/8, [::1]/128\n' } },
    },
    {
      files: {
        'main.cf': 'inet_interfaces = 192.0.2.5 2001:db8::5 127.0.0.1\nmynetworks_style = «subnet»\n',
      },
      message: 'of the server’s interfaces',
      severity: 'info',
      fixed: {
        'Name the networks': {
          'main.cf':
            'inet_interfaces = 192.0.2.5 2001:db8::5 127.0.0.1\nmynetworks = 127.0.0.0/8, [::1]/128, 192.0.2.5, [2001:db8::5]\n',
        },
      },
    },
    {
      files: { 'main.cf': '', 'master.cf': '587 inet n - n - - smtpd -o mynetworks_style=«class»\n' },
      message: 'class A, B or C',
      fixed: {
        'Name the networks': {
          'master.cf': '587 inet n - n - - smtpd -o mynetworks=127.0.0.0/8,[::1]/128\n',
        },
      },
    },
    {
      files: { 'main.cf': '', 'master.cf': '587 inet n - n - - smtpd -o mynetworks=«[2000::]/3»\n' },
      message: '2^125',
    },
  ],
});

describe('wide-mynetworks: the list in place of a style', () => {
  const MAIN = `inet_interfaces = 192.0.2.5
mydestination = example.org
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
`;
  async function mayRelay(main: string, address: string): Promise<boolean> {
    const system = await mailSystem({ 'main.cf': main });
    const [service] = relayServices(system);
    assert.ok(service);
    const client = { address, name: 'unknown', tls: false };
    const mail = { sender: 'a@stranger.example', recipient: 'b@foreign.example' };
    return judge(service.settings, { client, ...mail }).kind === 'permit';
  }
  it('trusts the server itself, and its neighbours no more', async () => {
    const system = await mailSystem({ 'main.cf': `${MAIN}mynetworks_style = class\n` });
    const [finding] = [...analyse(system, [wideMynetworks]).values()].flat();
    const before = `${MAIN}mynetworks_style = class\n`;
    const after = applyEdits(before, [...(finding?.fixes[0]?.edits() ?? [])]);
    const seen = async (main: string): Promise<boolean[]> =>
      Promise.all(['127.0.0.1', '192.0.2.5', '192.0.2.77'].map((address) => mayRelay(main, address)));
    // An smtpd that listens at one address trusts no other of its own, not even the loopback.
    assert.deepEqual(await seen(before), [false, true, true]);
    assert.deepEqual(await seen(after), [true, true, false]);
  });
});
