import type * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { show } from '../screen.js';
import { ask, openServer } from '../workspace.js';

const MASTER_CF = `smtp inet n - y - - smtpd
submission inet n - y - - smtpd
  -o syslog_name=postfix/submission
  -o smtpd_tls_security_level=encrypt
qmgr unix n - n 300 1 qmgr
`;

async function outline({ uri }: vscode.TextDocument): Promise<string[]> {
  const symbols =
    (await ask<vscode.DocumentSymbol[] | undefined>('executeDocumentSymbolProvider', uri)) ?? [];
  return symbols.flatMap((symbol) => [symbol.name, ...symbol.children.map(({ name }) => name)]);
}

describe('outline', () => {
  it('lists the parameters of main.cf', async () => {
    const { document } = await openServer({ 'main.cf': 'myhostname = a.example\nmydomain = example\n' });
    const names = await outline(document);
    equal(
      ['myhostname', 'mydomain'].every((name) => names.includes(name)),
      true,
      `parameters of ${names.join()}`,
    );
  });

  it('lists the services of master.cf and what they override', async () => {
    const { document } = await openServer({ 'master.cf': MASTER_CF });
    const names = (await outline(document)).join('\n');
    for (const name of ['submission', 'smtpd_tls_security_level', 'qmgr']) includes(names, name, 'outline');
    const shown = await show('outline.focus', '.outline-pane .monaco-list-row', 'outline');
    if (shown !== undefined) includes(shown, 'smtp', 'outline on the screen');
  });

  it('folds a service with its options', async () => {
    const { document } = await openServer({ 'master.cf': MASTER_CF });
    const ranges = await ask<vscode.FoldingRange[]>('executeFoldingRangeProvider', document.uri);
    equal(
      ranges.some(({ start, end }) => start === 1 && end === 3),
      true,
      'fold of submission',
    );
  });

  it('finds a service of the workspace by its name', async () => {
    const { uri } = await openServer({ 'master.cf': MASTER_CF });
    const symbols = await ask<vscode.SymbolInformation[]>('executeWorkspaceSymbolProvider', 'submission');
    const places = symbols.map(({ location }) => location.uri.toString());
    equal(places.includes(uri('master.cf').toString()), true, `master.cf in ${places.join()}`);
  });

  it('grows a selection from a word to its value and its setting', async () => {
    const { document, caret } = await openServer({
      'main.cf': 'mydestination = localhost, exam<|>ple.com\n',
    });
    const [range] = await ask<vscode.SelectionRange[]>('executeSelectionRangeProvider', document.uri, [
      caret,
    ]);
    const texts: string[] = [];
    for (let at = range; at; at = at.parent) texts.push(document.getText(at.range));
    for (const text of ['example.com', 'localhost, example.com']) {
      equal(texts.includes(text), true, `“${text}” among ${JSON.stringify(texts)}`);
    }
  });
});
