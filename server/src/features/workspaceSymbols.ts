import type { SymbolInformation } from 'vscode-languageserver-types';
import { allFiles, type MailSystem } from '../system/mailSystem';
import type { DocumentLookup } from './diagnostics';
import { featuresOf } from './dispatch';
import { toRange } from './target';

const MOST_WORKSPACE_SYMBOLS = 500;

/** Parameters and services of all known servers whose name holds the letters of the query, in their order. */
export function workspaceSymbols(
  systems: readonly MailSystem[],
  query: string,
  lookup: (system: MailSystem) => DocumentLookup,
): SymbolInformation[] {
  const found: SymbolInformation[] = [];
  for (const system of systems) {
    const documents = lookup(system);
    for (const file of allFiles(system)) {
      const document = documents(file.uri);
      for (const { name, span, kind } of document ? (featuresOf(file).namedSpans?.(file) ?? []) : []) {
        if (!document || !matches(name, query)) continue;
        const location = { uri: file.uri, range: toRange(document, span) };
        found.push({ name, kind, location, containerName: placeOf(file.uri) });
        if (found.length === MOST_WORKSPACE_SYMBOLS) return found;
      }
    }
  }
  return found;
}

function matches(name: string, query: string): boolean {
  const letters = query.toLowerCase();
  let at = 0;
  for (const letter of name.toLowerCase()) if (letter === letters[at]) at++;
  return at >= letters.length;
}

/** The last two parts of a path: enough to tell servers apart. */
function placeOf(uri: string): string {
  return decodeURIComponent(uri.split('/').slice(-3).join('/'));
}
