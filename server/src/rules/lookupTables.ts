import type { PatternRule } from '../postfix/tables/regexp';
import type { LookupRole } from '../postfix/tables/lookupKeys';
import type { TableProblem, TableProblemCode } from '../postfix/tables/tableProblem';
import type { MailSystem } from '../system/mailSystem';
import type { TableFile } from '../system/tableFiles';
import { roleOfFileName } from '../system/tableRoles';
import { baseName } from '../system/uris';
import type { SourceText } from '../text/sourceText';
import { wholeLines } from './edits';
import type { FileEdit, Message, Place, Severity } from './rule';

/** Files that hold entries; those of database clients hold settings. */
export type EntryFile = Exclude<TableFile, { kind: 'client-table' }>;

export const ENTRY_KINDS = [
  'keyed-table',
  'alias-table',
  'regexp-table',
  'pcre-table',
  'cidr-table',
] as const satisfies readonly EntryFile['kind'][];

export function entryFiles({ tables }: MailSystem): EntryFile[] {
  return tables.files.filter((file) => file.kind !== 'client-table');
}

/** What a file is asked for: by the settings that use it, else by its name. */
export function rolesOf(system: MailSystem, { uri }: EntryFile): readonly LookupRole[] {
  const used = system.tables.usesOf(uri).map(({ role }) => role);
  const named = used.length === 0 ? roleOfFileName(baseName(uri)) : undefined;
  return [...new Set(named === undefined ? used : [named])];
}

/** A line with a value: an entry, or a rule of patterns or networks. */
export interface ValueLine {
  readonly source: SourceText;
  readonly value: SourceText;
  readonly pattern?: PatternRule;
}

export function valueLines(file: EntryFile): ValueLine[] {
  switch (file.kind) {
    case 'keyed-table':
    case 'alias-table':
      return [...file.tree.entries];
    case 'cidr-table':
      return file.tree.rules.flatMap(({ rule: { source, value } }) => (value ? [{ source, value }] : []));
    case 'regexp-table':
    case 'pcre-table':
      return file.tree.rules.flatMap(({ rule }) =>
        rule.value ? [{ source: rule.source, value: rule.value, pattern: rule }] : [],
      );
  }
}

/** The first word of a value, and what follows it. */
export function splitValue({ value }: ValueLine): { word: string; text: string; place: SourceText } {
  const [, word = '', text = ''] = /^(\S*)\s*(.*)$/s.exec(value.text) ?? [];
  return { word, text, place: value.slice(0, word.length) };
}

export function placeOfSource({ uri }: EntryFile, source: SourceText): Place {
  return { uri, span: { start: source.start, end: source.end } };
}

/** Takes the lines of an entry out. */
export function lineRemoval({ uri, tree }: EntryFile, { start, end }: SourceText): FileEdit {
  const { lines } = tree;
  const span = wholeLines(tree, { firstLine: lines.indexAt(start), lastLine: lines.indexAt(end) });
  return { uri, span, text: '' };
}

/** What is wrong with the lines of all tables, of the codes that a rule speaks of. */
export function tableProblems<Code extends TableProblemCode>(
  system: MailSystem,
  codes: readonly Code[],
): { readonly file: EntryFile; readonly code: Code; readonly problem: TableProblem; readonly at: Place }[] {
  const isOurs = (code: TableProblemCode): code is Code =>
    (codes as readonly TableProblemCode[]).includes(code);
  return entryFiles(system).flatMap((file) =>
    file.tree.problems.flatMap((problem) =>
      isOurs(problem.code)
        ? [{ file, code: problem.code, problem, at: { uri: file.uri, span: problem.span } }]
        : [],
    ),
  );
}

/** A line that Postfix leaves out is an error; one that it reads otherwise than meant is not. */
export function severityOf({ skipped }: TableProblem): Severity {
  return skipped ? 'error' : 'warning';
}

export type ProblemTexts<Code extends TableProblemCode> = Readonly<Record<Code, Message['text']>>;
