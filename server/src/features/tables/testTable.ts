import { LOOKUP_REASONS } from '../../explain/lookupReasons';
import { ROLE_TEXTS } from '../../explain/roleText';
import type { LookupResult } from '../../postfix/tables/lookup';
import { lookupKeys, type LookupRole } from '../../postfix/tables/lookupKeys';
import type { Table } from '../../postfix/tables/table';
import { traceLookup, type LookupStep } from '../../postfix/tables/trace';
import { rolesOf, type EntryFile } from '../../rules/lookupTables';
import type { Place } from '../../rules/rule';
import { lookupContextOf, lookupOptionsOf } from '../../system/lookupContext';
import type { MailSystem } from '../../system/mailSystem';
import { fileOfEntry } from '../../system/tableFiles';
import type { TableUse } from '../../system/tables';
import { format, type Language, type Localized } from '../../text/localized';
import type { Target } from '../target';

const TEXTS = {
  absent: { en: '{key}: no line', 'zh-cn': '{key}：无对应条目' },
  found: { en: '{key}: {value}', 'zh-cn': '{key}：{value}' },
  failed: { en: '{key}: the lookup fails: {reason}', 'zh-cn': '{key}：查询出错：{reason}' },
  unknown: { en: '{key}: cannot be told: {reason}', 'zh-cn': '{key}：无法判断：{reason}' },
  inTable: { en: '{text} — {table}', 'zh-cn': '{text} — {table}' },
  heading: { en: '{role} ({parameter})', 'zh-cn': '{role}（{parameter}）' },
} satisfies Record<string, Localized>;

/** A line of an answer: what the lookup is for, a question, or the question that was answered. */
export interface LookupLine {
  readonly kind: 'heading' | 'step' | 'answer';
  readonly text: string;
  readonly place?: Place;
}

/** One lookup that Postfix makes with a table, alone or among others. */
interface Lookup {
  readonly role: LookupRole;
  /** Undefined for a table that no setting names. */
  readonly parameter?: string;
  readonly tables: readonly { readonly name: string; readonly table: Table }[];
}

/** Asks a table what Postfix would ask it about a subject, for each of its uses, in the order in which it does. */
export function testTable({ system, file, language }: Target<EntryFile>, subject: string): LookupLine[] {
  const context = lookupContextOf(system);
  return lookupsOf(system, file).flatMap((lookup) => {
    const keys = lookupKeys(lookup.role, subject, context);
    const tables = lookup.tables.map(({ table }) => table);
    const { steps } = traceLookup(tables, keys, lookupOptionsOf(system.postfix));
    return [headingOf(lookup, language), ...steps.map((step) => lineOf(step, lookup, system, language))];
  });
}

function lookupsOf(system: MailSystem, file: EntryFile): Lookup[] {
  const uses = system.tables.usesOf(file.uri);
  if (uses.length === 0) {
    const [role = 'exact'] = rolesOf(system, file);
    return [{ role, tables: [{ name: file.uri, table: file.tree }] }];
  }
  const lookups = new Map<string, Lookup>();
  for (const use of uses) {
    const { role, setting } = use;
    const specs = listOf(system, use).map(({ spec }) => spec);
    const tables = specs.map((name) => ({ name, table: system.tables.open(name, role) }));
    lookups.set(`${setting.name} ${role} ${specs.join(' ')}`, { role, parameter: setting.name, tables });
  }
  return [...lookups.values()];
}

/** A setting that lists tables asks them together; each restriction has one of its own. */
function listOf({ tables }: MailSystem, use: TableUse): TableUse[] {
  const { setting, role } = use;
  if (setting.type?.kind === 'restrictions' || role.startsWith('access-')) return [use];
  return tables.uses.filter((other) => other.setting === setting && other.role === role);
}

function headingOf({ role, parameter }: Lookup, language: Language): LookupLine {
  const name = ROLE_TEXTS[role][language];
  const text = parameter === undefined ? name : format(TEXTS.heading[language], { role: name, parameter });
  return { kind: 'heading', text };
}

function lineOf(
  { key, table, result }: LookupStep,
  { tables }: Lookup,
  system: MailSystem,
  language: Language,
): LookupLine {
  const entry = result.kind === 'found' ? result.entry : undefined;
  const file = entry && fileOfEntry(system.tables.files, entry);
  const place = file && { uri: file.uri, span: { start: entry.source.start, end: entry.source.end } };
  const text = stepText(key, result, language);
  const named =
    tables.length > 1 ? format(TEXTS.inTable[language], { text, table: tables[table]?.name ?? '' }) : text;
  return { kind: result.kind === 'absent' ? 'step' : 'answer', text: named, ...(place && { place }) };
}

function stepText(key: string, result: LookupResult, language: Language): string {
  switch (result.kind) {
    case 'found':
      return format(TEXTS.found[language], { key, value: result.value });
    case 'absent':
      return format(TEXTS.absent[language], { key });
    case 'error':
    case 'unknown': {
      const reason = LOOKUP_REASONS[result.reason][language];
      return format(TEXTS[result.kind === 'error' ? 'failed' : 'unknown'][language], { key, reason });
    }
  }
}
