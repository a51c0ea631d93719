import {
  SymbolKind,
  type CompletionItem,
  type DocumentSymbol,
  type FoldingRange,
} from 'vscode-languageserver-types';
import type { FileOfKind } from '../../system/files';
import { withMembers } from '../../postfix/tableReference';
import { toItem, type Proposal } from '../completion/item';
import { typedLine } from '../completion/place';
import { foldLines } from '../folding';
import type { LanguageFeatures } from '../language';
import { toRange, type Target } from '../target';

type ClientFile = FileOfKind<'client-table'>;
type ClientTarget = Target<ClientFile>;

const CLIENTS = ['ldap', 'mysql', 'pgsql', 'sqlite', 'memcache', 'mongodb'];

/** The table types that read the file; all that have such files, where no setting tells. */
function typesOf({ system, file }: ClientTarget): readonly string[] {
  const used = system.tables
    .usesOf(file.uri)
    .flatMap(({ reference }) => withMembers(reference).map(({ type }) => type))
    .filter((type) => CLIENTS.includes(type));
  return used.length > 0 ? used : CLIENTS;
}

/** The parameters that the table's type reads, where a name may stand; those that are set come last. */
function complete(target: ClientTarget, offset: number): CompletionItem[] {
  const { document, file, instance } = target;
  const typed = typedLine(file, offset);
  if (!typed || typed.continued || !/^\w*$/.test(typed.text)) return [];
  const set = new Set(file.tree.parameters.map(({ name }) => name));
  const names = typesOf(target).flatMap((type) =>
    instance.release.clientSuffixes(type).map((suffix) => suffix.replace(/^_/, '')),
  );
  const range = toRange(document, { start: offset - typed.text.length, end: offset });
  return [...new Set(names)].map((name): CompletionItem => {
    const proposal: Proposal = {
      label: name,
      kind: 'parameter',
      insert: `${name} = `,
      rank: set.has(name) ? 9 : 5,
    };
    return toItem(proposal, { uri: document.uri, range });
  });
}

function documentSymbols({ document, file }: ClientTarget): DocumentSymbol[] {
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
  complete,
  documentSymbols,
  foldingRanges,
};
