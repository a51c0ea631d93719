import assert from 'node:assert/strict';
import { addressOf, joinHosts, readHostSettings, sshHost } from '../../../client/src/hosts/inventory';

describe('hosts of the setting', () => {
  it('have the name as their address, unless they name another', () => {
    const { hosts } = readHostSettings({
      mx: {},
      relay: { host: 'relay.example.com', user: 'deployer', port: 2222, folder: 'relay', dovecot: null },
    });
    assert.deepEqual(hosts, [
      { name: 'mx', target: { host: 'mx' }, origin: 'settings', installation: {} },
      {
        name: 'relay',
        target: { host: 'relay.example.com', user: 'deployer', port: 2222 },
        origin: 'settings',
        installation: { dovecot: null },
        folder: 'relay',
      },
    ]);
  });

  const mistakes: readonly (readonly [what: string, setting: unknown, problems: readonly string[]])[] = [
    ['a list', ['mx'], ['mailwright.hosts']],
    ['a text', 'mx', ['mailwright.hosts']],
    ['a host that is a text', { mx: 'mx.example.com' }, ['mx']],
    ['a host without a name', { ' ': {} }, [' ']],
    ['an unknown member', { mx: { hots: 'x' } }, ['mx.hots']],
    ['a port that is a text', { mx: { port: '22' } }, ['mx.port']],
    ['a port that is too large', { mx: { port: 65536 } }, ['mx.port']],
    ['an empty user', { mx: { user: '' } }, ['mx.user']],
    ['two mistakes', { mx: { port: 0, host: 1 } }, ['mx.port', 'mx.host']],
  ];
  for (const [what, setting, problems] of mistakes) {
    it(`${what}: is told, and leads nowhere`, () => {
      assert.deepEqual(readHostSettings(setting), { hosts: [], problems });
    });
  }

  it('that are right stay beside one that is not', () => {
    const { hosts, problems } = readHostSettings({ good: {}, bad: { port: -1 } });
    assert.deepEqual([hosts.map(({ name }) => name), problems], [['good'], ['bad.port']]);
  });

  it('of no setting are none', () => {
    for (const setting of [undefined, null, {}]) {
      assert.deepEqual(readHostSettings(setting), { hosts: [], problems: [] });
    }
  });
});

describe('the inventory', () => {
  it('names each host once, and the setting says more than ssh_config', () => {
    const { hosts } = readHostSettings({ mx: { user: 'root' } });
    const joined = joinHosts(hosts, ['web', 'mx', 'web']);
    assert.deepEqual(
      joined.map(({ name, origin }) => [name, origin]),
      [
        ['mx', 'settings'],
        ['web', 'ssh-config'],
      ],
    );
  });

  const addresses: readonly (readonly [object, string])[] = [
    [{ host: 'mx' }, 'mx'],
    [{ host: 'mx', user: 'root' }, 'root@mx'],
    [{ host: 'mx', user: 'root', port: 2222 }, 'root@mx:2222'],
    [{ host: '2001:db8::1', port: 22 }, '[2001:db8::1]:22'],
    [{ host: '2001:db8::1' }, '2001:db8::1'],
  ];
  for (const [target, address] of addresses) {
    it(`shows ${address}`, () => {
      assert.equal(addressOf({ ...sshHost('x'), target: { host: '', ...target } }), address);
    });
  }
});
