import assert from 'node:assert/strict';
import { complete, documentationOf } from '../../../server/src/features/completion/complete';
import type { ItemData } from '../../../server/src/features/completion/item';
import { loadDocs, type Docs } from '../../../server/src/knowledge/docs';
import { sourceAssets } from '../../support/assets';
import { targetAt } from '../../support/target';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Files } from '../../support/mailServer';

let docs: Docs;

/** What the text becomes when each of these proposals is accepted; placeholders are left as they are. */
async function accept(marked: string | Files, label: string): Promise<string> {
  const { target, caret } = await targetAt(marked);
  const item = complete(target, caret, docs).find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is not proposed`);
  return TextDocument.applyEdits(target.document, [item.textEdit as TextEdit]);
}

async function labels(marked: string | Files): Promise<string[]> {
  const { target, caret } = await targetAt(marked);
  return complete(target, caret, docs).map(({ label }) => label);
}

describe('completion', () => {
  before(async () => {
    docs = await loadDocs(sourceAssets, 'postfix', 'en');
  });

  it('proposes names with the equals sign, once', async () => {
    assert.equal(await accept('mynet<|>', 'mynetworks'), 'mynetworks = ');
    assert.equal(await accept('mynet<|> = a', 'mynetworks'), 'mynetworks = a');
    assert.equal(
      await accept('myorigin = a\nmyn<|>\nmydomain = b\n', 'mynetworks'),
      'myorigin = a\nmynetworks = \nmydomain = b\n',
    );
  });

  it('replaces the whole word under the caret', async () => {
    assert.equal(
      await accept('smtpd_tls_se<|>curity = may', 'smtpd_tls_security_level'),
      'smtpd_tls_security_level = may',
    );
  });

  it('proposes the values of an enumeration', async () => {
    assert.equal(await accept('smtpd_tls_security_level = m<|>', 'may'), 'smtpd_tls_security_level = may');
    assert.deepEqual((await labels('smtpd_delay_reject =<|>')).slice(0, 2), ['yes', 'no']);
  });

  it('keeps to the list on a continuation line', async () => {
    const found = await labels('smtpd_relay_restrictions = permit_mynetworks,\n# a note\n    rej<|>');
    assert.ok(found.includes('reject_unauth_destination'));
    assert.ok(!found.includes('mynetworks'));
  });

  it('brings the argument of a restriction as a placeholder', async () => {
    const text = await accept('smtpd_client_restrictions = check_cl<|>', 'check_client_access');
    assert.equal(text, 'smtpd_client_restrictions = check_client_access ${1:hash}:${2:/etc/postfix/access}');
  });

  it('proposes table types behind a restriction that wants one', async () => {
    assert.ok((await labels('smtpd_client_restrictions = check_client_access <|>')).includes('hash:'));
  });

  it('leaves out restrictions that the list does not know', async () => {
    assert.ok(!(await labels('smtpd_etrn_restrictions = <|>')).includes('reject_unauth_destination'));
  });

  it('proposes names behind a dollar, the own ones too', async () => {
    assert.equal(
      await accept('site_net = 10.0.0.0/8\nmynetworks = $si<|>', '$site_net'),
      'site_net = 10.0.0.0/8\nmynetworks = $site_net',
    );
    assert.ok((await labels('mydestination = ${my<|>')).includes('myhostname'));
  });

  it('proposes services as transports', async () => {
    const files = {
      'main.cf': 'relay_transport = <|>',
      'master.cf': 'relay unix - - n - - smtp\n25 inet n - n - - smtpd\n',
    };
    assert.deepEqual(
      (await labels(files)).filter((label) => /^(relay|25)/.test(label)),
      ['relay:', 'relay'],
    );
  });

  it('says nothing in a comment', async () => {
    assert.deepEqual(await labels('# mynet<|>'), []);
  });

  it('knows the columns of master.cf', async () => {
    assert.deepEqual(await labels({ 'master.cf': 'smtp <|>' }), [
      'inet',
      'unix',
      'unix-dgram',
      'fifo',
      'pass',
    ]);
    assert.ok((await labels({ 'master.cf': 'smtp inet n - n - - sm<|>' })).includes('smtpd'));
  });

  it('proposes the options of a service, its own parameters first', async () => {
    const entry = 'submission inet n - n - - smtpd\n';
    assert.equal(
      await accept({ 'master.cf': `${entry}  -o smtpd_sasl_auth_en<|>` }, 'smtpd_sasl_auth_enable'),
      `${entry}  -o smtpd_sasl_auth_enable=`,
    );
    assert.ok((await labels({ 'master.cf': `${entry}  -o smtpd_sasl_auth_enable=<|>` })).includes('yes'));
    assert.ok(
      (
        await labels({ 'master.cf': `${entry}  -o { smtpd_relay_restrictions = permit_mynetworks, <|>` })
      ).includes('reject'),
    );
    assert.ok((await labels({ 'master.cf': `${entry}  <|>` })).includes('-o'));
  });

  it('documents every item that it proposes', async () => {
    const { target, caret } = await targetAt('smtpd_relay_restrictions = <|>');
    for (const item of complete(target, caret, docs)) {
      const data = item.data as ItemData | undefined;
      if (data) assert.ok(documentationOf(data.subject, target, docs), item.label);
    }
  });
});
