import { lookup, takesPartialKeys, type LookupOptions, type LookupResult } from './lookup';
import type { LookupKey } from './lookupKeys';
import type { Table } from './table';

/** One question to one table of a list. */
export interface LookupStep {
  readonly key: string;
  /** Index of the table in the list. */
  readonly table: number;
  readonly result: LookupResult;
}

export interface LookupTrace {
  /** In the order in which Postfix asks; the last one gave the answer, if any did. */
  readonly steps: readonly LookupStep[];
  readonly answer: LookupResult;
}

/**
 * Asks a list of tables for each key in turn, every table before the next key, until one answers or fails. An answer
 * without text counts as a failure here, unlike for `postmap -q`.
 */
export function traceLookup(
  tables: readonly Table[],
  keys: readonly LookupKey[],
  options: LookupOptions,
): LookupTrace {
  const steps: LookupStep[] = [];
  for (const { key, partial } of keys) {
    for (const [index, table] of tables.entries()) {
      const asked = partial ? takesPartialKeys(table) : true;
      if (asked === false) continue;
      const result = strict(lookup(table, key, options));
      steps.push({ key, table: index, result });
      if (result.kind !== 'absent') return { steps, answer: result };
    }
  }
  return { steps, answer: { kind: 'absent' } };
}

function strict(result: LookupResult): LookupResult {
  return result.kind === 'found' && result.value === '' ? { kind: 'error', reason: 'empty-value' } : result;
}
