import { DRIVER_SETTINGS, type DriverKind } from '../../dovecot/driverSettings';
import { walk } from '../../dovecot/nodes';
import type { DovecotInstance } from '../dovecotInstance';
import type { DovecotDriverFile } from '../files';
import { placesOf } from '../layout';
import type { MailSystem } from '../mailSystem';
import { baseName } from '../uris';
import type { Assignment } from './assignments';

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

/** What a file is for: as dovecot.conf uses it, else as its name says, else as most of its settings say. */
export function driverKindOf(system: MailSystem, file: DovecotDriverFile): DriverKind {
  const use = system.dovecot && useOf(system.dovecot, system, file);
  const named = NAMES.find(([pattern]) => pattern.test(baseName(file.uri)))?.[1];
  return use ?? named ?? likeliestKind(file);
}

function useOf(
  dovecot: DovecotInstance,
  system: MailSystem,
  { uri }: DovecotDriverFile,
): DriverKind | undefined {
  const isHere = (path: string): boolean => placesOf(path, system.layout).includes(uri);
  for (const assignment of dovecot.reading.assignments) {
    const { entry, fact, section } = assignment;
    if (section?.fact?.name === 'dict' && isHere(entry.value.replace(/^\w+:/, ''))) return 'sql-dict';
    if (fact?.name !== 'args' || !isHere(entry.value)) continue;
    const kind = AUTH_DRIVERS[driverBeside(assignment, dovecot) ?? ''];
    if (kind) return kind;
  }
  return undefined;
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
