import * as vscode from 'vscode';
import { equal } from '../expect.js';
import { look, show } from '../screen.js';
import { codeOf, findings, hasRule } from '../waiting.js';
import { ask, openServer } from '../workspace.js';

const MAIN_CF = `myhostname = mail.example.com
inet_inter<|>faces = all
inet_interfaces = localhost
`;

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** What a user reads is in the language of the editor; a run of this suite is English, another one Chinese. */
describe('speak', () => {
  const chinese = vscode.env.language === 'zh-cn';

  it('tells findings and fixes in the language of the editor', async () => {
    const { document } = await openServer({ 'main.cf': MAIN_CF });
    const found = await findings(document.uri, 'duplicate-parameter', hasRule('duplicate-parameter'));
    for (const finding of found) equal(isChinese(finding.message), chinese, `${codeOf(finding)} is Chinese`);
    const fixes = await ask<vscode.CodeAction[]>('executeCodeActionProvider', document.uri, found[0]?.range);
    const own = fixes.filter(({ kind }) => kind?.contains(vscode.CodeActionKind.QuickFix));
    equal(own.length > 0, true, 'there are fixes');
    for (const { title } of own) equal(isChinese(title), chinese, `“${title}” is Chinese`);
    await show('workbench.actions.view.problems', '.markers-panel .monaco-list-row', 'findings');
  });

  it('explains in the language of the editor', async () => {
    await openServer({ 'main.cf': MAIN_CF });
    const shown = await show(
      'editor.action.showHover',
      '.monaco-hover:not(.hidden) .hover-contents',
      'explanation',
    );
    if (shown !== undefined) equal(isChinese(shown), chinese, 'the hover is Chinese');
  });

  it('names its commands in the language of the editor', async () => {
    await openServer({ 'main.cf': MAIN_CF });
    await vscode.commands.executeCommand('workbench.action.quickOpen', '>mailwright');
    const shown = await look('.quick-input-list .monaco-list-row', 'commands');
    if (shown !== undefined) equal(isChinese(shown), chinese, 'the command is Chinese');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  });
});
