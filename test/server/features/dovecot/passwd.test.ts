import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { passwdFeatures } from '../../../../server/src/features/dovecot/passwd/passwdFeatures';
import type { Target } from '../../../../server/src/features/target';
import { loadDocs, type Docs } from '../../../../server/src/knowledge/docs';
import type { DovecotPasswdFile } from '../../../../server/src/system/files';
import { fileOf } from '../../../../server/src/system/mailSystem';
import { sourceAssets } from '../../../support/assets';
import { dovecotSystem } from '../../../support/dovecotServer';
import { readMarkers } from '../../../support/markers';
import { PASSWD_SERVERS } from '../../../support/passwdServer';

const USERS = 'file:///etc/dovecot/users';

interface At {
  readonly target: Target<DovecotPasswdFile>;
  readonly caret: number;
  readonly documents: (uri: string) => TextDocument | undefined;
}

async function at(marked: string, main: string = PASSWD_SERVERS['2.3'], more = {}): Promise<At> {
  const { text, caret = 0 } = readMarkers(marked);
  const system = await dovecotSystem({ 'dovecot.conf': main, users: text, ...more });
  const file = fileOf(system, USERS);
  assert.ok(file?.kind === 'dovecot-passwd', 'dovecot.conf names the file');
  const documents = (uri: string): TextDocument | undefined => {
    const found = fileOf(system, uri);
    return found && TextDocument.create(uri, '', 1, found.tree.text);
  };
  const document = TextDocument.create(USERS, 'dovecot-passwd', 1, text);
  return { target: { document, file, system, instance: system.postfix, language: 'en' }, caret, documents };
}

describe('features of a passwd-file', () => {
  let docs: Docs;
  before(async () => {
    docs = await loadDocs(sourceAssets, 'dovecot', 'en');
  });

  async function told(marked: string, main?: string): Promise<string> {
    const { target, caret } = await at(marked, main);
    const found = passwdFeatures.hover?.(target, caret, docs);
    return (found?.contents as { readonly value: string } | undefined)?.value ?? '';
  }

  async function labels(marked: string, main?: string): Promise<string[]> {
    const { target, caret } = await at(marked, main);
    return (passwdFeatures.complete?.(target, caret, docs) ?? []).map(({ label }) => label);
  }

  it('explains columns, schemes and fields, and keeps passwords to itself', async () => {
    assert.match(await told('joe:{CRYPT}*:10<|>00:1000\n'), /\*\*uid\*\* — .*of `joe`/);
    assert.match(await told('joe:{SS<|>HA}secret:1:1\n'), /Weak/);
    assert.match(await told('joe:{CRYPT}*:1:1::/h::allow_<|>nets=::1\n'), /Networks from which/);
    assert.match(await told('joe:{CRYPT}*:1:1::/h::userdb_imap_id_<|>send=x\n'), /imap_id_send/);
    const password = await told('joe:sec<|>ret:1:1\n');
    assert.match(password, /`CRYPT` counts/);
    assert.doesNotMatch(password, /secret/);
    assert.match(await told('joe:sec<|>ret:1:1\n', PASSWD_SERVERS['2.4']), /`PLAIN` counts/);
    assert.equal(await told('# jo<|>e:x\n'), '');
  });

  it('proposes schemes, the strong ones first, and fields of the version', async () => {
    const schemes = await labels('joe:<|>');
    assert.ok(schemes.includes('{BLF-CRYPT}'));
    const fields = await labels('joe:{CRYPT}*:1:1::/h::nologin <|>');
    assert.ok(fields.includes('allow_nets') && fields.includes('userdb_quota_rule'));
    const newer = await labels('joe:{CRYPT}*:1:1::/h::<|>', PASSWD_SERVERS['2.4']);
    assert.ok(newer.includes('userdb_quota_storage_size') && !newer.includes('userdb_quota_rule'));
    assert.deepEqual(await labels('joe:{CRYPT}*:<|>'), []);
    assert.deepEqual(await labels('<|>'), []);
  });

  it('leads to the databases that read the file', async () => {
    const { target, caret, documents } = await at('jo<|>e:{CRYPT}*:1:1\n');
    const lines = passwdFeatures.definitions?.(target, caret, documents) ?? [];
    assert.deepEqual(
      lines.map(({ range }) => range.start.line),
      [2, 6],
    );
  });

  it('finds and renames a user in all files of the server, and shows no password in the outline', async () => {
    const main = `${PASSWD_SERVERS['2.3']}passdb {\n  driver = passwd-file\n  args = scheme=CRYPT /etc/dovecot/more\n}\n`;
    const { target, caret, documents } = await at('ann:x:1:1\njo<|>e:secret:1:1::/home/joe\n', main, {
      more: 'joe:{CRYPT}*\n',
    });
    const found = passwdFeatures.references?.(target, caret, { includeDeclaration: true }, documents) ?? [];
    assert.deepEqual(
      found.map(({ uri, range }) => `${uri.split('/').at(-1)} ${range.start.line}`),
      ['users 1', 'more 0'],
    );
    const renamed = passwdFeatures.rename?.(target, caret, 'bob', documents) ?? {};
    assert.deepEqual('changes' in renamed && Object.keys(renamed.changes ?? {}).length, 2);
    assert.ok('refusal' in (passwdFeatures.rename?.(target, caret, 'ann', documents) ?? {}));
    assert.ok('refusal' in (passwdFeatures.rename?.(target, caret, 'a:b', documents) ?? {}));
    const outline = JSON.stringify(passwdFeatures.documentSymbols?.(target));
    assert.match(outline, /\/home\/joe/);
    assert.doesNotMatch(outline, /secret/);
  });
});
