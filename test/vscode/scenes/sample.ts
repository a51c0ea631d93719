import * as vscode from 'vscode';
import mainCf from '../../fixtures/servers/users-story/etc/postfix/main.cf';
import masterCf from '../../fixtures/servers/users-story/etc/postfix/master.cf';
import { equal } from '../expect.js';
import { look, show } from '../screen.js';
import { codeOf, findings, hasRule } from '../waiting.js';
import { edit, openServer, type OpenServer } from '../workspace.js';

const SAMPLE = { 'main.cf': mainCf, 'master.cf': masterCf };

function selectAfter({ editor, document }: Pick<OpenServer, 'editor' | 'document'>, text: string): void {
  const caret = document.positionAt(document.getText().indexOf(text) + text.length);
  editor.selection = new vscode.Selection(caret, caret);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
}

/** The sample server, as `npm start` opens it: what the pictures of the README show. */
describe('sample', () => {
  it('has findings in both files', async () => {
    const { document, uri } = await openServer(SAMPLE, 'mail.example.com');
    await edit(uri('master.cf'));
    const services = await findings(uri('master.cf'), 'findings in master.cf', (found) => found.length > 0);
    equal(services.map(codeOf).includes('undefined'), false, 'a finding without its rule');
    await edit(document.uri);
    await findings(document.uri, 'the overridden inet_interfaces', hasRule('duplicate-parameter'));
    await show('workbench.actions.view.problems', '.markers-panel .monaco-list-row', 'sample-findings');
  });

  it('explains a parameter', async () => {
    const server = await openServer(SAMPLE, 'mail.example.com');
    await findings(server.document.uri, 'the overridden inet_interfaces', hasRule('duplicate-parameter'));
    selectAfter(server, 'smtpd_recipient_restr');
    await show('editor.action.showHover', '.monaco-hover:not(.hidden) .hover-contents', 'sample-hover');
  });

  it('offers fixes', async () => {
    const server = await openServer(SAMPLE, 'mail.example.com');
    await findings(server.document.uri, 'the overridden inet_interfaces', hasRule('duplicate-parameter'));
    selectAfter(server, 'inet_interf');
    await show('editor.action.quickFix', '.action-widget .monaco-list-row.focused', 'sample-fix');
    await vscode.commands.executeCommand('hideCodeActionWidget');
  });

  it('offers restrictions with their documentation', async () => {
    const server = await openServer(SAMPLE, 'mail.example.com');
    selectAfter(server, 'smtpd_recipient_restrictions=permit_mynetworks,');
    await show(
      'editor.action.triggerSuggest',
      '.suggest-widget.visible .monaco-list-row.focused',
      'sample-list',
    );
    await show('toggleSuggestionDetails', '.suggest-details:not(.no-docs)', 'sample-complete');
    await vscode.commands.executeCommand('hideSuggestWidget');
  });

  it('tells what each service is', async () => {
    const { uri } = await openServer(SAMPLE, 'mail.example.com');
    const editor = await edit(uri('master.cf'));
    selectAfter({ editor, document: editor.document }, 'smtps');
    await look('.codelens-decoration a, .codelens-decoration span', 'sample-services');
  });
});
