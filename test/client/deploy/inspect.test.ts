import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { takeSnapshot, type Snapshot } from '../../../client/src/deploy/snapshot';
import { sha256 } from '../../support/deployPlace';
import { LocalRemote } from '../../support/localRemote';
import { availableShells, type Shell } from '../../support/shells';

/** Names that no program may misread, beside those that everybody has. */
const FILES: Readonly<Record<string, string>> = {
  'dovecot.conf': 'protocols = imap\n',
  'empty.conf': '',
  'conf.d/10-auth.conf': '!include auth.conf.ext\n',
  'conf.d/with blank.conf': 'a blank\n',
  'a\nline break': 'odd\n',
  '-n': 'like an option\n',
  '*': 'a pattern\n',
  'it\'s $HOME `id` \\ "x"': 'for a shell\n',
  grüße: 'letters\n',
};

/** A directory of Dovecot's, and programs that tell nothing but where it is. */
class Place {
  private readonly directory = mkdtempSync(join(tmpdir(), 'mailwright-inspect-'));
  readonly etc = join(this.directory, 'etc');

  constructor(private readonly shell: Shell) {
    for (const [name, text] of Object.entries(FILES)) this.write(`etc/${name}`, text);
    for (const name of ['doveconf', 'dovecot'])
      this.write(`bin/${name}`, '#!/bin/sh\necho 2.3.19.1\n', 0o755);
  }

  write(name: string, text: string, mode = 0o640): string {
    const path = join(this.directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  }

  inspect(etc = this.etc): Promise<Snapshot> {
    const programs = ['sh', '-c', 'PATH=$0:$PATH; exec "$@"', join(this.directory, 'bin')];
    const remote = new LocalRemote('host', { prefix: [...this.shell.prefix, ...programs] });
    return takeSnapshot(remote, { postfix: null, dovecot: `${etc}/dovecot.conf` });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

for (const shell of availableShells('inspecting a server')) {
  describe(`inspecting a server under ${shell.name}`, () => {
    let place: Place;

    before(() => {
      place = new Place(shell);
    });
    after(() => {
      place.remove();
      shell.remove();
    });

    it('finds every file, whatever it is called', async () => {
      const { files } = await place.inspect();
      const expected = Object.entries(FILES).map(([name, text]) => {
        const path = join(place.etc, name);
        const { uid, gid } = statSync(path);
        return [
          path,
          { path, real: path, hash: sha256(text), size: Buffer.byteLength(text), uid, gid, mode: 0o640 },
        ];
      });
      assert.deepEqual(Object.fromEntries(files), Object.fromEntries(expected));
    });

    it('tells where links lead, also that of the directory itself', async () => {
      const target = place.write('elsewhere/real.conf', 'there\n', 0o600);
      symlinkSync(target, join(place.etc, 'link.conf'));
      symlinkSync('etc', `${place.etc}.link`);
      try {
        const { files } = await place.inspect(`${place.etc}.link`);
        const real = (name: string): string | undefined => files.get(`${place.etc}.link/${name}`)?.real;
        assert.deepEqual(
          [real('link.conf'), real('dovecot.conf'), real('conf.d/with blank.conf')],
          [target, join(place.etc, 'dovecot.conf'), join(place.etc, 'conf.d/with blank.conf')],
        );
        assert.equal(files.size, Object.keys(FILES).length + 1);
      } finally {
        rmSync(join(place.etc, 'link.conf'));
      }
    });

    it('passes over what is no file, or far too large', async () => {
      symlinkSync('nowhere', join(place.etc, 'dangling'));
      for (const name of ['large', 'large and odd']) truncateSync(place.write(`etc/${name}`, ''), 9_000_000);
      const { files, skipped } = await place.inspect();
      assert.equal(files.size, Object.keys(FILES).length);
      const expected = [
        ['dangling', 'not-a-file'],
        ['large', 'too-large'],
        ['large and odd', 'too-large'],
      ].map(([name = '', reason]) => ({ path: join(place.etc, name), reason }));
      assert.deepEqual(
        [...skipped].sort((a, b) => (a.path < b.path ? -1 : 1)),
        expected,
      );
    });
  });
}
