import assert from 'node:assert/strict';
import type { Location } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { definitions as mainDefinitions } from '../../../../server/src/features/navigate';
import { definitions, references } from '../../../../server/src/features/tables/navigate';
import { prepareRename, rename } from '../../../../server/src/features/tables/rename';
import { fileOf, type MailSystem } from '../../../../server/src/system/mailSystem';
import { baseName } from '../../../../server/src/system/uris';
import { readMarkers } from '../../../support/markers';
import type { Files } from '../../../support/mailServer';
import { tableTargetAt, targetAt } from '../../../support/target';

const MAIN = `myorigin = example.com
mydestination = example.com, localhost
virtual_alias_domains = example.org
alias_maps = hash:/etc/postfix/aliases
virtual_alias_maps = hash:/etc/postfix/virtual
transport_maps = hash:/etc/postfix/transport
smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders
`;
const MASTER = 'smtp unix - - n - - smtp\nslow unix - - n - - smtp\n';

function server(files: Files): Files {
  const empty = { aliases: '', virtual: '', transport: '', senders: '' };
  return { 'main.cf': MAIN, 'master.cf': MASTER, ...empty, ...files };
}

function documentsOf(system: MailSystem): (uri: string) => TextDocument | undefined {
  return (uri) => {
    const file = fileOf(system, uri);
    return file && TextDocument.create(uri, '', 0, file.tree.text);
  };
}

function draw(found: readonly Location[]): string[] {
  return found.map(({ uri, range: { start } }) => `${baseName(uri)}:${start.line}:${start.character}`);
}

async function definitionsOf(files: Files): Promise<string[]> {
  const { target, caret } = await tableTargetAt(server(files));
  return draw(definitions(target, caret, documentsOf(target.system)));
}

/** The files after a rename at the caret, those that changed; or the refusal. */
async function renamed(files: Files, newName: string): Promise<Readonly<Record<string, string>> | string> {
  const { target, caret } = await tableTargetAt(server(files));
  const documents = documentsOf(target.system);
  const edit = rename(target, caret, newName, documents);
  if ('refusal' in edit) return edit.refusal;
  const { changes = {} } = edit;
  return Object.fromEntries(
    Object.entries(changes).map(([uri, edits]) => [
      baseName(uri),
      TextDocument.applyEdits(documents(uri) ?? TextDocument.create(uri, '', 0, ''), edits),
    ]),
  );
}

describe('names in lookup tables', () => {
  it('a user leads to its alias and to its virtual entry', async () => {
    const files = {
      virtual: 'info@example.org jo<|>e, ann@example.net\njoe@example.com root\n',
      aliases: 'joe: ann\n',
    };
    assert.deepEqual(await definitionsOf(files), ['aliases:0:0', 'virtual:1:0']);
  });

  it('a user of another domain is another user', async () => {
    const files = { virtual: 'info@example.org jo<|>e@example.net\n', aliases: 'joe: ann\n' };
    assert.deepEqual(await definitionsOf(files), []);
  });

  it('a domain leads to the list that has it, a transport to its service', async () => {
    assert.deepEqual(await definitionsOf({ virtual: 'info@exam<|>ple.org joe\n' }), ['main.cf:2:24']);
    assert.deepEqual(await definitionsOf({ transport: 'example.net sl<|>ow:[mx.example.net]\n' }), [
      'master.cf:1:0',
    ]);
    assert.deepEqual(await definitionsOf({ senders: 'a@b.example FILTER slo<|>w:x\n' }), ['master.cf:1:0']);
  });

  it('main.cf leads to the file of a table', async () => {
    const { target, caret } = await targetAt({
      ...server({}),
      'main.cf': MAIN.replace('postfix/virtual', 'postfix/vir<|>tual'),
    });
    assert.deepEqual(draw(mainDefinitions(target, caret, documentsOf(target.system))), ['virtual:0:0']);
  });

  it('references are in all tables', async () => {
    const { target, caret } = await tableTargetAt(
      server({
        virtual: 'info@example.org joe\n',
        aliases: 'jo<|>e: ann\n',
        senders: 'joe@example.com OK\n',
      }),
    );
    const documents = documentsOf(target.system);
    const all = references(target, caret, { includeDeclaration: true }, documents);
    assert.deepEqual(draw(all).sort(), ['aliases:0:0', 'senders:0:0', 'virtual:0:17']);
    const uses = references(target, caret, { includeDeclaration: false }, documents);
    assert.deepEqual(draw(uses).sort(), ['senders:0:0', 'virtual:0:17']);
  });

  it('renames a user everywhere, and nobody of another domain', async () => {
    const files = {
      aliases: 'joe: ann\nroot: jo<|>e, joe@example.net\n',
      virtual: 'info@example.org joe@example.com\n',
    };
    assert.deepEqual(await renamed(files, 'jane'), {
      aliases: 'jane: ann\nroot: jane, joe@example.net\n',
      virtual: 'info@example.org jane@example.com\n',
    });
    assert.match(JSON.stringify(await renamed(files, 'a b')), /unlike \\"a b/);
  });

  it('renames a domain in tables and in main.cf', async () => {
    const files = { virtual: 'info@exam<|>ple.org joe\n@example.org ann\n', senders: '.example.org OK\n' };
    assert.deepEqual(await renamed(files, 'example.edu'), {
      'main.cf': MAIN.replace('example.org', 'example.edu'),
      virtual: 'info@example.edu joe\n@example.edu ann\n',
      senders: '.example.edu OK\n',
    });
    assert.match(JSON.stringify(await renamed(files, 'a@b')), /no domain/);
  });

  it('refuses what is no name of the tables', async () => {
    const { target, caret } = await tableTargetAt(server({ transport: 'example.net sl<|>ow:\n' }));
    assert.match(JSON.stringify(prepareRename(target, caret)), /slow is a service of master.cf/);
    const comment = await tableTargetAt(server({ transport: '# na<|>me\n' }));
    assert.match(JSON.stringify(prepareRename(comment.target, comment.caret)), /no user and no domain/);
  });

  it('marks what would be renamed', async () => {
    const marked = '«info»@example.org joe\n';
    const { target } = await tableTargetAt(server({ virtual: marked }));
    const [span] = readMarkers(marked).spans;
    const prepared = prepareRename(target, span?.start ?? 0);
    assert.ok('placeholder' in prepared);
    assert.equal(prepared.placeholder, 'info');
  });
});
