import assert from 'node:assert/strict';
import type { OpenDocument } from '../../../server/src/system/configurationReader';
import { Workspace } from '../../../server/src/system/workspace';
import { postfixKnowledge } from '../../support/assets';
import { memoryIo } from '../../support/memoryIo';

const URI = 'file:///etc/postfix/main.cf';

describe('files of a workspace', () => {
  it('are read again when a document is opened anew with another text', async () => {
    let open: OpenDocument | undefined = { uri: URI, text: 'myhostname = one.example\n' };
    const documents = { get: (uri: string) => (uri === URI ? open : undefined) };
    const workspace = new Workspace(memoryIo({}).files, documents, await postfixKnowledge());
    const hostName = async (): Promise<string | undefined> =>
      (await workspace.systemOf(URI))?.postfix.entries.get('myhostname')?.value.text;
    assert.equal(await hostName(), 'one.example');
    // Closed, the file changed by another program, and opened: no event of the disk need have come by then.
    open = undefined;
    open = { uri: URI, text: 'myhostname = two.example\n' };
    assert.equal(await hostName(), 'two.example');
  });

  it('are parsed once for each text', async () => {
    const open: OpenDocument = { uri: URI, text: 'myhostname = one.example\n' };
    const documents = { get: (uri: string) => (uri === URI ? { ...open } : undefined) };
    const workspace = new Workspace(memoryIo({}).files, documents, await postfixKnowledge());
    const first = await workspace.systemOf(URI);
    const second = await workspace.systemOf(URI);
    assert.ok(first && first.postfix.main === second?.postfix.main);
  });
});
