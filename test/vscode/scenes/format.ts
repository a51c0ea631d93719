import type * as vscode from 'vscode';
import { equal } from '../expect.js';
import { look } from '../screen.js';
import { applyEdits, ask, openServer } from '../workspace.js';

const UNTIDY = `# networks
myhostname=mail.example.com   
mynetworks   =   127.0.0.0/8,
# the office
      10.0.0.0/8
`;

const OPTIONS = { tabSize: 2, insertSpaces: true };

const withoutBlanks = (text: string): string => text.replace(/\s+/g, '');

const edits = ({ uri }: vscode.TextDocument): Thenable<vscode.TextEdit[] | undefined> =>
  ask('executeFormatDocumentProvider', uri, OPTIONS);

describe('format', () => {
  it('changes white space only, and nothing the second time', async () => {
    const { document } = await openServer({ 'main.cf': UNTIDY });
    const first = (await edits(document)) ?? [];
    equal(first.length > 0, true, 'something to change');
    await applyEdits(document.uri, first);
    equal(withoutBlanks(document.getText()), withoutBlanks(UNTIDY), 'text without white space');
    equal((await edits(document)) ?? [], [], 'edits of the second time');
    await look('.monaco-editor .view-lines', 'format');
  });
});
