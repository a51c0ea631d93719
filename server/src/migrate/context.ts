import type { Block } from '../dovecot/nodes';
import type { DovecotRelease, DovecotSettingFact } from '../knowledge/dovecotKnowledge';
import type { Assignment } from '../system/dovecot/assignments';
import { filterKey, type ConnectionFilter } from '../system/dovecot/connectionFilters';
import { labelOf, type Section } from '../system/dovecot/sections';
import type { SettingsNode } from '../system/dovecot/settingsTree';
import { valueInForce } from '../system/dovecot/valueInForce';
import type { DovecotInstance } from '../system/dovecotInstance';
import type { Context, DriverFiles, OldSetting } from './conversion';
import { labelBlocks } from './labels';

export function createContext(
  instance: DovecotInstance,
  target: DovecotRelease,
  driverFiles: DriverFiles,
): Context {
  return new WholeConfiguration(instance, target, driverFiles);
}

class WholeConfiguration implements Context {
  private readonly inSections = new Map<Section, Map<string, Assignment>>();
  private readonly labels: ReadonlyMap<Block, string>;

  constructor(
    readonly instance: DovecotInstance,
    readonly target: DovecotRelease,
    readonly driverFiles: DriverFiles,
  ) {
    for (const assignment of instance.reading.assignments) {
      const { section, entry } = assignment;
      if (!section) continue;
      const own = this.inSections.get(section) ?? new Map<string, Assignment>();
      this.inSections.set(section, own.set(entry.key.text, assignment));
    }
    this.labels = labelBlocks(instance.reading.sections, (section, name) => this.valueIn(section, name));
  }

  labelOf(section: Section): string | undefined {
    const own = labelOf(section);
    return own === '' ? this.labels.get(section.block) : own;
  }

  valueIn(section: Section | undefined, name: string): string | undefined {
    return section && this.inSections.get(section)?.get(name)?.entry.value;
  }

  pluginValues(filters: readonly ConnectionFilter[]): ReadonlyMap<string, string> {
    return textsOf(this.rootOf(filters)?.blocks.get('plugin/'));
  }

  listValues(type: string): ReadonlyMap<string, string> {
    return textsOf(this.rootOf([])?.blocks.get(`${type}/`));
  }

  global(name: string): string | undefined {
    return this.rootOf([])?.values.get(name)?.text;
  }

  isOverridden({ assignment }: OldSetting): boolean {
    if (!assignment) return false;
    const given = valueInForce(this.instance, assignment);
    return given?.assignment !== undefined && given.assignment !== assignment;
  }

  resolved({ assignment, value }: OldSetting): string {
    const given = assignment && valueInForce(this.instance, assignment);
    return given?.assignment === undefined || given.assignment !== assignment ? value : given.text;
  }

  factOf(name: string, block: string): DovecotSettingFact | undefined {
    const short = block === '' ? undefined : this.target.setting(`${block}_${name}`);
    const fact = short ?? this.target.setting(name);
    return fact?.type === 'alias' && fact.of !== undefined ? this.target.setting(fact.of) : fact;
  }

  private rootOf(filters: readonly ConnectionFilter[]): SettingsNode | undefined {
    const key = filterKey(filters);
    return this.instance.scopes.find((scope) => filterKey(scope.filters) === key)?.root;
  }
}

function textsOf(node: SettingsNode | undefined): ReadonlyMap<string, string> {
  return new Map([...(node?.values ?? [])].map(([name, { text }]) => [name, text]));
}
