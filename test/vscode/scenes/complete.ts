import type * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { show } from '../screen.js';
import { accept } from '../waiting.js';
import { ask, openServer, type OpenServer } from '../workspace.js';

async function labels({ document, caret }: OpenServer): Promise<string[]> {
  const { items } = await ask<vscode.CompletionList>('executeCompletionItemProvider', document.uri, caret);
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

function offers(found: readonly string[], ...wanted: readonly string[]): void {
  for (const label of wanted) equal(found.includes(label), true, `${label} in the list`);
}

describe('complete', () => {
  it('offers a name and writes it when it is accepted', async () => {
    const { document } = await openServer({
      'main.cf': 'myhostname = mail.example.com\nsmtpd_tls_security_le<|>',
    });
    const shown = await show(
      'editor.action.triggerSuggest',
      '.suggest-widget.visible .monaco-list-row.focused',
      'complete',
    );
    if (shown !== undefined) includes(shown, 'smtpd_tls_security_level', 'first suggestion');
    await accept('acceptSelectedSuggestion', document);
    includes(document.lineAt(1).text, 'smtpd_tls_security_level', 'line');
  });

  it('offers the values of a parameter', async () => {
    offers(
      await labels(await openServer({ 'main.cf': 'smtpd_tls_security_level = <|>\n' })),
      'may',
      'encrypt',
    );
  });

  it('offers restrictions, also behind other ones', async () => {
    const server = await openServer({ 'main.cf': 'smtpd_relay_restrictions = permit_mynetworks, <|>\n' });
    offers(await labels(server), 'reject_unauth_destination', 'permit_sasl_authenticated');
  });

  it('offers what belongs into a column of master.cf', async () => {
    offers(await labels(await openServer({ 'master.cf': 'smtps inet n - y - - <|>\n' })), 'smtpd', 'smtp');
  });
});
