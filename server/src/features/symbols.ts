import { SymbolKind, type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Parameter } from '../postfix/mainCf';
import { fieldText, type Override, type Service } from '../postfix/masterCf';
import type { ConfigurationFile, MainFile } from '../system/files';
import type { MailSystem } from '../system/mailSystem';
import type { NameKind } from '../system/names';
import type { PostfixInstance } from '../system/postfixInstance';
import type { Span } from '../text/span';
import type { DocumentLookup } from './diagnostics';
import { sectionsOf, type Section } from './sections';
import { toRange, type Target } from './target';

/** The outline: sections with their parameters; services with what they override. */
export function documentSymbols({ document, file, instance }: Target): DocumentSymbol[] {
  return file.kind === 'main'
    ? mainSymbols(document, file, instance)
    : file.tree.services.flatMap((service) => serviceSymbol(document, service) ?? []);
}

const KINDS: Readonly<Partial<Record<NameKind, SymbolKind>>> = {
  'restriction-class': SymbolKind.Class,
  'user-defined': SymbolKind.Variable,
  unused: SymbolKind.Variable,
};

const LONGEST_DETAIL = 80;

function mainSymbols(document: TextDocument, file: MainFile, instance: PostfixInstance): DocumentSymbol[] {
  const { tree } = file;
  const symbols: DocumentSymbol[] = [];
  const sections = sectionsOf(tree);
  let next = 0;
  let open: { readonly section: Section; readonly symbol: DocumentSymbol } | undefined;
  const openUntil = (line: number): void => {
    for (let section = sections[next]; section && section.first <= line; section = sections[++next]) {
      open = { section, symbol: sectionSymbol(document, file, section) };
      symbols.push(open.symbol);
    }
  };
  for (const parameter of tree.parameters) {
    openUntil(parameter.line.firstLine);
    const symbol = parameterSymbol(document, parameter, instance);
    (open?.symbol.children ?? symbols).push(symbol);
  }
  openUntil(tree.lines.length);
  return symbols;
}

function sectionSymbol(document: TextDocument, { tree }: MainFile, section: Section): DocumentSymbol {
  const start = tree.lines.startOf(section.first);
  const selection = {
    start: tree.lines.startOf(section.titleLine),
    end: tree.lines.endOf(section.titleLine),
  };
  return {
    name: section.title,
    kind: SymbolKind.Namespace,
    range: toRange(document, { start, end: tree.lines.endOf(section.last) }),
    selectionRange: toRange(document, selection),
    children: [],
  };
}

function parameterSymbol(
  document: TextDocument,
  parameter: Parameter,
  instance: PostfixInstance,
): DocumentSymbol {
  const { name } = parameter;
  const kind = instance.release.parameter(name) ? undefined : KINDS[instance.kindOf(name)];
  return {
    name,
    detail: detailOf(parameter.value.text),
    kind: kind ?? SymbolKind.Property,
    range: toRange(document, parameter.line),
    selectionRange: toRange(document, parameter.nameSpan),
  };
}

function serviceSymbol(document: TextDocument, service: Service): DocumentSymbol | undefined {
  const [name] = service.fields;
  if (!name) return undefined;
  return {
    name: name.text,
    detail: ['type', 'command']
      .map((column) => fieldText(service, column as 'type' | 'command'))
      .filter(Boolean)
      .join(' · '),
    kind: fieldText(service, 'type') === 'inet' ? SymbolKind.Interface : SymbolKind.Module,
    range: toRange(document, service.line),
    selectionRange: toRange(document, name.span),
    children: service.overrides.map((override) => overrideSymbol(document, override)),
  };
}

function overrideSymbol(document: TextDocument, { name, nameSpan, value, span }: Override): DocumentSymbol {
  return {
    name,
    detail: detailOf(value.text),
    kind: SymbolKind.Property,
    range: toRange(document, span),
    selectionRange: toRange(document, nameSpan),
  };
}

function detailOf(value: string): string {
  const text = value.replace(/\s+/g, ' ');
  return text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL - 1)}…` : text;
}

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
    for (const file of system.files) {
      const document = documents(file.uri);
      for (const { name, span, kind } of document ? namesOf(file) : []) {
        if (!document || !matches(name, query)) continue;
        const location = { uri: file.uri, range: toRange(document, span) };
        found.push({ name, kind, location, containerName: placeOf(file.uri) });
        if (found.length === MOST_WORKSPACE_SYMBOLS) return found;
      }
    }
  }
  return found;
}

interface Named {
  readonly name: string;
  readonly span: Span;
  readonly kind: SymbolKind;
}

function namesOf(file: ConfigurationFile): Named[] {
  if (file.kind === 'main') {
    return file.tree.parameters.map(({ name, nameSpan }) => ({
      name,
      span: nameSpan,
      kind: SymbolKind.Property,
    }));
  }
  return file.tree.services.flatMap(({ fields: [name, type] }) =>
    name && type ? { name: `${name.text}/${type.text}`, span: name.span, kind: SymbolKind.Interface } : [],
  );
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
