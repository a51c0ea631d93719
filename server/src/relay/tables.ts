import type { LookupResult, TableEntry } from '../postfix/tables/lookup';
import { lookupKeys, type LookupContext, type LookupRole } from '../postfix/tables/lookupKeys';
import { traceLookup } from '../postfix/tables/trace';
import { lookupOptionsOf } from '../system/lookupContext';
import { fileOfEntry } from '../system/tableFiles';
import type { Oracle } from './session';
import type { ListWord, ServiceSettings } from './settings';
import type { Dependency, Match, Place } from './verdict';

/** What a table says. */
export type Answer =
  | { readonly kind: 'found'; readonly match: Match & { readonly value: string } }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'unknown'; readonly dependency: Dependency };

export const ABSENT: Answer = { kind: 'absent' };

export interface TableQuestion {
  readonly settings: ServiceSettings;
  readonly role: LookupRole;
  readonly context: LookupContext;
  /** Name, address or mail address. */
  readonly subject: string;
}

/** Asks the tables of a list for the keys of a subject. */
export function askTables(tables: readonly ListWord[], question: TableQuestion): Answer {
  const { settings, role, context, subject } = question;
  const { system } = settings;
  const opened = tables.map(({ text }) => system.tables.open(text, role));
  const keys = lookupKeys(role, subject, context);
  const { steps, answer } = traceLookup(opened, keys, lookupOptionsOf(settings.instance));
  const last = steps[steps.length - 1];
  const table = last && tables[last.table];
  return table ? toAnswer(answer, last.key, table, settings) : ABSENT;
}

/** Asks one table for one key. */
export function askTable(table: ListWord, key: string, question: Omit<TableQuestion, 'subject'>): Answer {
  const { settings, role } = question;
  const opened = settings.system.tables.open(table.text, role);
  const keys = [{ key, partial: false }];
  const { answer } = traceLookup([opened], keys, lookupOptionsOf(settings.instance));
  return toAnswer(answer, key, table, settings);
}

function toAnswer(result: LookupResult, key: string, table: ListWord, settings: ServiceSettings): Answer {
  switch (result.kind) {
    case 'absent':
      return ABSENT;
    case 'found': {
      const at = placeOfEntry(settings, result.entry) ?? table.at;
      const match = { key, value: result.value, source: table.text, ...(at && { at }) };
      return { kind: 'found', match };
    }
    case 'error':
      // The file may be there on the server, even where the editor has none.
      if (result.reason === 'missing-file') return { kind: 'unknown', dependency: outside('table', table) };
      return { kind: 'failed' };
    case 'unknown':
      return {
        kind: 'unknown',
        dependency: outside(result.reason === 'pattern' ? 'pattern' : 'table', table),
      };
  }
}

function placeOfEntry(settings: ServiceSettings, entry: TableEntry | undefined): Place | undefined {
  const file = entry && fileOfEntry(settings.system.tables.files, entry);
  return file && { uri: file.uri, span: { start: entry.source.start, end: entry.source.end } };
}

export function outside(kind: Dependency['kind'], word: ListWord): Dependency {
  return { kind, name: word.text, ...(word.at && { at: word.at }) };
}

export type Membership = Match | 'failed' | undefined;

/** Whether tables hold something: the line that does, `failed`, or undefined. */
export function memberOfTables(
  tables: readonly ListWord[],
  question: TableQuestion,
  oracle: Oracle,
): Membership {
  const answer = askTables(tables, question);
  return membership(answer, question.subject, oracle);
}

export function membership(answer: Answer, subject: string, oracle: Oracle): Membership {
  switch (answer.kind) {
    case 'found':
      return answer.match;
    case 'absent':
      return undefined;
    case 'failed':
      return 'failed';
    case 'unknown': {
      const { dependency } = answer;
      const said = oracle.ask(dependency, `has ${subject}`, ['no', 'yes']);
      return said === 'no' ? undefined : { key: subject, source: dependency.name };
    }
  }
}
