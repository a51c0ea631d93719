import assert from 'node:assert/strict';
import type { DirectoryEntry, FileAccess, FileStat } from '../../../server/src/host';
import { DiskReader } from '../../../server/src/system/diskReader';
import { layoutOf } from '../../../server/src/system/layout';

const FILE: FileStat = { type: 'file', modified: 5, size: 1 };

/** Files by uri; a directory named in `locked` can be seen, but not read. */
function disk(texts: Readonly<Record<string, string>>, locked: readonly string[] = []): FileAccess {
  const isHidden = (uri: string): boolean => locked.some((directory) => uri.startsWith(`${directory}/`));
  const list = (uri: string): DirectoryEntry[] => {
    if (locked.includes(uri) || isHidden(uri)) return [];
    const below = Object.keys(texts).filter((name) => name.startsWith(`${uri}/`));
    const names = below.map((name) => name.slice(uri.length + 1).split('/'));
    return names.map(([name = '', ...rest]) => ({ name, type: rest.length > 0 ? 'directory' : 'file' }));
  };
  return {
    readText: (uri) => Promise.resolve(texts[uri]),
    list: (uri) => Promise.resolve(list(uri)),
    stat: (uri) => {
      if (isHidden(uri)) return Promise.resolve(undefined);
      if (uri in texts) return Promise.resolve(FILE);
      const isDirectory = Object.keys(texts).some((name) => name.startsWith(`${uri}/`));
      return Promise.resolve(isDirectory ? { type: 'directory', modified: 0, size: 0 } : undefined);
    },
  };
}

describe('the disk of a server', () => {
  const server = layoutOf('file:///etc/postfix/main.cf');
  const copy = layoutOf('file:///home/admin/web1/etc/postfix/main.cf');

  it('tells what is there and what is not', async () => {
    const files = disk({ 'file:///etc/postfix/main.cf': '', 'file:///etc/postfix/virtual': '' });
    const paths = ['/etc/postfix/virtual', '/etc/postfix/virtual.db', '/srv/deep/down/file', 'relative'];
    const seen = await new DiskReader(files).look(paths, server);
    assert.deepEqual(
      paths.map((path) => seen.stateOf(path)),
      [FILE, 'absent', 'absent', undefined],
    );
  });

  it('says nothing of directories that may not be read', async () => {
    const files = disk({ 'file:///etc/postfix/main.cf': '', 'file:///etc/keys/a/key.pem': '' }, [
      'file:///etc/keys',
    ]);
    const seen = await new DiskReader(files).look(['/etc/keys/a/key.pem', '/etc/keys/b'], server);
    assert.equal(seen.stateOf('/etc/keys/a/key.pem'), undefined);
    assert.equal(seen.stateOf('/etc/keys/b'), undefined);
  });

  it('knows of a copy only what lies in copied directories', async () => {
    const files = disk({ 'file:///home/admin/web1/etc/postfix/main.cf': '' });
    const seen = await new DiskReader(files).look(['/etc/postfix/virtual', '/etc/ssl/cert.pem'], copy);
    assert.equal(seen.stateOf('/etc/postfix/virtual'), 'not-copied');
    assert.equal(seen.stateOf('/etc/ssl/cert.pem'), undefined);
  });

  it('reads which table types packages have brought', async () => {
    const files = disk({
      'file:///etc/postfix/dynamicmaps.cf': '# type\tfile\nldap\tpostfix-ldap.so\tdict_ldap_open\n',
      'file:///etc/postfix/dynamicmaps.cf.d/pcre': 'pcre postfix-pcre.so dict_pcre_open\n',
    });
    const { installedTypes } = await new DiskReader(files).look([], server);
    assert.deepEqual([...(installedTypes ?? [])], ['ldap', 'pcre']);
    const none = await new DiskReader(disk({})).look([], server);
    assert.equal(none.installedTypes, undefined);
  });

  it('is looked at again after it was told to forget', async () => {
    const texts: Record<string, string> = { 'file:///etc/postfix/main.cf': '' };
    const reader = new DiskReader(disk(texts));
    const look = async (): Promise<unknown> =>
      (await reader.look(['/etc/postfix/virtual'], server)).stateOf('/etc/postfix/virtual');
    assert.equal(await look(), 'absent');
    texts['file:///etc/postfix/virtual'] = '';
    assert.equal(await look(), 'absent');
    reader.forget();
    assert.deepEqual(await look(), FILE);
  });
});
