import * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { show } from '../screen.js';
import { ask, openServer } from '../workspace.js';

describe('insert', () => {
  it('offers snippets by their prefix', async () => {
    const { document, caret } = await openServer({ 'master.cf': 'submis<|>\n' });
    const { items } = await ask<vscode.CompletionList>('executeCompletionItemProvider', document.uri, caret);
    const snippets = items.filter(({ kind }) => kind === vscode.CompletionItemKind.Snippet);
    const labels = snippets.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const label of ['submission', 'submissions']) {
      equal(labels.includes(label), true, `${label} among ${labels.join()}`);
    }
  });

  it('writes a whole service with its options', async () => {
    const { document } = await openServer({ 'master.cf': 'smtp inet n - y - - smtpd\n<|>' });
    await vscode.commands.executeCommand('editor.action.insertSnippet', {
      langId: 'postfix-master',
      name: 'Submissions on port 465',
    });
    includes(document.getText(), 'smtpd_tls_wrappermode=yes', 'text');
    const shown = await show(
      'editor.action.triggerSuggest',
      '.monaco-editor .snippet-placeholder',
      'snippet',
    );
    if (shown !== undefined) equal(document.getText().includes('${'), false, 'placeholders are left as text');
  });

  it('takes the $ of a choice for text', async () => {
    const { document } = await openServer({ 'main.cf': '<|>\n' });
    const snippet = { langId: 'postfix-main', name: 'Backup MX' };
    await vscode.commands.executeCommand('editor.action.insertSnippet', snippet);
    includes(document.getText(), '= $default_database_type:/etc/postfix/relay_recipients\n', 'text');
  });
});
