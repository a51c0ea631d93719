import assert from 'node:assert/strict';
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { documentSymbols } from '../../../server/src/features/symbols';
import { workspaceSymbols } from '../../../server/src/features/workspaceSymbols';
import { mailSystem, uriOf } from '../../support/mailServer';
import { targetAt } from '../../support/target';

function draw(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, detail, kind, range, children }) => [
    `${indent}${name} [${detail ?? ''}] ${kind} ${range.start.line}-${range.end.line}`,
    ...draw(children ?? [], `${indent}  `),
  ]);
}

describe('document symbols', () => {
  it('main.cf: sections with their parameters', async () => {
    const { target } = await targetAt(
      'myhostname = a\n# --- Networks ---\noffice = 10.0.0.0/8\nmynetworks =\n  $office,\n  127.0.0.1\n\n# --- none ---\n',
    );
    assert.deepEqual(draw(documentSymbols(target)), [
      `myhostname [a] ${SymbolKind.Property} 0-0`,
      `Networks [] ${SymbolKind.Namespace} 1-5`,
      `  office [10.0.0.0/8] ${SymbolKind.Variable} 2-2`,
      `  mynetworks [$office, 127.0.0.1] ${SymbolKind.Property} 3-5`,
      `none [] ${SymbolKind.Namespace} 7-7`,
    ]);
  });

  it('master.cf: services with what they override', async () => {
    const { target } = await targetAt({
      'master.cf': '# ---- SMTP ----\nsmtp inet n - n - - smtpd\n  -o a=b\n  -o { c = d e }\nx unix\n',
    });
    assert.deepEqual(draw(documentSymbols(target)), [
      `smtp [inet · smtpd] ${SymbolKind.Interface} 1-3`,
      `  a [b] ${SymbolKind.Property} 2-2`,
      `  c [d e] ${SymbolKind.Property} 3-3`,
      `x [unix] ${SymbolKind.Module} 4-4`,
    ]);
  });

  it('selects the name, inside of the range', async () => {
    const { target, spans } = await targetAt('# x\n«mynetworks» = a,\n b\n');
    const [symbol] = documentSymbols(target);
    assert.ok(symbol);
    assert.equal(target.document.offsetAt(symbol.selectionRange.start), spans[0]?.start);
    assert.equal(target.document.offsetAt(symbol.selectionRange.end), spans[0]?.end);
  });

  it('cuts a long value', async () => {
    const { target } = await targetAt(`mydestination = ${'a, '.repeat(100)}b\n`);
    assert.equal(documentSymbols(target)[0]?.detail?.length, 80);
  });
});

describe('workspace symbols', () => {
  const files = { 'main.cf': 'mynetworks = a\nmyorigin = b\n', 'master.cf': 'relay unix - - n - - smtp\n' };

  async function search(query: string): Promise<readonly string[]> {
    const system = await mailSystem(files);
    const lookup = () => (uri: string) => {
      const file = system.files.find((candidate) => candidate.uri === uri);
      return file && TextDocument.create(uri, '', 0, file.tree.text);
    };
    return workspaceSymbols([system], query, lookup).map(
      ({ name, location, containerName }) => `${name} ${location.uri === uriOf('main.cf')} ${containerName}`,
    );
  }

  it('finds parameters and services by their letters', async () => {
    assert.deepEqual(await search('MyNet'), ['mynetworks true etc/postfix/main.cf']);
    assert.deepEqual(await search('rlyx'), ['relay/unix false etc/postfix/master.cf']);
    assert.deepEqual((await search('')).length, 3);
    assert.deepEqual(await search('zz'), []);
  });
});
