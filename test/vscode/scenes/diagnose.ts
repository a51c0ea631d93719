import * as vscode from 'vscode';
import { equal, includes, present } from '../expect.js';
import { show } from '../screen.js';
import { accept, codeOf, findings, hasRule } from '../waiting.js';
import { ask, openServer, whole } from '../workspace.js';

const TWICE = `myhostname = mail.example.com
inet_inter<|>faces = all
mydestination = $myhostname, localhost
inet_interfaces = localhost
`;

async function fixesAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const actions = await ask<vscode.CodeAction[]>('executeCodeActionProvider', document.uri, range);
  return actions.filter(({ kind }) => kind?.contains(vscode.CodeActionKind.QuickFix));
}

describe('diagnose', () => {
  it('underlines a setting that a later one overrides, and points at that', async () => {
    const { document } = await openServer({ 'main.cf': TWICE });
    const found = await findings(document.uri, 'duplicate-parameter', hasRule('duplicate-parameter'));
    const twice = present(
      found.find((diagnostic) => codeOf(diagnostic) === 'duplicate-parameter'),
      'finding',
    );
    equal(document.getText(twice.range), 'inet_interfaces', 'range');
    equal(twice.range.start.line, 1, 'line');
    equal(twice.relatedInformation?.[0]?.location.range.start.line, 3, 'line that is in force');
    const shown = await show('editor.action.marker.next', '.zone-widget .marker-widget', 'diagnose');
    if (shown !== undefined) includes(shown, 'inet_interfaces', 'finding on the screen');
    await vscode.commands.executeCommand('closeMarkersNavigation');
  });

  it('removes the overridden line when its quick fix is accepted', async () => {
    const { document } = await openServer({ 'main.cf': TWICE });
    await findings(document.uri, 'duplicate-parameter', hasRule('duplicate-parameter'));
    await show('editor.action.quickFix', '.action-widget .monaco-list-row.focused', 'fix');
    await accept('acceptSelectedCodeAction', document);
    equal(document.getText().includes('inet_interfaces = all'), false, 'the overridden line is there');
    await findings(document.uri, 'no duplicate', (found) => !hasRule('duplicate-parameter')(found));
  });

  it('gives a file of Windows the line ends of Unix, and sees that it has them', async () => {
    const { document } = await openServer({ 'main.cf': 'biff = no\r\nmyorigin = example.com\r\n' });
    equal(document.eol, vscode.EndOfLine.CRLF, 'line ends before');
    await findings(document.uri, 'crlf', hasRule('crlf'));
    await show('editor.action.quickFix', '.action-widget .monaco-list-row.focused', 'line-ends');
    await accept('acceptSelectedCodeAction', document);
    equal(document.eol, vscode.EndOfLine.LF, 'line ends after');
    await findings(document.uri, 'no crlf', (found) => !hasRule('crlf')(found));
  });

  it('follows the typing', async () => {
    const { document, editor } = await openServer({ 'main.cf': 'inet_interfaces = all\n' });
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'inet_interfaces = localhost\n'));
    await findings(document.uri, 'duplicate-parameter', hasRule('duplicate-parameter'));
    await editor.edit((edit) => edit.delete(new vscode.Range(1, 0, 2, 0)));
    await findings(document.uri, 'no duplicate', (found) => !hasRule('duplicate-parameter')(found));
  });

  it('finds the full-width dash of a Chinese keyboard in master.cf, and writes an ASCII one', async () => {
    const { document } = await openServer({ 'master.cf': 'smtp2 inet n - n - － smtpd\n' });
    const dash = new vscode.Range(0, 19, 0, 20);
    await findings(document.uri, 'a finding on the dash', (found) =>
      found.some(({ range }) => range.isEqual(dash)),
    );
    const fixes = await fixesAt(document, whole(document));
    const fix = present(
      fixes.find(({ edit }) => edit?.get(document.uri).some(({ newText }) => newText === '-')),
      'fix',
    );
    await vscode.workspace.applyEdit(present(fix.edit, 'its edit'));
    equal(document.lineAt(0).text, 'smtp2 inet n - n - - smtpd', 'line');
  });
});
