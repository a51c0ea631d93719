import assert from 'node:assert/strict';
import { walk, type Include } from '../../../../server/src/dovecot/nodes';
import { hasUnseenParts, topSettings, unixListeners } from '../../../../server/src/system/dovecot/listeners';
import type { Included } from '../../../../server/src/system/dovecot/includes';
import { DovecotInstance } from '../../../../server/src/system/dovecotInstance';
import { readFile } from '../../../../server/src/system/files';
import { dovecotKnowledge } from '../../../support/assets';

/** A dovecot.conf whose includes all end in the same way. */
async function dovecot(text: string, outcome: Included['outcome'] = 'read'): Promise<DovecotInstance> {
  const main = readFile('dovecot', 'file:///etc/dovecot/dovecot.conf', text);
  const includes = [...walk(main.tree.entries)].filter((entry): entry is Include => entry.kind === 'include');
  const included = new Map(includes.map((include) => [include, { files: [], outcome }]));
  return new DovecotInstance({ main, files: [main], included }, await dovecotKnowledge());
}

describe('listeners of Dovecot', () => {
  it('are merged when a block comes again, and lie below base_dir', async () => {
    const instance = await dovecot(
      'base_dir = /var/run/mail\nservice auth {\n  unix_listener a {\n    mode = 0600\n  }\n  unix_listener a {\n    user = x\n    mode = 0660\n  }\n}\nunix_listener stray {\n}\n',
    );
    const found = unixListeners(instance).map(({ service, path, settings }) => [
      service,
      path,
      [...settings].map(([name, { setting }]) => `${name}=${setting.value}`),
    ]);
    assert.deepEqual(found, [['auth', '/run/mail/a', ['mode=0660', 'user=x']]]);
  });

  it('leave settings inside of blocks to these', async () => {
    const top = topSettings(await dovecot('ssl = no\nprotocol imap {\n  ssl = yes\n}\n'));
    assert.deepEqual(
      [...top].map(([name, { setting }]) => [name, setting.value]),
      [['ssl', 'no']],
    );
  });

  it('may stand in files that are not at hand', async () => {
    const unseen = async (text: string, outcome?: Included['outcome']): Promise<boolean> =>
      hasUnseenParts(await dovecot(text, outcome));
    assert.equal(await unseen('!include conf.d/*.conf\n', 'read'), false);
    assert.equal(await unseen('!include conf.d/*.conf\n', 'no-match'), true);
    assert.equal(await unseen('!include_try local.conf\n', 'no-match'), false);
    assert.equal(await unseen('!include_try /srv/x\n', 'unseen'), true);
    assert.equal(await unseen('!include /etc/x\n', 'unreadable'), true);
  });
});
