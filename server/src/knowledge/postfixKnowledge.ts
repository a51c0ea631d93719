import type {
  DaemonFact,
  ParameterFact,
  PostfixFacts,
  RestrictionFact,
  ServiceParameterFact,
  ShippedServiceFact,
  TableClientFact,
  TableTypeFact,
} from './types';
import { memoizeByText } from '../text/memoize';
import { compareVersions, inInterval, lastWithout, valueAt } from './versions';

/** All that is known of Postfix, of every version read. */
export interface PostfixKnowledge {
  readonly facts: PostfixFacts;
  /** Minor releases whose binaries were read, ascending. */
  readonly versions: readonly string[];
  /** Facts as they hold for a version; one between two known releases counts as the earlier of them. */
  release(version?: string): PostfixRelease;
}

/** The facts of one release. Look-ups by name return undefined for what this release does not have. */
export interface PostfixRelease {
  /** Of the target, without its patch level; the facts are those of the last one read that is not later. */
  readonly version: string;
  readonly knowledge: PostfixKnowledge;
  /** Expansion has functions such as `${domain_to_ascii{…}}`. */
  readonly hasFunctions: boolean;
  /** True for this version and later ones. */
  isAtLeast(version: string): boolean;
  /** What has come with the release `since`, or with one before it that was not read, is certainly not there yet. */
  lacks(since: string): boolean;
  /** The default may be another one already, which the next release that was read has. */
  isDefaultUnsure(name: string): boolean;
  parameter(name: string): ParameterFact | undefined;
  /** Known only for the sake of old settings: the default of a newer parameter mentions it (`virtual_maps`). */
  isLegacy(name: string): boolean;
  /** The record of a name that some release has, so that "removed in" and "since" can be told. */
  parameterOfAnyVersion(name: string): ParameterFact | undefined;
  readonly parameterNames: readonly string[];
  /** Parameters whose values are read as they are, without expansion. */
  readonly rawNames: ReadonlySet<string>;
  /** Raw default, unexpanded. */
  defaultOf(name: string): string | undefined;
  /** Case does not matter for built-in restrictions. */
  restriction(name: string): RestrictionFact | undefined;
  restrictionOfAnyVersion(name: string): RestrictionFact | undefined;
  readonly restrictionNames: readonly string[];
  tableType(name: string): TableTypeFact | undefined;
  readonly tableTypes: readonly TableTypeFact[];
  daemon(name: string): DaemonFact | undefined;
  readonly daemons: readonly DaemonFact[];
  /** Rows of the master.cf that comes with this release, commented ones included. */
  readonly shippedServices: readonly ShippedServiceFact[];
  readonly serviceParameters: readonly ServiceParameterFact[];
  /** Table types whose client reads its settings from main.cf. */
  readonly clientTypes: readonly string[];
  /** Suffixes of `NAME_<suffix>` that a database client of this type reads from main.cf. */
  clientSuffixes(type: string): readonly string[];
  port(name: string): number | undefined;
}

export function createPostfixKnowledge(facts: PostfixFacts): PostfixKnowledge {
  const versions = facts.versions.map(({ minor }) => minor).sort(compareVersions);
  const releases = new Map<string, PostfixRelease>();
  const index = createIndex(facts);
  const knowledge: PostfixKnowledge = {
    facts,
    versions,
    release(version) {
      const nearest = nearestRelease(versions, version);
      const target =
        version === undefined || compareVersions(version, nearest) < 0 ? nearest : minorOf(version);
      let release = releases.get(target);
      if (!release) releases.set(target, (release = createRelease(knowledge, index, nearest, target)));
      return release;
    },
  };
  return knowledge;
}

/** The latest known release that is not later than the one asked for; the newest when none is named. */
function nearestRelease(versions: readonly string[], version: string | undefined): string {
  const oldest = versions[0] ?? '';
  if (version === undefined) return versions[versions.length - 1] ?? oldest;
  return versions.filter((known) => compareVersions(known, version) <= 0).pop() ?? oldest;
}

/** `3.7.11` → `3.7` */
function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** Every name that some release has. */
interface Index {
  readonly parameters: ReadonlyMap<string, ParameterFact>;
  readonly restrictions: ReadonlyMap<string, RestrictionFact>;
  readonly ports: ReadonlyMap<string, number>;
}

function byName<T extends { readonly name: string }>(facts: readonly T[]): ReadonlyMap<string, T> {
  return new Map(facts.map((fact) => [fact.name, fact]));
}

function createIndex(facts: PostfixFacts): Index {
  return {
    parameters: byName(facts.parameters),
    restrictions: byName(facts.restrictions),
    ports: new Map(facts.ports.map(({ name, port }) => [name, port])),
  };
}

/** Look-ups are made for every name at every keystroke: what depends on the version is decided here, once. */
function createRelease(
  knowledge: PostfixKnowledge,
  index: Index,
  version: string,
  target: string,
): PostfixRelease {
  const all = <T extends { since?: string; removed?: string }>(facts: readonly T[]): readonly T[] =>
    facts.filter((fact) => inInterval(version, fact));
  const { facts } = knowledge;
  const clients = all(facts.tableClients);
  const suffixes = new Map(clients.map((client) => [client.type, suffixesAt(client, version)]));
  const parameters = byName(all(facts.parameters));
  const restrictions = byName(all(facts.restrictions));
  const tableTypes = all(facts.tableTypes);
  const daemons = all(facts.daemons);
  const typesByName = byName(tableTypes);
  const daemonsByName = byName(daemons);
  const defaults = new Map([...parameters].map(([name, fact]) => [name, valueAt(fact.defaults, version)]));
  const legacy = new Set(
    facts.parameters.filter((fact) => isLegacyAt(fact, version)).map(({ name }) => name),
  );
  const isAtLeast = memoizeByText(
    (earlier) => compareVersions(target, earlier) >= 0,
    facts.versions.length * 8,
  );
  const { versions } = knowledge;
  const next = target === version ? undefined : versions[versions.indexOf(version) + 1];
  return {
    version: target,
    knowledge,
    hasFunctions: compareVersions(version, '3.11') >= 0,
    isAtLeast,
    lacks: (since) =>
      !isAtLeast(since) && compareVersions(target, lastWithout(since, versions) ?? target) <= 0,
    isDefaultUnsure: (name) => {
      const fact = parameters.get(name);
      return fact !== undefined && next !== undefined && valueAt(fact.defaults, next) !== defaults.get(name);
    },
    parameter: (name) => parameters.get(name),
    isLegacy: (name) => legacy.has(name),
    parameterOfAnyVersion: (name) => index.parameters.get(name),
    parameterNames: [...parameters.keys()],
    rawNames: new Set([...parameters.values()].filter(({ raw }) => raw).map(({ name }) => name)),
    defaultOf: (name) => defaults.get(name)?.value,
    restriction: (name) => restrictions.get(name.toLowerCase()),
    restrictionOfAnyVersion: (name) => index.restrictions.get(name.toLowerCase()),
    restrictionNames: [...restrictions.keys()],
    tableType: (name) => typesByName.get(name),
    tableTypes,
    daemon: (name) => daemonsByName.get(name),
    daemons,
    shippedServices: all(facts.shippedServices),
    serviceParameters: all(facts.serviceParameters),
    clientTypes: clients.map(({ type }) => type),
    clientSuffixes: (type) => suffixes.get(type) ?? [],
    port: (name) => index.ports.get(name),
  };
}

function isLegacyAt({ legacySince }: ParameterFact, version: string): boolean {
  return legacySince !== undefined && compareVersions(version, legacySince) >= 0;
}

function suffixesAt(client: TableClientFact, version: string): readonly string[] {
  const { suffixes, suffixesSince = {} } = client;
  return suffixes.filter((suffix) => compareVersions(version, suffixesSince[suffix] ?? version) >= 0);
}
