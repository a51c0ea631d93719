import assert from 'node:assert/strict';
import type { CompletionItem, Hover } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ItemData } from '../../../../server/src/features/completion/item';
import type { Target } from '../../../../server/src/features/target';
import { clientFeatures } from '../../../../server/src/features/tables/clientFeatures';
import { loadDocs } from '../../../../server/src/knowledge/docs';
import {
  CLIENT_PARAMETERS,
  CLIENT_TYPES,
  type ClientType,
} from '../../../../server/src/postfix/clientParameters';
import type { ClientFile } from '../../../../server/src/system/tableClients';
import type { Language } from '../../../../server/src/text/localized';
import { sourceAssets } from '../../../support/assets';
import { clientFiles } from '../../../support/clientFiles';
import { postfixFacts } from '../../../support/facts';
import { readMarkers } from '../../../support/markers';
import { mailSystem, uriOf } from '../../../support/mailServer';

async function open(
  type: ClientType,
  marked: string,
  language: Language = 'en',
): Promise<{ target: Target<ClientFile>; caret: number }> {
  const { text, caret = 0 } = readMarkers(marked);
  const system = await mailSystem(clientFiles(type, text));
  const file = system.tables.fileOf(uriOf('db.cf'));
  assert.ok(file?.kind === 'client-table');
  const document = TextDocument.create(file.uri, 'postfix-client', 1, text);
  return { target: { document, file, system, instance: system.postfix, language }, caret };
}

async function complete(type: ClientType, marked: string): Promise<CompletionItem[]> {
  const { target, caret } = await open(type, marked);
  return clientFeatures.complete?.(target, caret, await loadDocs(sourceAssets, 'postfix', 'en')) ?? [];
}

async function hover(
  type: ClientType,
  marked: string,
  language: Language = 'en',
): Promise<string | undefined> {
  const { target, caret } = await open(type, marked, language);
  const docs = await loadDocs(sourceAssets, 'postfix', language);
  const found: Hover | null | undefined = clientFeatures.hover?.(target, caret, docs);
  return found ? (found.contents as { value: string }).value : undefined;
}

const labelsOf = (items: readonly CompletionItem[]): string[] => items.map(({ label }) => label);

describe('files of database clients', () => {
  it('offers the parameters that its table type reads', async () => {
    const found = labelsOf(await complete('mysql', 'user = x\nho<|>'));
    for (const name of ['hosts', 'dbname', 'query']) assert.ok(found.includes(name), name);
    assert.ok(!found.includes('search_base'), 'search_base belongs to LDAP');
    assert.ok(!found.includes('select_field'), 'select_field is obsolete');
  });

  it('offers what a value may be', async () => {
    assert.deepEqual(labelsOf(await complete('ldap', 'scope = <|>')).sort(), ['base', 'one', 'sub']);
    assert.deepEqual(labelsOf(await complete('mysql', 'tls_verify_cert = n<|>')), ['yes', 'no']);
    assert.deepEqual(await complete('mysql', 'user = <|>'), []);
    assert.deepEqual(await complete('mysql', '# us<|>'), []);
  });

  it('documents what it offers', async () => {
    const { target } = await open('ldap', 'bind = <|>');
    const docs = await loadDocs(sourceAssets, 'postfix', 'en');
    const document = (items: readonly CompletionItem[], label: string): string | undefined => {
      const data = items.find((item) => item.label === label)?.data as ItemData;
      return clientFeatures.documentationOf?.(data.subject, target, docs);
    };
    assert.match(document(await complete('ldap', '<|>'), 'search_base') ?? '', /below which/);
    assert.match(document(await complete('ldap', 'bind = <|>'), 'none') ?? '', /same as no/);
  });

  it('explains a parameter, its default and who asks the table', async () => {
    const text = (await hover('ldap', 'sco<|>pe = one\n')) ?? '';
    assert.match(text, /parameter of ldap tables/);
    assert.match(text, /Default: `sub`/);
    assert.match(text, /virtual_alias_maps/);
    assert.match((await hover('ldap', 'scope = o<|>ne\n')) ?? '', /right below the base/);
    assert.match((await hover('mysql', 'dbna<|>me = x\n', 'zh-cn')) ?? '', /必须设置/);
    assert.equal(await hover('mysql', 'bog<|>us = x\n'), undefined);
  });

  it('shows an outline', async () => {
    const { target } = await open('sqlite', 'dbpath = /x\nquery = a\n b\n');
    const symbols = clientFeatures.documentSymbols?.(target) ?? [];
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['dbpath', 'query'],
    );
  });

  it('knows each parameter that the facts have, and no other', () => {
    const known = CLIENT_TYPES.map((type) => [type, Object.keys(CLIENT_PARAMETERS[type]).sort()] as const);
    const wanted = postfixFacts().tableClients.map(
      ({ type, suffixes }) => [type, [...suffixes].sort()] as const,
    );
    assert.deepEqual(Object.fromEntries(known), Object.fromEntries(wanted));
  });
});
