import { evaluate } from '../../../../server/src/postfix/evaluate';
import { lastByName, parseMainCf } from '../../../../server/src/postfix/mainCf';
import { parseMasterCf } from '../../../../server/src/postfix/masterCf';
import { tableFile, tableReferences, withMembers } from '../../../../server/src/postfix/tableReference';
import type { FileChange, TableBuild, TableProbe } from './model';

/** Indexed types, with the ends of the files that postmap makes (DATABASE_README). */
export const INDEXED: Readonly<Record<string, readonly string[]>> = {
  hash: ['.db'],
  btree: ['.db'],
  lmdb: ['.lmdb'],
  cdb: ['.cdb'],
  dbm: ['.dir', '.pag'],
  sdbm: ['.dir', '.pag'],
};

/** Parameters whose tables are in the form of aliases(5). */
const ALIAS_PARAMETERS: ReadonlySet<string> = new Set(['alias_maps', 'alias_database']);

export interface TableUse {
  readonly type: string;
  readonly file: string;
  readonly parameter: string;
}

/**
 * Tables in files that a configuration names. `inForce` are the values of the running server, expanded; of those
 * only what the new main.cf does not set itself still counts.
 */
export function tablesIn(
  mainCf: string,
  masterCf: string,
  inForce: ReadonlyMap<string, string>,
): readonly TableUse[] {
  const own = lastByName(parseMainCf(mainCf).parameters);
  const valueOf = (name: string): string | undefined => own.get(name)?.value.text ?? inForce.get(name);
  const names = new Set([...own.keys(), ...inForce.keys()]);
  const overrides = parseMasterCf(masterCf).services.flatMap((service) => service.overrides);
  const values = [
    ...[...names].map((parameter) => ({ parameter, value: valueOf(parameter) ?? '' })),
    ...overrides.map(({ name, value }) => ({ parameter: name, value: value.text })),
  ];
  return values.flatMap(({ parameter, value }) =>
    tableReferences(evaluate(value, valueOf).text)
      .flatMap(withMembers)
      .flatMap((reference) => {
        const file = tableFile(reference);
        return file?.startsWith('/') ? [{ type: reference.type, file, parameter }] : [];
      }),
  );
}

/** Which indexed tables have to be made: their source changes, or nobody has made them yet. */
export function tablesToBuild(
  uses: readonly TableUse[],
  changes: readonly FileChange[],
  exists: (path: string) => boolean,
): TableBuild[] {
  const written = new Set(changes.filter(({ kind }) => kind !== 'remove').map(({ path }) => path));
  const removed = new Set(changes.filter(({ kind }) => kind === 'remove').map(({ path }) => path));
  const builds = new Map<string, TableBuild>();
  for (const { type, file, parameter } of uses) {
    const ends = INDEXED[type];
    if (!ends || removed.has(file)) continue;
    const unmade = exists(file) && ends.some((end) => !exists(`${file}${end}`));
    if (!written.has(file) && !unmade) continue;
    const command = ALIAS_PARAMETERS.has(parameter) ? 'postalias' : 'postmap';
    const key = `${ends.join()}:${file}`;
    if (builds.get(key)?.command !== 'postalias') builds.set(key, { command, type, source: file });
  }
  return [...builds.values()];
}

/** Types that read their file when they are asked, and then warn of what they do not understand. */
const PROBED: ReadonlySet<string> = new Set(['regexp', 'pcre', 'cidr', 'texthash']);

export function tablesToProbe(uses: readonly TableUse[], changes: readonly FileChange[]): TableProbe[] {
  const written = new Set(changes.filter(({ kind }) => kind !== 'remove').map(({ path }) => path));
  const probes = uses.filter(({ type, file }) => PROBED.has(type) && written.has(file));
  return [...new Map(probes.map(({ type, file }) => [`${type}:${file}`, { type, source: file }])).values()];
}

/** Indexed files that would go on answering after their source is gone. */
export function orphanedBy(changes: readonly FileChange[], exists: (path: string) => boolean): string[] {
  const ends = [...new Set(Object.values(INDEXED).flat())];
  return changes
    .filter(({ kind }) => kind === 'remove')
    .flatMap(({ path }) => ends.map((end) => `${path}${end}`))
    .filter(exists);
}
