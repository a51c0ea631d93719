import assert from 'node:assert/strict';
import type { LocalFile } from '../../../client/src/deploy/plan/model';
import type { ServerFile } from '../../../client/src/deploy/serverFile';
import { differences } from '../../../client/src/hosts/differences';

const there = (path: string, hash: string, mode = 0o644): [string, ServerFile] => [
  path,
  { path, real: path, hash, mode, uid: 0, gid: 0, size: 1 },
];
const here = (path: string, hash: string): [string, LocalFile] => [
  path,
  { path, hash, content: new Uint8Array() },
];

/** A folder that mirrors `/etc` alone. */
const placement = {
  toServer: (path: string) => `/${path}`,
  toLocal: (path: string) => (path.startsWith('/etc/') ? path.slice(1) : undefined),
};

function differ(servers: readonly [string, ServerFile][], locals: readonly [string, LocalFile][]) {
  const files = new Map(servers);
  const snapshot = { host: 'mx', postfix: undefined, dovecot: undefined, files, skipped: [] };
  return differences({ snapshot, local: new Map(locals), placement }).map(
    ({ path, kind, secret }) => `${path} ${kind}${secret ? ' secret' : ''}`,
  );
}

const MAIN = '/etc/postfix/main.cf';

describe('files that differ', () => {
  it('by where they are, sorted by path', () => {
    assert.deepEqual(
      differ(
        [there(MAIN, 'a'), there('/etc/aliases', 'x'), there('/etc/same', 's')],
        [here(MAIN, 'b'), here('/etc/postfix/virtual', 'v'), here('/etc/same', 's')],
      ),
      ['/etc/aliases only-there', '/etc/postfix/main.cf changed', '/etc/postfix/virtual only-here'],
    );
  });

  it('that not everybody there may read are secret, but for the main files', () => {
    assert.deepEqual(differ([there('/etc/key.pem', 'a', 0o600), there(MAIN, 'b', 0o600)], []), [
      '/etc/key.pem only-there secret',
      '/etc/postfix/main.cf only-there',
    ]);
  });

  it('not those that are made of others, nor those that have no place here', () => {
    assert.deepEqual(
      differ([there('/etc/aliases.db', 'a'), there('/usr/lib/sasl2/smtpd.conf', 'b')], []),
      [],
    );
  });
});
