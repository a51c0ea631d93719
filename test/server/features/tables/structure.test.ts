import assert from 'node:assert/strict';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { foldingRanges } from '../../../../server/src/features/tables/folding';
import { documentSymbols } from '../../../../server/src/features/tables/symbols';
import { tableTargetAt } from '../../../support/target';

function draw(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, detail = '', range, children }) => [
    `${indent}${name} → ${detail} ${range.start.line}-${range.end.line}`,
    ...draw(children ?? [], `${indent}  `),
  ]);
}

describe('structure of lookup tables', () => {
  it('keys with what they give', async () => {
    const { target } = await tableTargetAt({
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      virtual: '# x\ninfo@example.com joe,\n  ann\n@example.com bob<|>\n',
    });
    assert.deepEqual(draw(documentSymbols(target)), [
      'info@example.com → joe, ann 1-2',
      '@example.com → bob 3-3',
    ]);
  });

  it('conditions hold their lines', async () => {
    const { target } = await tableTargetAt({
      'main.cf': 'header_checks = pcre:/etc/postfix/checks\n',
      checks: 'if /^Subject:/\n/spam/i REJECT\n/x/ DUNNO\nendif<|>\n/y/ WARN\n',
    });
    assert.deepEqual(draw(documentSymbols(target)), [
      'if /^Subject:/ →  0-3',
      '  /spam/i → REJECT 1-1',
      '  /x/ → DUNNO 2-2',
      '/y/ → WARN 4-4',
    ]);
    const folds = foldingRanges(target.file).map(({ startLine, endLine }) => `${startLine}-${endLine}`);
    assert.deepEqual(folds, ['0-3']);
  });

  it('folds comments, and entries over several lines', async () => {
    const { target } = await tableTargetAt({
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\n',
      aliases: '# a\n# b\nroot: joe,\n  ann\njoe: x<|>\n',
    });
    const folds = foldingRanges(target.file).map(({ startLine, endLine }) => `${startLine}-${endLine}`);
    assert.deepEqual(folds, ['0-1', '2-3']);
  });
});
