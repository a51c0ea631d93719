import { foldKey } from '../../postfix/tables/foldKey';
import { keySubjects } from '../../postfix/tables/keySubjects';
import { lookupKeys, type LookupRole } from '../../postfix/tables/lookupKeys';
import { withMembers } from '../../postfix/tableReference';
import { entryFiles, type EntryFile } from '../../rules/lookupTables';
import { lookupContextOf } from '../../system/lookupContext';
import type { MailSystem } from '../../system/mailSystem';
import type { TableUse } from '../../system/tables';
import { tableLines, type TableLine } from './tableLine';

/** A line that answers before another one does. */
export interface Rival {
  readonly file: EntryFile;
  readonly line: TableLine;
  readonly key: string;
}

/** No more lines are looked at: a hover has to be quick. */
const MOST_LINES = 2000;
const MOST_RIVALS = 20;

/** Lines of the same lookup that answer instead of this one, for some of what it covers. */
export function rivalsOf(system: MailSystem, file: EntryFile, line: TableLine, use: TableUse): Rival[] {
  if (!('key' in line.entry)) return [];
  const wanted = foldKey(line.entry.key, true);
  const context = lookupContextOf(system);
  const found: Rival[] = [];
  let looked = 0;
  for (const rival of filesOf(system, use)) {
    for (const other of tableLines(rival)) {
      if (other.entry === line.entry && rival === file) continue;
      if (++looked > MOST_LINES || found.length === MOST_RIVALS) return found;
      if (!('key' in other.entry)) continue;
      const { key } = other.entry;
      const folded = foldKey(key, true);
      const same = folded === wanted && comesFirst({ file: rival, line: other }, { file, line }, system, use);
      const asked = (subject: string): boolean => isBefore(use.role, subject, folded, wanted);
      if (same || (folded !== wanted && keySubjects(use.role, key, context).some(asked)))
        found.push({ file: rival, line: other, key });
    }
  }
  return found;

  function isBefore(role: LookupRole, subject: string, first: string, second: string): boolean {
    const keys = lookupKeys(role, subject, context).map((asked) => foldKey(asked.key, true));
    const at = keys.indexOf(first);
    return at >= 0 && at < keys.indexOf(second);
  }
}

type Place = Pick<Rival, 'file' | 'line'>;

/** Of two lines with one key: the first of a table, and that of the first table. */
function comesFirst(one: Place, other: Place, system: MailSystem, use: TableUse): boolean {
  if (one.file === other.file) return one.line.source.start < other.line.source.start;
  const files = filesOf(system, use);
  return files.indexOf(one.file) < files.indexOf(other.file);
}

/** The files with fixed keys of the tables that one setting names for one role, in its order. */
function filesOf(system: MailSystem, { setting, role }: TableUse): EntryFile[] {
  const uses = system.tables.uses.filter((use) => use.setting === setting && use.role === role);
  const paths = uses.flatMap(({ reference }) => withMembers(reference).map(({ name }) => name));
  return entryFiles(system)
    .map((file) => ({ file, at: paths.findIndex((path) => file.uri.endsWith(path.replace(/^.*\//, '/'))) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ file }) => file);
}
