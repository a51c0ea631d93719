import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listConfigHosts } from '../../../client/src/ssh/configHosts';

describe('hosts of ssh_config', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailwright-config-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  const cases: readonly (readonly [what: string, text: string, hosts: readonly string[]])[] = [
    ['one', 'Host mx\n  HostName mx.example.com\n', ['mx']],
    ['several on one line, each once', 'Host mx web mx\nhost WEB mx\n', ['mx', 'web', 'WEB']],
    ['no patterns', 'Host *.example.com web? !mx mx\nHost *\n  User root\n', ['mx']],
    ['none of Match', 'Match host mx exec true\n  User root\n', []],
    ['quoted and with an equals sign', 'Host="mx"\nHost "web one"\n', ['mx', 'web one']],
    ['none of a comment', '# Host mx\n', []],
    ['none of what is no ssh_config', 'Host\n"unclosed\n\0', []],
  ];
  for (const [what, text, hosts] of cases) {
    it(`${what}: ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(await listConfigHosts(write('config', text)), hosts);
    });
  }

  it('with those of included files, where they stand', async () => {
    write('a.conf', 'Host a\n');
    write('b.conf', `Include ${join(folder, 'c')}\nHost b\n`);
    write('c', 'Host c\n');
    const text = `Host first\nHost *\n  Include ${join(folder, '*.conf')}\nHost last\n`;
    assert.deepEqual(await listConfigHosts(write('config', text)), ['first', 'a', 'c', 'b', 'last']);
  });

  it('end where files include themselves', async () => {
    const text = `Include ${join(folder, 'config')}\nHost mx\n`;
    assert.deepEqual(await listConfigHosts(write('config', text)), ['mx']);
  });

  it('are none without a file', async () => {
    assert.deepEqual(await listConfigHosts(join(folder, 'missing')), []);
  });
});
