import type * as vscode from 'vscode';
import { includes } from '../expect.js';
import { show } from '../screen.js';
import { ask, openServer, textOfHovers } from '../workspace.js';

const MAIN_CF = `mydomain = example.com
myhostname = mail.$mydomain
smtpd_tls_security_l<|>evel = may
mydestination = $myhostname, localhost
`;

describe('hover', () => {
  it('explains a parameter', async () => {
    const { document, caret } = await openServer({ 'main.cf': MAIN_CF });
    const text = textOfHovers(await ask<vscode.Hover[]>('executeHoverProvider', document.uri, caret));
    includes(text, 'smtpd_tls_security_level', 'hover');
    const shown = await show(
      'editor.action.showHover',
      '.monaco-hover:not(.hidden) .hover-contents',
      'hover',
    );
    if (shown !== undefined) includes(shown, 'smtpd_tls_security_level', 'hover on the screen');
  });

  it('tells what a $name stands for', async () => {
    const { document } = await openServer({ 'main.cf': MAIN_CF });
    const reference = document.positionAt(document.getText().indexOf('$myhostname') + 3);
    const text = textOfHovers(await ask<vscode.Hover[]>('executeHoverProvider', document.uri, reference));
    includes(text, 'mail.example.com', 'hover');
  });

  it('explains a service and its columns', async () => {
    const { document, caret } = await openServer({ 'master.cf': 'smtps inet n - y - - smt<|>pd\n' });
    const text = textOfHovers(await ask<vscode.Hover[]>('executeHoverProvider', document.uri, caret));
    includes(text, 'smtpd', 'hover');
  });
});
