import { isClientType } from '../postfix/clientParameters';
import { parseMainCf, type MainCf } from '../postfix/mainCf';
import { parseAliases, type AliasTable } from '../postfix/tables/aliases';
import { parseCidr, type CidrFile } from '../postfix/tables/cidr';
import { parseKeyed, type KeyedTable } from '../postfix/tables/keyed';
import type { TableEntry } from '../postfix/tables/lookup';
import type { LookupRole } from '../postfix/tables/lookupKeys';
import { parsePatterns, type PatternFile } from '../postfix/tables/regexp';
import { formOf, type FileForm } from '../postfix/tables/table';
import type { TemplateText } from '../template/template';

/** The trees of files that hold lookup tables, or say how to reach one. */
interface TableTrees {
  readonly 'keyed-table': KeyedTable;
  readonly 'alias-table': AliasTable;
  readonly 'regexp-table': PatternFile;
  readonly 'pcre-table': PatternFile;
  readonly 'cidr-table': CidrFile;
  /** Settings of a database client: `ldap:/etc/postfix/ldap.cf`. */
  readonly 'client-table': MainCf;
}

export type TableKind = keyof TableTrees;

/** A file of lookup data with its parsed tree. */
export type TableFile = {
  readonly [Kind in TableKind]: {
    readonly kind: Kind;
    readonly uri: string;
    readonly tree: TableTrees[Kind];
    readonly template?: TemplateText;
  };
}[TableKind];

/** How the text of each kind is read. */
export const TABLE_READERS: {
  readonly [Kind in TableKind]: (uri: string, text: string) => Extract<TableFile, { kind: Kind }>;
} = {
  'keyed-table': (uri, text) => ({ kind: 'keyed-table', uri, tree: parseKeyed(text) }),
  'alias-table': (uri, text) => ({ kind: 'alias-table', uri, tree: parseAliases(text) }),
  'regexp-table': (uri, text) => ({ kind: 'regexp-table', uri, tree: parsePatterns(text, 'posix') }),
  'pcre-table': (uri, text) => ({ kind: 'pcre-table', uri, tree: parsePatterns(text, 'pcre') }),
  'cidr-table': (uri, text) => ({ kind: 'cidr-table', uri, tree: parseCidr(text) }),
  'client-table': (uri, text) => ({ kind: 'client-table', uri, tree: parseMainCf(text) }),
};

const KINDS = {
  keyed: 'keyed-table',
  posix: 'regexp-table',
  pcre: 'pcre-table',
  cidr: 'cidr-table',
} as const;

/** How a file of this form is read for a role. */
export function kindOfForm(form: FileForm, role: LookupRole | undefined): TableKind {
  return form === 'keyed' && role === 'aliases' ? 'alias-table' : KINDS[form];
}

/** How the file of `type:/path` is read; undefined for types without one. */
export function tableKindOf(type: string, role: LookupRole | undefined): TableKind | undefined {
  const form = formOf(type);
  if (form) return kindOfForm(form, role);
  return isClientType(type) ? 'client-table' : undefined;
}

/** The file that a line of a table stands in. */
export function fileOfEntry(files: readonly TableFile[], entry: TableEntry): TableFile | undefined {
  return files.find(({ tree }) => {
    if ('parameters' in tree) return false;
    const lines: readonly TableEntry[] =
      'entries' in tree ? tree.entries : tree.rules.map(({ rule }) => rule);
    return lines.includes(entry);
  });
}
