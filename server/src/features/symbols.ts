import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Parameter } from '../postfix/mainCf';
import { fieldText, type Override, type Service } from '../postfix/masterCf';
import type { PostfixFile, MainFile } from '../system/files';
import type { NameKind } from '../system/names';
import type { PostfixInstance } from '../system/postfixInstance';
import type { Span } from '../text/span';
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

export function detailOf(value: string): string {
  const text = value.replace(/\s+/g, ' ');
  return text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL - 1)}…` : text;
}

export interface NamedSpan {
  readonly name: string;
  readonly span: Span;
  readonly kind: SymbolKind;
}

export function namedSpans(file: PostfixFile): NamedSpan[] {
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
