import {
  CLIENT_PARAMETERS,
  isClientType,
  type ClientParameterFact,
  type ClientType,
} from '../postfix/clientParameters';
import { lastByName, type Parameter } from '../postfix/mainCf';
import { withMembers, type TableReference } from '../postfix/tableReference';
import type { FileOfKind, MainFile } from './files';
import type { MailSystem } from './mailSystem';
import type { TableUse } from './tables';
import { baseName } from './uris';

export type ClientFile = FileOfKind<'client-table'>;

/** A parameter of a client as it is set in its file, or as `NAME_<parameter>` in main.cf. */
export interface ClientSetting {
  readonly name: string;
  /** Expanded in main.cf; a client's own file has no `$`. */
  readonly value: string;
  readonly entry: Parameter;
  readonly file: ClientFile | MainFile;
}

/** How one table reaches its database. */
export interface TableClient {
  readonly type: ClientType;
  /** Its file, or the name before each of its parameters in main.cf. */
  readonly source: ClientFile | string;
  /** The settings that name it; none for a file that is open and nowhere used. */
  readonly uses: readonly TableUse[];
  /** Those that are in force, by name. */
  readonly settings: ReadonlyMap<string, ClientSetting>;
}

/** The parameters of a table's client that this release of Postfix has. */
export function parametersOf({ postfix }: MailSystem, type: ClientType): Map<string, ClientParameterFact> {
  const suffixes = new Set(postfix.release.clientSuffixes(type));
  return new Map(Object.entries(CLIENT_PARAMETERS[type]).filter(([name]) => suffixes.has(name)));
}

/** Every client of a database that the settings of this server name, each once. */
export function tableClients(system: MailSystem): TableClient[] {
  return [...clientsOfFiles(system), ...clientsInMain(system)];
}

/** The table types that read a file: by the settings that use it, else by its name. */
export function clientTypesOf({ tables }: MailSystem, uri: string): ClientType[] {
  const used = tables
    .usesOf(uri)
    .flatMap(({ reference }) => withMembers(reference).map(({ type }) => type))
    .filter(isClientType);
  return used.length > 0 ? [...new Set(used)] : typesOfFileName(baseName(uri));
}

const BY_FILE_NAME: readonly (readonly [RegExp, ClientType])[] = [
  [/ldap|openldap|\bad[-_]/, 'ldap'],
  [/mysql|mariadb/, 'mysql'],
  [/pg_?sql|postgres/, 'pgsql'],
  [/sqlite/, 'sqlite'],
  [/memcache/, 'memcache'],
  [/mongo/, 'mongodb'],
];

function typesOfFileName(name: string): ClientType[] {
  return BY_FILE_NAME.flatMap(([pattern, type]) => (pattern.test(name.toLowerCase()) ? [type] : []));
}

function clientsOfFiles(system: MailSystem): TableClient[] {
  const { tables } = system;
  return tables.files.flatMap((file) => {
    if (file.kind !== 'client-table') return [];
    return clientTypesOf(system, file.uri).map((type): TableClient => ({
      type,
      source: file,
      uses: tables.usesOf(file.uri),
      settings: settingsOfFile(file),
    }));
  });
}

function settingsOfFile(file: ClientFile): Map<string, ClientSetting> {
  return new Map(
    [...lastByName(file.tree.parameters)].map(([name, entry]) => [
      name,
      { name, value: entry.value.text, entry, file },
    ]),
  );
}

/** `mysql:NAME` without a slash at its beginning: main.cf has the parameters. */
function clientsInMain(system: MailSystem): TableClient[] {
  const found = new Map<string, TableReference>();
  for (const { reference } of system.tables.uses) {
    for (const member of withMembers(reference)) {
      if (/^\w+$/.test(member.name)) found.set(`${member.type}:${member.name}`, member);
    }
  }
  return [...found.values()].flatMap((reference): TableClient[] => {
    const { type, name } = reference;
    if (!isClientType(type)) return [];
    const uses = system.tables.uses.filter((use) =>
      withMembers(use.reference).some((member) => member.type === type && member.name === name),
    );
    return [{ type, source: name, uses, settings: settingsInMain(system, type, name) }];
  });
}

function settingsInMain(system: MailSystem, type: ClientType, source: string): Map<string, ClientSetting> {
  const { main, entries } = system.postfix;
  const settings = new Map<string, ClientSetting>();
  for (const name of main ? parametersOf(system, type).keys() : []) {
    const entry = entries.get(`${source}_${name}`);
    if (!main || !entry) continue;
    const value = system.postfix.effective(entry.name) ?? '';
    settings.set(name, { name, value, entry, file: main });
  }
  return settings;
}
