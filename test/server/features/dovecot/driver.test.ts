import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import type { ItemData } from '../../../../server/src/features/completion/item';
import { complete, documentationOf } from '../../../../server/src/features/dovecot/driver/complete';
import { hover } from '../../../../server/src/features/dovecot/driver/hover';
import { definitions, highlights, references } from '../../../../server/src/features/dovecot/driver/navigate';
import { prepareRename, rename } from '../../../../server/src/features/dovecot/driver/rename';
import type { Target } from '../../../../server/src/features/target';
import { loadDocs, type Docs } from '../../../../server/src/knowledge/docs';
import { readFile, type DovecotDriverFile } from '../../../../server/src/system/files';
import { sourceAssets } from '../../../support/assets';
import { dovecotSystem } from '../../../support/dovecotServer';
import { readMarkers } from '../../../support/markers';

/** A driver's file of that name beside a dovecot.conf. */
async function targetAt(
  marked: string,
  name: string,
  main: string,
): Promise<{ readonly target: Target<DovecotDriverFile>; readonly caret: number }> {
  const { text, caret = 0 } = readMarkers(marked);
  const uri = `file:///etc/dovecot/${name}`;
  const system = await dovecotSystem({ 'dovecot.conf': main });
  const file = readFile('dovecot-driver', uri, text);
  const document = TextDocument.create(uri, 'dovecot-driver', 1, text);
  return { target: { document, file, system, instance: system.postfix, language: 'en' }, caret };
}

describe('files of Dovecot’s drivers', () => {
  let docs: Docs;
  before(async () => {
    docs = await loadDocs(sourceAssets, 'dovecot', 'en');
  });

  async function told(marked: string, name = 'dovecot-sql.conf.ext', main = ''): Promise<string | undefined> {
    const { target, caret } = await targetAt(marked, name, main);
    return (hover(target, caret, docs)?.contents as { readonly value: string } | undefined)?.value;
  }

  async function labels(marked: string, name = 'dovecot-sql.conf.ext', main = ''): Promise<string[]> {
    const { target, caret } = await targetAt(marked, name, main);
    return complete(target, caret, docs).map(({ label }) => label);
  }

  it('explains settings, variables and schemes', async () => {
    assert.match((await told('con<|>nect = host=db\n')) ?? '', /\*\*connect\*\* — setting of the SQL driver/);
    assert.match((await told("password_query = SELECT x WHERE u = '%<|>u'\n")) ?? '', /variable/);
    assert.match((await told('default_pass_scheme = SHA<|>512-CRYPT\n')) ?? '', /default_pass_scheme/);
    assert.match((await told('ba<|>se = dc=x\n', 'dovecot-ldap.conf.ext')) ?? '', /LDAP driver/);
    assert.match(
      (await told('map {\n  pat<|>tern = x\n}\n', 'dovecot-dict-sql.conf.ext')) ?? '',
      /dict in SQL/,
    );
    assert.equal(await told('nothing<|> = x\n'), undefined);
    assert.equal(await told('# con<|>nect = x\n'), undefined);
  });

  it('goes by how dovecot.conf uses the file, else by its name, else by what it holds', async () => {
    const main = 'passdb {\n  driver = ldap\n  args = /etc/dovecot/dovecot-x.conf\n}\n';
    assert.ok((await labels('<|>', 'dovecot-x.conf', main)).includes('auth_bind'));
    assert.ok((await labels('<|>', 'dovecot-oauth2.conf.ext')).includes('tokeninfo_url'));
    assert.ok((await labels('tokeninfo_url = x\n<|>', 'dovecot-x.conf')).includes('introspection_url'));
    const dict = 'dict {\n  q = mysql:/etc/dovecot/dovecot-x.conf\n}\n';
    assert.ok((await labels('<|>', 'dovecot-x.conf', dict)).includes('map'));
  });

  it('proposes the settings of the block, their words, and what an item says', async () => {
    const inMap = await labels('map {\n  <|>\n}\n', 'dovecot-dict-sql.conf.ext');
    assert.ok(inMap.includes('pattern') && !inMap.includes('connect'));
    assert.deepEqual(await labels('tls = <|>\n', 'dovecot-ldap.conf.ext'), ['yes', 'no']);
    assert.ok((await labels('driver = <|>\n')).includes('pgsql'));
    assert.ok((await labels('default_pass_scheme = <|>\n')).includes('SHA512-CRYPT'));
    const { target, caret } = await targetAt('pass<|>', 'dovecot-sql.conf.ext', '');
    for (const item of complete(target, caret, docs))
      assert.ok(documentationOf((item.data as ItemData).subject, target, docs), item.label);
    const item = complete(target, caret, docs).find(({ label }) => label === 'password_query');
    const edited = TextDocument.applyEdits(target.document, [item?.textEdit as TextEdit]);
    assert.equal(edited, 'password_query = ');
  });

  const DICT = `key auth {
  key = userdb/%u
}
passdb_objects = auth
passdb_fields {
  password = %{dict:auth.password}
}
`;
  const MAIN = 'passdb {\n  driver = dict\n  args = /etc/dovecot/dovecot-dict-auth.conf.ext\n}\n';

  it('leads from a key of a dict to its block, and from elsewhere to dovecot.conf', async () => {
    const marked = DICT.replace('dict:auth', 'dict:au<|>th');
    const { target, caret } = await targetAt(marked, 'dovecot-dict-auth.conf.ext', MAIN);
    const document = TextDocument.create('file:///etc/dovecot/dovecot.conf', 'dovecot', 1, MAIN);
    const key = definitions(target, caret, () => document);
    assert.deepEqual(
      key.map(({ range }) => range.start),
      [{ line: 0, character: 4 }],
    );
    const uses = definitions(target, DICT.indexOf('passdb_objects'), () => document);
    assert.deepEqual(
      uses.map(({ uri, range }) => [uri.split('/').at(-1), range.start.line]),
      [['dovecot.conf', 2]],
    );
  });

  it('finds, highlights and renames keys of a dict; settings are the driver’s', async () => {
    const marked = DICT.replace('key auth', 'key au<|>th');
    const { target, caret } = await targetAt(marked, 'dovecot-dict-auth.conf.ext', MAIN);
    const found = references(target, caret, { includeDeclaration: true });
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      [0, 3, 5],
    );
    assert.equal(highlights(target, caret).length, 3);
    const renamed = rename(target, caret, 'user');
    assert.ok('changes' in renamed);
    const edits = Object.values(renamed.changes ?? {}).flat();
    assert.equal(TextDocument.applyEdits(target.document, edits), DICT.replaceAll('auth', 'user'));
    assert.ok('refusal' in prepareRename(target, DICT.indexOf('passdb_objects')));
    assert.ok('refusal' in rename(target, caret, 'a b'));
  });
});
