import { DRIVER_SETTINGS, type DriverKind } from '../../dovecot/driverSettings';
import { walk } from '../../dovecot/nodes';
import { isAt } from '../becoming';
import type { DovecotInstance } from '../dovecotInstance';
import type { DovecotDriverFile } from '../files';
import { placesOf } from '../layout';
import type { MailSystem } from '../mailSystem';
import { baseName } from '../uris';
import type { Assignment } from './assignments';
import { placeOf } from './sections';

/** Files that drivers of passdb and userdb are configured by, and those of a `dict` of Dovecot itself. */
const AUTH_DRIVERS: Readonly<Record<string, DriverKind>> = {
  sql: 'sql',
  ldap: 'ldap',
  dict: 'auth-dict',
  oauth2: 'oauth2',
};

const NAMES: readonly (readonly [RegExp, DriverKind])[] = [
  [/dict.*auth/, 'auth-dict'],
  [/dict|quota|share|last-login|expire/, 'sql-dict'],
  [/oauth2/, 'oauth2'],
  [/ldap/, 'ldap'],
  [/sql/, 'sql'],
];

const KINDS = Object.keys(DRIVER_SETTINGS) as DriverKind[];

/** Paths that `args` of passdb and userdb and the dicts of 2.3 name; not each of them is one of a driver's file. */
export function driverPaths({ reading }: DovecotInstance): ReadonlySet<string> {
  const paths = reading.assignments.flatMap(({ entry, section }) => {
    const place = placeOf(section);
    if (place === 'dict') return /^\w+:(\/.*)$/.exec(entry.value)?.[1] ?? [];
    const isArgs = (place === 'passdb' || place === 'userdb') && entry.key.text === 'args';
    return isArgs && entry.value.startsWith('/') ? [entry.value] : [];
  });
  return new Set(paths);
}

/** What a file is for: as dovecot.conf uses it, else as its name says, else as most of its settings say. */
export function driverKindOf(system: MailSystem, file: DovecotDriverFile): DriverKind {
  const use = driverUseOf(system, file);
  return use ?? driverByName(file.uri) ?? likeliestKind(file);
}

/** The driver that the name of a file speaks of. */
export function driverByName(uri: string): DriverKind | undefined {
  return NAMES.find(([pattern]) => pattern.test(baseName(uri)))?.[1];
}

/** A line of dovecot.conf that names the file of a driver. */
interface DriverUse {
  readonly kind: DriverKind;
  readonly assignment: Assignment;
}

/** The lines that name a file, and the drivers that read it for them; only 2.3 has such files. */
export function driverUsesOf(
  { dovecot, layout }: MailSystem,
  { uri }: Pick<DovecotDriverFile, 'uri'>,
): DriverUse[] {
  if (dovecot?.release.line !== '2.3') return [];
  const isHere = (path: string): boolean => isAt(placesOf(path, layout), uri);
  return dovecot.reading.assignments.flatMap((assignment): DriverUse[] => {
    const { entry, fact, section } = assignment;
    if (section?.fact?.name === 'dict' && isHere(entry.value.replace(/^\w+:/, '')))
      return [{ kind: 'sql-dict', assignment }];
    if (fact?.name !== 'args' || !isHere(entry.value)) return [];
    const kind = AUTH_DRIVERS[driverBeside(assignment, dovecot) ?? ''];
    return kind ? [{ kind, assignment }] : [];
  });
}

/** The driver that reads a file; undefined when none does, or nobody can tell. */
export function driverUseOf(
  system: MailSystem,
  file: Pick<DovecotDriverFile, 'uri'>,
): DriverKind | undefined {
  return driverUsesOf(system, file)[0]?.kind;
}

/** The `driver` of the block that a setting stands in. */
function driverBeside({ section }: Assignment, { reading }: DovecotInstance): string | undefined {
  return reading.assignments.findLast((one) => one.section === section && one.fact?.name === 'driver')?.entry
    .value;
}

function likeliestKind({ tree }: DovecotDriverFile): DriverKind {
  const names = [...walk(tree.entries)].flatMap((entry) =>
    entry.kind === 'setting' ? entry.key.text : entry.kind === 'block' ? entry.type.text : [],
  );
  const known = KINDS.map(
    (kind) => names.filter((name) => Object.hasOwn(DRIVER_SETTINGS[kind], name)).length,
  );
  return KINDS[known.indexOf(Math.max(...known))] ?? 'sql';
}
