import * as vscode from 'vscode';
import { equal, includes, present } from '../expect.js';
import { clickInPage, look, lookIntoPage } from '../screen.js';
import { eventually } from '../waiting.js';
import { ask, openServer } from '../workspace.js';

const MAIN_CF = `myhostname = mail.example.com
compatibility_level = 3.6
mydestination = example.com
mynetworks = 127.0.0.0/8, 10.0.0.0/8
smtpd_relay_restrictions =
    permit_mynetworks,
    permit_sasl_authenticated,
    reject_unauth_destination
`;

const MASTER_CF = `smtp       inet n - y - - smtpd
submission inet n - y - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
2525       inet n - y - - smtpd
  -o smtpd_relay_restrictions=permit_mynetworks,check_helo_access,inline:{me=OK},reject_unauth_destination
  -o mynetworks=0.0.0.0/0
`;

/** The place where a click in the picture should lead to. */
const lineOf = (editor: vscode.TextEditor | undefined): string | undefined =>
  editor?.document.lineAt(editor.selection.active.line).text.trim();

/** Another editor has the focus, or the caret another place. */
const moves: vscode.Event<unknown> = (listener) =>
  vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(listener),
    vscode.window.onDidChangeTextEditorSelection(listener),
  );

describe('relay', () => {
  it('tells over a list who may relay, and leads to the picture', async () => {
    const { document } = await openServer({ 'main.cf': MAIN_CF, 'master.cf': MASTER_CF }, 'mail.example.com');
    const lenses = await ask<vscode.CodeLens[]>('executeCodeLensProvider', document.uri, 100);
    const titles = lenses.filter(({ range }) => range.start.line === 4);
    includes(titles.map(({ command }) => command?.title).join(), '10.0.0.0/8', 'lens');
    const { command, arguments: given } = present(titles[0]?.command, 'command of the lens');
    equal(command, 'mailwright.explainRelaying');
    equal(given?.[1], 'smtp', 'service of the lens');
    await look('.codelens-decoration a', 'relay-lens');
  });

  it('shows who may relay as a matrix, and how each field comes about', async () => {
    const { document } = await openServer({ 'main.cf': MAIN_CF, 'master.cf': MASTER_CF }, 'mail.example.com');
    await vscode.commands.executeCommand('mailwright.explainRelaying', document.uri.toString(), 'smtp');
    await eventually('the tab of the picture', vscode.window.tabGroups.onDidChangeTabs, () =>
      vscode.window.tabGroups.all.some(({ activeTab }) => activeTab?.input instanceof vscode.TabInputWebview)
        ? true
        : undefined,
    );
    const open = await lookIntoPage('button.open');
    if (open === undefined) return;
    includes(open, '250', 'field of the open service');
    await clickInPage('#service-smtp + table tbody tr:first-child td:nth-child(3) button');
    const summary = await lookIntoPage('aside h2', 'relay-picture');
    for (const part of ['reject_unauth_destination', '(main.cf:8)']) includes(summary ?? '', part, 'summary');
    const seen = (): string | undefined =>
      vscode.window.visibleTextEditors.map(lineOf).find((line) => line === 'reject_unauth_destination');
    equal(
      await eventually('the deciding line', vscode.window.onDidChangeTextEditorSelection, seen),
      'reject_unauth_destination',
    );
    await clickInPage('aside li:nth-child(1) button');
    const jumped = (): true | undefined =>
      lineOf(vscode.window.activeTextEditor) === 'permit_mynetworks,' ? true : undefined;
    await eventually('the line of the first step', moves, jumped, () =>
      lineOf(vscode.window.activeTextEditor),
    );
  });
});
