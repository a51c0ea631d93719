import type { PostfixRelease } from '../knowledge/postfixKnowledge';
import type { ServiceParameterFact } from '../knowledge/types';
import { evaluate, type Evaluation } from '../postfix/evaluate';
import { lastByName, type Parameter } from '../postfix/mainCf';
import type { Override, Service } from '../postfix/masterCf';
import type { MainFile, MasterFile } from './files';
import {
  namesUsedBy,
  restrictionClasses,
  serviceParameterNames,
  tableClientNames,
  type NameKind,
} from './names';

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
  private readonly lazy: Partial<Lazy> = {};

  constructor(parts: InstanceParts) {
    this.directory = parts.directory;
    this.release = parts.release;
    this.main = parts.main;
    this.master = parts.master;
    this.host = parts.host;
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
    return (this.lazy.serviceParameters ??= serviceParameterNames(this.services, this.release));
  }

  /** Names in `smtpd_restriction_classes`. */
  get restrictionClasses(): ReadonlySet<string> {
    return (this.lazy.restrictionClasses ??= restrictionClasses(this.entries));
  }

  /** How often each name is used as `$name` in main.cf, in master.cf and in defaults. */
  get usedNames(): ReadonlySet<string> {
    return (this.lazy.usedNames ??= new Set(this.values().flatMap(namesUsedBy)));
  }

  /** The unexpanded value for a service (its `-o` first), for main.cf without one; undefined when nothing sets it. */
  rawValue(name: string, service?: Service): RawValue | undefined {
    const override = service && lastOverride(service, name);
    if (service && override) {
      return { text: override.value.text, origin: { kind: 'override', service, override } };
    }
    const parameter = this.entries.get(name);
    if (parameter) return { text: parameter.value.text, origin: { kind: 'main', parameter } };
    return this.defaultValue(name);
  }

  /** The value that Postfix uses when nothing sets the name; undefined for a name that has no default. */
  defaultValue(name: string): RawValue | undefined {
    const fact = this.release.parameter(name);
    if (fact?.computed) {
      const computed = this.host?.[name as keyof HostValues] ?? `<${name}>`;
      return { text: computed, origin: { kind: 'computed' } };
    }
    const text = this.release.defaultOf(name) ?? this.serviceParameters.get(name)?.default;
    return text === undefined ? undefined : { text, origin: { kind: 'default' } };
  }

  /** Expands a value as a program loading it would, `-o` of the service included. */
  expand(text: string, service?: Service): Evaluation {
    return evaluate(text, (name) => this.rawValue(name, service)?.text);
  }

  /** The expanded value of a name, or undefined when it has none. */
  effective(name: string, service?: Service): string | undefined {
    const raw = this.rawValue(name, service);
    return raw && this.expand(raw.text, service).text;
  }

  kindOf(name: string): NameKind {
    if (this.release.parameter(name)) return 'built-in';
    if (this.serviceParameters.has(name)) return 'service';
    if (this.restrictionClasses.has(name)) return 'restriction-class';
    if (this.clientNames.has(name)) return 'table-client';
    return this.usedNames.has(name) ? 'user-defined' : 'unused';
  }

  private get clientNames(): ReadonlySet<string> {
    return (this.lazy.clientNames ??= tableClientNames(this.values(), this.release));
  }

  /** Every value that Postfix reads: main.cf, `-o` of all services, and the defaults of this release. */
  private values(): string[] {
    return [
      ...this.parameters.map(({ value }) => value.text),
      ...this.services.flatMap(({ overrides }) => overrides.map(({ value }) => value.text)),
      ...this.release.parameterNames.map((name) => this.release.defaultOf(name) ?? ''),
    ];
  }
}

interface Lazy {
  level: string;
  serviceParameters: ReadonlyMap<string, ServiceParameterFact>;
  restrictionClasses: ReadonlySet<string>;
  usedNames: ReadonlySet<string>;
  clientNames: ReadonlySet<string>;
}

/** The `-o` that rules: the last one. */
export function lastOverride(service: Service, name: string): Override | undefined {
  return service.overrides.filter((override) => override.name === name).pop();
}
