import { SymbolKind, type DocumentSymbol, type FoldingRange } from 'vscode-languageserver-types';
import type { ClientFile } from '../../system/tableClients';
import { foldLines } from '../folding';
import type { LanguageFeatures } from '../language';
import { toRange, type Target } from '../target';
import { clientDocumentation, completeClient } from './clientComplete';
import { clientHover } from './clientHover';

function documentSymbols({ document, file }: Target<ClientFile>): DocumentSymbol[] {
  return file.tree.parameters.map(({ name, nameSpan, line }) => ({
    name,
    kind: SymbolKind.Property,
    range: toRange(document, line),
    selectionRange: toRange(document, nameSpan),
  }));
}

function foldingRanges({ tree }: ClientFile): FoldingRange[] {
  return foldLines(
    tree,
    tree.parameters.map(({ line }) => line),
  );
}

/** Files that say how to reach a database: ldap_table(5), mysql_table(5) and the like. */
export const clientFeatures: LanguageFeatures<ClientFile> = {
  product: 'postfix',
  hover: clientHover,
  complete: completeClient,
  documentationOf: clientDocumentation,
  documentSymbols,
  foldingRanges,
};
