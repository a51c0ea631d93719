import type { PostfixRelease } from '../knowledge/postfixKnowledge';
import type { ServiceParameterFact } from '../knowledge/types';
import { evaluate, type Evaluation, type NameLookup } from '../postfix/evaluate';
import { lastByName, type Parameter } from '../postfix/mainCf';
import { fieldText, serviceKey, type Override, type Service } from '../postfix/masterCf';
import type { MainFile, MasterFile } from './files';
import { programOf, serviceParameterNames, type NameKind } from './names';
import type { Said } from './mentionGraph';
import { NameUse, restrictionClassNames, type NameSources, type Settings } from './nameUse';

/** What Postfix works out when it starts; unknown to an editor, known to a command that runs on the server. */
export interface HostValues {
  readonly myhostname: string;
  readonly mydomain: string;
  readonly mynetworks: string;
  readonly process_id: string;
  readonly config_directory: string;
}

export interface InstanceParts {
  /** Uri of the configuration directory, without a slash at its end. */
  readonly directory: string;
  readonly release: PostfixRelease;
  readonly main?: MainFile;
  readonly master?: MasterFile;
  readonly host?: HostValues;
  /** What the server itself has as defaults, as far as it was asked. */
  readonly defaults?: ReadonlyMap<string, string>;
}

/** Where a value comes from. */
export type ValueOrigin =
  | { readonly kind: 'main'; readonly parameter: Parameter }
  | { readonly kind: 'override'; readonly service: Service; readonly override: Override }
  | { readonly kind: 'default' }
  /** Worked out by Postfix at its start. */
  | { readonly kind: 'computed' };

export interface RawValue {
  readonly text: string;
  readonly origin: ValueOrigin;
}

/** One Postfix configuration directory: main.cf and master.cf as Postfix sees them together. Immutable. */
export class PostfixInstance {
  readonly directory: string;
  readonly release: PostfixRelease;
  readonly main: MainFile | undefined;
  readonly master: MasterFile | undefined;
  /** The entry that rules for each name in main.cf. */
  readonly entries: ReadonlyMap<string, Parameter>;
  private readonly host: HostValues | undefined;
  private readonly defaults: ReadonlyMap<string, string> | undefined;
  private readonly lazy: Partial<Lazy> = {};

  constructor(parts: InstanceParts) {
    this.directory = parts.directory;
    this.release = parts.release;
    this.main = parts.main;
    this.master = parts.master;
    this.host = parts.host;
    this.defaults = parts.defaults;
    this.entries = lastByName(parts.main?.tree.parameters ?? []);
  }

  get parameters(): readonly Parameter[] {
    return this.main?.tree.parameters ?? [];
  }

  get services(): readonly Service[] {
    return this.master?.tree.services ?? [];
  }

  /** `compatibility_level` as it rules; `0` when it is not set (COMPATIBILITY_README). */
  get level(): string {
    return (this.lazy.level ??= this.expand(this.entries.get('compatibility_level')?.value.text ?? '0').text);
  }

  /** Names of parameters that exist because of an entry in master.cf. */
  get serviceParameters(): ReadonlyMap<string, ServiceParameterFact> {
    return (this.lazy.serviceParameters ??= serviceParameterNames(
      this.services.map(programOf),
      this.release,
    ));
  }

  /** Names in `smtpd_restriction_classes`. */
  get restrictionClasses(): ReadonlySet<string> {
    return (this.lazy.restrictionClasses ??= new Set(restrictionClassNames(this.sources)));
  }

  /** Which names count as used and as defined. */
  get nameUse(): NameUse {
    return (this.lazy.nameUse ??= new NameUse(this.sources));
  }

  /** The unexpanded value for a service (its `-o` first), for main.cf without one; undefined when nothing sets it. */
  rawValue(name: string, service?: Service): RawValue | undefined {
    if (this.release.parameter(name)?.readOnly) return this.defaultValue(name, service);
    const override = service && lastOverride(service, name);
    if (service && override) {
      return { text: override.value.text, origin: { kind: 'override', service, override } };
    }
    const parameter = this.entries.get(name);
    if (parameter) return { text: parameter.value.text, origin: { kind: 'main', parameter } };
    return this.defaultValue(name, service);
  }

  /** The value that Postfix uses when nothing sets the name; undefined for a name that has no default. */
  defaultValue(name: string, service?: Service): RawValue | undefined {
    const fact = this.release.parameter(name);
    if (fact?.readOnly && service) {
      const own = ownName(name, service);
      if (own !== undefined) return { text: own, origin: { kind: 'computed' } };
    }
    if (fact?.computed) return { text: this.computedValue(name), origin: { kind: 'computed' } };
    const known = this.defaults?.get(name) ?? this.knownDefault(name);
    return known === undefined ? undefined : { text: known, origin: { kind: 'default' } };
  }

  private computedValue(name: string): string {
    return this.host?.[name as keyof HostValues] ?? this.defaults?.get(name) ?? `<${name}>`;
  }

  private knownDefault(name: string): string | undefined {
    const known = this.release.defaultOf(name) ?? this.serviceParameters.get(name)?.default;
    return known ?? (this.release.isLegacy(name) ? '' : undefined);
  }

  /** Expands a value as a program loading it would, `-o` of the service included. */
  expand(text: string, service?: Service): Evaluation {
    return this.expandWith(text, (name) => this.rawValue(name, service)?.text);
  }

  /** Expands a value with another look-up of names. */
  expandWith(text: string, lookup: NameLookup): Evaluation {
    return evaluate(text, lookup, { calls: this.release.hasFunctions });
  }

  /** The expanded value of a name, or undefined when it has none. */
  effective(name: string, service?: Service): string | undefined {
    const raw = this.rawValue(name, service);
    return raw && this.expand(raw.text, service).text;
  }

  /** What a name is in main.cf, or in the options of a service. */
  kindOf(name: string, service?: Service): NameKind {
    const { release, nameUse } = this;
    if (release.isLegacy(name)) return 'legacy';
    if (release.parameter(name)) return 'built-in';
    if (this.serviceParameters.has(name)) return 'service';
    if (this.restrictionClasses.has(name)) return 'restriction-class';
    if (nameUse.isClientName(name)) return 'table-client';
    const used = service ? nameUse.isUsedIn(serviceKey(service), name) : nameUse.isUsedInMain(name);
    return used ? 'user-defined' : 'unused';
  }

  private get sources(): NameSources {
    return (this.lazy.sources ??= {
      release: this.release,
      main: new TextsOf(this.entries),
      services: settingsByKey(this.services),
      serviceParameters: this.serviceParameters,
      defaultOf: (name) => this.defaultValue(name)?.text,
      expand: (value, key) => this.expand(value, key === undefined ? undefined : this.serviceOf(key)).text,
      expandAlone: (value, key) =>
        this.expandWith(value, (name) => {
          const { main, services } = this.sources;
          return (key === undefined ? main : services.get(key))?.get(name);
        }).text,
    });
  }

  private serviceOf(key: string): Service | undefined {
    return this.services.find((service) => serviceKey(service) === key);
  }
}

interface Lazy {
  level: string;
  serviceParameters: ReadonlyMap<string, ServiceParameterFact>;
  restrictionClasses: ReadonlySet<string>;
  nameUse: NameUse;
  sources: NameSources;
}

/** `name/type` → the settings of its `-o` options, those of all entries with this key together. */
function settingsByKey(services: readonly Service[]): ReadonlyMap<string, Settings> {
  const byKey = new Map<string, Map<string, string>>();
  for (const service of services) {
    if (service.overrides.length === 0) continue;
    const key = serviceKey(service);
    const settings = byKey.get(key) ?? new Map<string, string>();
    for (const { name, value } of service.overrides) settings.set(name, value.text);
    byKey.set(key, settings);
  }
  return byKey;
}

/** The raw values of entries. */
class TextsOf implements Settings {
  constructor(private readonly entries: ReadonlyMap<string, Parameter>) {}

  get(name: string): string | undefined {
    return this.entries.get(name)?.value.text;
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  *[Symbol.iterator](): Generator<readonly [string, string]> {
    for (const [name, { value }] of this.entries) yield [name, value.text];
  }

  get said(): readonly Said[] {
    return [...this.entries.values()];
  }
}

/** What a program calls itself; no setting changes it (postconf(5), process_name, service_name). */
function ownName(name: string, service: Service): string | undefined {
  if (name === 'service_name') return fieldText(service, 'service');
  const command = fieldText(service, 'command');
  return name === 'process_name' ? command.slice(command.lastIndexOf('/') + 1) : undefined;
}

/** The `-o` that rules: the last one. */
export function lastOverride(service: Service, name: string): Override | undefined {
  return service.overrides.filter((override) => override.name === name).pop();
}
