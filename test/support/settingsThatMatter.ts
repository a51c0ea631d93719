import { entries, readRecords, type Product } from '../../scripts/lib/knowledge.mjs';
import type { DocRecord } from '../../server/src/knowledge/docs';

/** One of the settings that matter most, as the English record has it. */
export interface MatteringSetting {
  readonly group: string;
  readonly name: string;
  readonly record: DocRecord;
}

/** The settings of a product that matter most (`matters` in a record). */
export async function settingsThatMatter(product: Product): Promise<MatteringSetting[]> {
  return entries((await readRecords(product)).en).filter(({ record }) => record.matters !== undefined);
}

/** The values that a record claims to be right: the recommended one, those of a set, and the special ones. */
export function claimedValues({ recommended, values = {}, special = {} }: DocRecord): string[] {
  const claimed = [recommended?.value, ...Object.keys(values), ...Object.keys(special)];
  return [...new Set(claimed.filter((value) => value !== undefined))];
}
