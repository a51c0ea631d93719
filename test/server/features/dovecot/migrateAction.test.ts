import assert from 'node:assert/strict';
import { codeActions } from '../../../../server/src/features/codeActions';
import { NO_DOCS } from '../../../../server/src/knowledge/docs';
import { dovecotTargetAt, type DovecotTargetOptions } from '../../../support/dovecotTarget';
import type { DovecotFiles } from '../../../support/realDovecot';

const COMMAND = 'mailwright.migrateDovecot';

async function offers(
  files: string | DovecotFiles,
  offered: string | undefined = COMMAND,
  options: DovecotTargetOptions = {},
): Promise<string[]> {
  const { target, caret, documents } = await dovecotTargetAt(files, options);
  const input = {
    ...target,
    findings: [],
    docs: NO_DOCS,
    documents,
    ...(offered !== '' && { migrateDovecot: offered }),
  };
  return codeActions(input, { start: caret, end: caret })
    .filter(({ command }) => command?.command === COMMAND)
    .map(({ title, command }) => `${title} ${JSON.stringify(command?.arguments)}`);
}

describe('the action that migrates Dovecot', () => {
  it('stands on the first line of a dovecot.conf of 2.3, and what is above it', async () => {
    const expected = ['Migrate to Dovecot 2.4 … ["file:///etc/dovecot/dovecot.conf"]'];
    assert.deepEqual(await offers('# ours\nmail_debug = y<|>es\nssl = no\n'), expected);
    assert.deepEqual(await offers('# o<|>urs\nmail_debug = yes\n'), expected);
  });

  it('is in Chinese too', async () => {
    const [title = ''] = await offers('ssl<|> = no\n', COMMAND, { language: 'zh-cn' });
    assert.match(title, /^迁移到 Dovecot 2\.4/);
  });

  it('stands nowhere else', async () => {
    assert.deepEqual(await offers('mail_debug = yes\nssl<|> = no\n'), []);
    assert.deepEqual(await offers('dovecot_config_version<|> = 2.4.1\n'), []);
    assert.deepEqual(
      await offers({ 'dovecot.conf': '!include conf.d/*.conf\n', 'conf.d/10.conf': 'ssl<|> = no\n' }),
      [],
    );
  });

  it('is not offered to an editor that cannot show what changes', async () => {
    assert.deepEqual(await offers('ssl<|> = no\n', ''), []);
  });
});
