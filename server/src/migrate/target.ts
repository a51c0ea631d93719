import type { DovecotKnowledge } from '../knowledge/dovecotKnowledge';
import type { MigrationOptions } from './migrate';

/** What every release of 2.4 knows, and whose defaults are nearest to those of 2.3. */
const OLDEST = '2.4.0';

/** The release that `2.4` or `2.4.1` asks for; the names of the oldest known one are there in all. */
export function targetOf(
  version: string,
  knowledge: DovecotKnowledge,
): Pick<MigrationOptions, 'target' | 'version'> {
  const exact = /^2\.4\.\d+$/.test(version) ? version : OLDEST;
  return { version: exact, target: knowledge.release('2.4', exact) };
}
