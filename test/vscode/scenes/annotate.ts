import type * as vscode from 'vscode';
import { equal, includes, present } from '../expect.js';
import { look } from '../screen.js';
import { ask, openServer, whole } from '../workspace.js';

const MASTER_CF = `smtp      inet  n       -       y       -       -       smtpd
submissions inet n      -       y       -       -       smtpd
  -o syslog_name=postfix/submissions
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
`;

const MAIN_CF = `myhostname = mail.example.com
mynetworks = 127.0.0.0/8, 10.0.0.0/8
maximal_queue_lifetime = 5
smtpd_banner = $myhostname ESMTP
`;

describe('annotate', () => {
  it('says in a code lens what a service is', async () => {
    const { document } = await openServer({ 'master.cf': MASTER_CF });
    const lenses = await ask<vscode.CodeLens[]>('executeCodeLensProvider', document.uri, 100);
    const lens = lenses.find(({ range }) => range.start.line === 1);
    includes(present(lens?.command, 'lens of submissions').title, '465', 'lens');
    const shown = await look('.codelens-decoration', 'code-lens');
    if (shown !== undefined) equal(shown.length > 0, true, 'lens on the screen');
  });

  it('counts in a code lens whom mynetworks trusts', async () => {
    const { document } = await openServer({ 'main.cf': MAIN_CF });
    const lenses = await ask<vscode.CodeLens[]>('executeCodeLensProvider', document.uri, 100);
    equal(
      lenses.some(({ range, command }) => range.start.line === 1 && Boolean(command?.title)),
      true,
      'lens of mynetworks',
    );
  });

  it('adds the unit and the effective value as inlay hints', async () => {
    const { document } = await openServer({ 'main.cf': MAIN_CF });
    const hints = await ask<vscode.InlayHint[]>('executeInlayHintProvider', document.uri, whole(document));
    const lines = [...new Set(hints.map(({ position }) => position.line))].sort();
    equal(lines.includes(2), true, `hint of the unit, in lines ${lines.join()}`);
    equal(lines.includes(3), true, `hint of the value, in lines ${lines.join()}`);
    await look('.monaco-editor .view-line span[class*="dyn-rule"]', 'inlay-hints');
  });

  it('links table files, and colours by meaning', async () => {
    const { document, uri } = await openServer({
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\nmyhostname = mail.example.com\n',
      virtual: 'info@example.com admin\n',
    });
    const links = await ask<vscode.DocumentLink[]>('executeLinkProvider', document.uri, 100);
    equal(
      links.some(({ target }) => target?.path === uri('virtual').path),
      true,
      'link to the table',
    );
    const tokens = await ask<vscode.SemanticTokens>('provideDocumentSemanticTokens', uri('main.cf'));
    equal(tokens.data.length > 0, true, 'semantic tokens');
  });
});
