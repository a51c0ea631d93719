import assert from 'node:assert/strict';
import { passwdUsesOf } from '../../../../server/src/system/dovecot/passwdFiles';
import { Workspace } from '../../../../server/src/system/workspace';
import { dovecotKnowledge, postfixKnowledge } from '../../../support/assets';
import { memoryIo } from '../../../support/memoryIo';

async function workspace(disk: Readonly<Record<string, string>>): Promise<Workspace> {
  const { files } = memoryIo(disk);
  return new Workspace(files, { get: () => undefined }, await postfixKnowledge(), await dovecotKnowledge());
}

const PER_DOMAIN = `passdb {
  driver = passwd-file
  args = scheme=CRYPT username_format=%n /etc/exim4/domains/%d/passwd
}
`;

describe('which file is a passwd-file', () => {
  it('is told by the passdb that reads it, wherever it lies and whatever its name is', async () => {
    const files = await workspace({
      '/etc/dovecot/dovecot.conf': PER_DOMAIN,
      '/etc/exim4/domains/example.com/passwd': 'joe:x\n',
      '/etc/exim4/domains/notes': 'joe:x\n',
    });
    const uri = 'file:///etc/exim4/domains/example.com/passwd';
    const system = await files.systemOf(uri);
    const own = system?.files.find((file) => file.uri === uri);
    assert.equal(own?.kind, 'dovecot-passwd');
    const [use] = system?.dovecot ? passwdUsesOf(system.dovecot, uri, system.layout) : [];
    assert.deepEqual([use?.type, use?.scheme, use?.usernameFormat], ['passdb', 'CRYPT', '%n']);
    assert.equal(await files.systemOf('file:///etc/exim4/domains/notes'), undefined);
  });

  it('is read with dovecot.conf where that names it outright, in a copy of a server too', async () => {
    const files = await workspace({
      '/srv/web1/etc/dovecot/dovecot.conf':
        'dovecot_config_version = 2.4.1\npassdb passwd-file {\n  passwd_file_path = /var/vmail/list\n}\n',
      '/srv/web1/var/vmail/list': 'joe:x\n',
    });
    const system = await files.systemOf('file:///srv/web1/etc/dovecot/dovecot.conf');
    assert.deepEqual(
      system?.files.map(({ uri, kind }) => [uri, kind]),
      [
        ['file:///srv/web1/etc/dovecot/dovecot.conf', 'dovecot'],
        ['file:///srv/web1/var/vmail/list', 'dovecot-passwd'],
      ],
    );
    const same = await files.systemOf('file:///srv/web1/var/vmail/list');
    assert.ok(same?.dovecot);
  });

  it('else by its name in the directory of Dovecot', async () => {
    const files = await workspace({ '/etc/dovecot/users': 'joe:x\n' });
    const system = await files.systemOf('file:///etc/dovecot/users');
    assert.equal(system?.files[0]?.kind, 'dovecot-passwd');
  });
});
