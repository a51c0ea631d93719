import type { PostfixRelease } from '../../knowledge/postfixKnowledge';
import { evaluate, type Evaluation, type NameLookup } from '../../postfix/evaluate';
import type { MainCf } from '../../postfix/mainCf';
import type { MasterCf } from '../../postfix/masterCf';
import { serviceParameterNames } from '../names';
import { NameUse, restrictionClassNames, type NameSources, type Settings } from '../nameUse';
import { hostValues, type HostFacts, type HostResult, type HostSettings } from './hostValues';
import { readEntry, type MasterEntry } from './masterEntry';
import { readLines } from './readLines';
import { readSettings } from './readSettings';
import { fatal, warning, type Report } from './report';

/** A file that was read, or the system's word for why it could not be. */
export type FileReading<T> = { readonly tree: T } | { readonly reason: string };

export interface ViewParts {
  readonly release: PostfixRelease;
  /** The configuration directory as it was named; it stands in messages and is `config_directory`. */
  readonly directory: string;
  readonly main: FileReading<MainCf>;
  readonly master: FileReading<MasterCf>;
  readonly facts: HostFacts;
  /** `main`: main.cf is what is asked for. `master`: master.cf is. `defaults`: main.cf does not count. */
  readonly subject: 'main' | 'master' | 'defaults';
}

/** A configuration as postconf(1) has it in memory, and what it said while reading. */
export class PostconfView {
  readonly release: PostfixRelease;
  /** The reader says where a null byte hides text. */
  readonly nullBytes: boolean;
  readonly reports: readonly Report[];
  readonly entries: readonly MasterEntry[];
  /** Settings of main.cf without those of read-only names, which are struck out when they are met. */
  readonly main: Settings;
  /** As they stand in main.cf. */
  readonly written: Settings;
  readonly serviceParameters: ReturnType<typeof serviceParameterNames>;
  readonly nameUse: NameUse;
  readonly host: HostResult;
  /** Settings of `-o` by `name/type`, like `main` and `written`. */
  readonly services: ReadonlyMap<string, Settings>;
  readonly writtenServices: ReadonlyMap<string, Settings>;

  constructor(readonly parts: ViewParts) {
    this.release = parts.release;
    this.nullBytes = parts.release.isAtLeast('3.9');
    const main = this.readMain();
    const master = this.readMaster();
    const inOrder = parts.subject === 'main' ? [main, master] : [master, main];
    this.reports = untilFatal(inOrder.flatMap(({ reports }) => reports));
    this.written = main.settings;
    this.main = this.withoutReadOnly(main.settings);
    this.entries = master.entries;
    this.writtenServices = settingsByKey(this.entries);
    this.services = new Map(
      [...this.writtenServices].map(([key, settings]) => [key, this.withoutReadOnly(settings)]),
    );
    this.serviceParameters = serviceParameterNames(this.entries, this.release);
    this.host = hostValues(this.hostSettings, parts.facts);
    this.nameUse = new NameUse(this.sources);
  }

  get sources(): NameSources {
    return {
      release: this.release,
      main: this.main,
      services: this.services,
      serviceParameters: this.serviceParameters,
      defaultOf: (name) => this.defaultOf(name),
      expand: (value, key) => this.expand(value, this.entryOf(key)).text,
      expandAlone: (value, key) => this.expandAlone(value, key).text,
    };
  }

  /** Main.cf for the values that are worked out from the machine. */
  get hostSettings(): HostSettings {
    return {
      has: (name) => this.main.has(name),
      own: (name) => {
        const value = this.main.get(name);
        return value === undefined ? undefined : this.expandAlone(value);
      },
      default: (name) => this.expand(this.release.defaultOf(name) ?? ''),
    };
  }

  path(file: 'main.cf' | 'master.cf'): string {
    return `${this.parts.directory}/${file}`;
  }

  isReadOnly(name: string): boolean {
    return this.release.parameter(name)?.readOnly === true;
  }

  /** Expands with everything that is known: the entry's settings, main.cf, defaults. */
  expand(value: string, entry?: MasterEntry): Evaluation {
    return this.evaluate(value, (name) => this.lookup(name, entry));
  }

  /** Expands with the settings of main.cf or one service alone. */
  expandAlone(value: string, key?: string): Evaluation {
    const settings = key === undefined ? this.main : this.services.get(key);
    return this.evaluate(value, (name) => settings?.get(name));
  }

  expandDefaults(value: string): Evaluation {
    return this.evaluate(value, (name) => this.defaultOf(name));
  }

  /** The default of a name that Postfix or an entry of master.cf has; undefined for other names. */
  defaultOf(name: string): string | undefined {
    const fact = this.release.parameter(name);
    if (this.release.isLegacy(name)) return '';
    if (name === 'config_directory') return COMPILED_DIRECTORY;
    if (fact?.computed) return this.host.values[name as keyof HostResult['values']];
    if (fact) return this.release.defaultOf(name);
    return this.serviceParameters.get(name)?.default;
  }

  classNames(key?: string): string[] {
    return restrictionClassNames(this.sources, key);
  }

  private evaluate(value: string, lookup: NameLookup): Evaluation {
    return evaluate(value, lookup, { calls: this.release.hasFunctions });
  }

  private lookup(name: string, entry: MasterEntry | undefined): string | undefined {
    const own = entry && (ownName(name, entry) ?? this.services.get(entry.key)?.get(name));
    return own ?? this.main.get(name) ?? this.defaultOf(name);
  }

  private entryOf(key: string | undefined): MasterEntry | undefined {
    return key === undefined ? undefined : this.entries.find((entry) => entry.key === key);
  }

  private withoutReadOnly(settings: Settings): Settings {
    return new Map([...settings].filter(([name]) => !this.isReadOnly(name)));
  }

  private readMain(): { settings: Settings; reports: readonly Report[] } {
    const { main, subject, directory } = this.parts;
    if (subject === 'defaults') return { settings: new Map(), reports: [] };
    const already = new Map([['config_directory', directory]]);
    if ('tree' in main) {
      const options = { path: this.path('main.cf'), nullBytes: this.nullBytes };
      return readSettings(main.tree, options, already);
    }
    return { settings: already, reports: [fatal(`open ${this.path('main.cf')}: ${main.reason}`)] };
  }

  private readMaster(): { entries: MasterEntry[]; reports: Report[] } {
    const { master, subject } = this.parts;
    const path = this.path('master.cf');
    if ('reason' in master) {
      const say = subject === 'master' ? fatal : warning;
      return { entries: [], reports: [say(`open ${path}: ${master.reason}`)] };
    }
    const { text, lines, services, indented } = master.tree;
    const logical = [...indented, ...services.map(({ line }) => line)];
    const entries: MasterEntry[] = [];
    const reports: Report[] = [];
    for (const reading of readLines({ text, lines, logical }, { path, nullBytes: this.nullBytes })) {
      reports.push(...reading.reports);
      if (!reading.read) continue;
      const { entry, reports: own } = readEntry(
        reading.read.text,
        `file ${path}: line ${reading.read.number}`,
      );
      reports.push(...own);
      if (!entry) break;
      entries.push(entry);
    }
    return { entries, reports };
  }
}

/** Where Debian's Postfix looks when nothing else is said. */
const COMPILED_DIRECTORY = '/etc/postfix';

/** Everything up to the first fatal report, which ends the program. */
export function untilFatal(reports: readonly Report[]): Report[] {
  const end = reports.findIndex(({ severity }) => severity === 'fatal');
  return end < 0 ? [...reports] : reports.slice(0, end + 1);
}

export function endsFatally(reports: readonly Report[]): boolean {
  return reports.some(({ severity }) => severity === 'fatal');
}

function settingsByKey(entries: readonly MasterEntry[]): ReadonlyMap<string, Settings> {
  const byKey = new Map<string, Map<string, string>>();
  for (const entry of entries) {
    if (entry.settings.length === 0) continue;
    const all = byKey.get(entry.key) ?? new Map<string, string>();
    for (const [name, value] of entry.settings) all.set(name, value);
    byKey.set(entry.key, all);
  }
  return byKey;
}

function ownName(name: string, entry: MasterEntry): string | undefined {
  if (name === 'service_name') return entry.name;
  return name === 'process_name' ? entry.command.slice(entry.command.lastIndexOf('/') + 1) : undefined;
}
