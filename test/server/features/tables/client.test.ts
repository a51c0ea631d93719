import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { clientFeatures } from '../../../../server/src/features/tables/clientFeatures';
import { NO_DOCS } from '../../../../server/src/knowledge/docs';
import { readMarkers } from '../../../support/markers';
import { mailSystem, uriOf } from '../../../support/mailServer';

async function labels(marked: string): Promise<string[]> {
  const { text, caret = 0 } = readMarkers(marked);
  const system = await mailSystem({
    'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/users.cf\n',
    'users.cf': text,
  });
  const file = system.tables.fileOf(uriOf('users.cf'));
  assert.ok(file?.kind === 'client-table');
  const document = TextDocument.create(file.uri, 'postfix-client', 1, text);
  const target = { document, file, system, instance: system.postfix, language: 'en' } as const;
  assert.deepEqual(
    clientFeatures.documentSymbols?.(target).map(({ name }) => name),
    file.tree.parameters.map(({ name }) => name),
  );
  return (clientFeatures.complete?.(target, caret, NO_DOCS) ?? []).map(({ label }) => label);
}

describe('files of database clients', () => {
  it('offers the parameters that its table type reads', async () => {
    const found = await labels('user = x\nho<|>');
    for (const name of ['hosts', 'dbname', 'query']) assert.ok(found.includes(name), name);
    assert.ok(!found.includes('search_base'), 'search_base belongs to LDAP');
  });

  it('offers nothing in values and comments', async () => {
    assert.deepEqual(await labels('user = <|>'), []);
    assert.deepEqual(await labels('# us<|>'), []);
  });
});
