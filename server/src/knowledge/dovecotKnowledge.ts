import { compareVersions } from './versions';

export type DovecotSettingType =
  | 'bool'
  | 'uint'
  /** 64 bits, and no `unlimited`. */
  | 'uintmax'
  | 'octal'
  | 'time'
  | 'time_msecs'
  | 'size'
  | 'port'
  | 'string'
  | 'enum'
  | 'file'
  | 'strlist'
  | 'boollist'
  | 'alias'
  /** 2.3: a block, with or without a label. */
  | 'section'
  /** 2.4: a block without a label, and one with. */
  | 'named_filter'
  | 'named_list_filter';

/** Bytes, seconds, milliseconds or a number as such; digits where it is too large for a number; else as it is written. */
export type DovecotDefault = string | number;

/** One setting of one line (`scripts/facts/dovecot`). */
export interface DovecotSettingFact {
  readonly line: string;
  /** 2.3: the blocks that it stands in, such as `service/unix_listener`. 2.4 has one name space for all. */
  readonly in?: string;
  readonly name: string;
  readonly type: DovecotSettingType;
  /** Parts of the program that read it. */
  readonly modules: readonly string[];
  /** 2.4: without this plugin it is unknown. */
  readonly plugin?: string;
  readonly hidden?: boolean;
  readonly default?: DovecotDefault;
  readonly defaults?: readonly { readonly from: string; readonly value?: DovecotDefault }[];
  /** Words of an `enum`. */
  readonly values?: readonly string[];
  /** 2.3: a block whose entries have names of their own, so that equal ones merge. */
  readonly named?: boolean;
  /** 2.3: takes the label of the block that it stands in. */
  readonly isLabel?: boolean;
  /** 2.4: takes the label of the block. */
  readonly label?: string;
  /** 2.4: what such a block must hold. */
  readonly required?: string;
  /** An alias is another name for it. */
  readonly of?: string;
  readonly since?: string;
  readonly removed?: string;
}

export interface DovecotServiceFact {
  readonly line: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, DovecotDefault>>;
  readonly listeners: readonly {
    readonly kind: string;
    readonly settings: Readonly<Record<string, DovecotDefault>>;
  }[];
  readonly since?: string;
  readonly removed?: string;
}

export interface DovecotFacts {
  readonly versions: readonly { readonly suite: string; readonly version: string; readonly line: string }[];
  readonly settings: readonly DovecotSettingFact[];
  readonly services: readonly DovecotServiceFact[];
}

/** What one version of Dovecot knows. */
export interface DovecotRelease {
  readonly version: string;
  readonly line: '2.3' | '2.4';
  /** The versions of the line whose binaries were read, ascending. */
  readonly versions: readonly string[];
  /** A setting by its name and the blocks around it (`service/unix_listener`; empty at top level, and always in 2.4). */
  setting(name: string, place?: string): DovecotSettingFact | undefined;
  /** Settings that may stand in a block of 2.3, or all of 2.4. */
  settingsIn(place: string): readonly DovecotSettingFact[];
  /** Places that have a setting of this name: where a misplaced one belongs. */
  placesOf(name: string): readonly string[];
  readonly services: readonly DovecotServiceFact[];
}

export interface DovecotKnowledge {
  /** The newest known release of a line that is not newer than a version; the newest of the line without one. */
  release(line: '2.3' | '2.4', version?: string): DovecotRelease;
}

export function createDovecotKnowledge(facts: DovecotFacts): DovecotKnowledge {
  const releases = new Map<string, DovecotRelease>();
  return {
    release(line, version) {
      const own = facts.versions.filter((known) => known.line === line).map((known) => known.version);
      const fitting = own.filter((known) => version === undefined || compareVersions(known, version) <= 0);
      const chosen = fitting.at(-1) ?? own[0] ?? line;
      let release = releases.get(chosen);
      if (!release) releases.set(chosen, (release = createRelease(facts, own, line, chosen)));
      return release;
    },
  };
}

function createRelease(
  facts: DovecotFacts,
  versions: readonly string[],
  line: '2.3' | '2.4',
  version: string,
): DovecotRelease {
  const isThere = (fact: DovecotSettingFact | DovecotServiceFact): boolean =>
    fact.line === line &&
    (fact.since === undefined || compareVersions(fact.since, version) <= 0) &&
    (fact.removed === undefined || compareVersions(fact.removed, version) > 0);
  const settings = facts.settings.filter(isThere).map((fact) => ofVersion(fact, version));
  const byPlace = new Map<string, Map<string, DovecotSettingFact>>();
  for (const fact of settings) {
    const place = fact.in ?? '';
    byPlace.set(place, (byPlace.get(place) ?? new Map<string, DovecotSettingFact>()).set(fact.name, fact));
  }
  return {
    version,
    line,
    versions,
    setting: (name, place = '') => byPlace.get(place)?.get(name),
    settingsIn: (place) => [...(byPlace.get(place)?.values() ?? [])],
    placesOf: (name) => [...byPlace].filter(([, names]) => names.has(name)).map(([place]) => place),
    services: facts.services.filter(isThere),
  };
}

/** The record with the default that one version has. */
function ofVersion(fact: DovecotSettingFact, version: string): DovecotSettingFact {
  const { defaults, ...rest } = fact;
  const own = defaults?.findLast(({ from }) => compareVersions(from, version) <= 0);
  return own?.value === undefined ? rest : { ...rest, default: own.value };
}
