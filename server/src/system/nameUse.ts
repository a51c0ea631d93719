import type { PostfixRelease } from '../knowledge/postfixKnowledge';
import { scanMentions } from './clientTables';
import { numberOf } from '../postfix/nameNumbers';
import { readingOf } from '../postfix/reading';
import { MentionGraph, type Said } from './mentionGraph';

/** Names and raw values that are set in one place: main.cf, or the `-o` options of one service. */
export interface Settings extends Iterable<readonly [string, string]> {
  get(name: string): string | undefined;
  has(name: string): boolean;
  /** What the values say, where that has been read already. */
  readonly said?: readonly Said[];
}

export interface NameSources {
  readonly release: PostfixRelease;
  readonly main: Settings;
  /** By `name/type`; entries of master.cf with the same key share their settings, as `postconf` has it. */
  readonly services: ReadonlyMap<string, Settings>;
  /** Names that entries of master.cf bring into being. */
  readonly serviceParameters: ReadonlyMap<string, unknown>;
  /** The value that a name has when nothing sets it, unexpanded. */
  defaultOf(name: string): string | undefined;
  /** Expands a value as programs do, with the settings of one service before those of main.cf. */
  expand(value: string, service?: string): string;
  /** Expands a value with nothing but the settings of main.cf, or of one service: defaults do not count. */
  expandAlone(value: string, service?: string): string;
}

/**
 * Which names that Postfix does not know by itself are used, as `postconf` counts (postconf(1), "unused parameter"):
 * a name is used by a `$name`, by its place in `smtpd_restriction_classes`, or by a database client that is named in
 * a value. A use in main.cf counts everywhere; a use in the options of a service counts for that service, and for
 * main.cf when the service does not set the name itself.
 */
export class NameUse {
  private readonly main: ScopeUse;
  private readonly services = new Map<string, ScopeUse>();
  private undefinedMentions: ReadonlySet<Said> | undefined;
  private unmentioned: ReadonlySet<string> | undefined;

  constructor(private readonly sources: NameSources) {
    this.main = new ScopeUse(sources, sources.main);
    for (const [key, settings] of sources.services) {
      this.services.set(key, new ScopeUse(sources, settings, key));
    }
  }

  /** Postfix has the name by itself: nothing has to use it. */
  isBuiltIn(name: string): boolean {
    const { release } = this.sources;
    return (
      release.parameter(name) !== undefined ||
      release.isLegacy(name) ||
      this.sources.serviceParameters.has(name)
    );
  }

  /** A setting in main.cf is used. */
  isUsedInMain(name: string): boolean {
    if (this.sources.main.has(name) && !this.unmentionedInMain.has(name)) return true;
    return this.isUsed(name, (use) => use.mentions(name)) || this.isBuiltIn(name) || this.isClientName(name);
  }

  /** An `-o` setting of a service is used. */
  isUsedIn(service: string, name: string): boolean {
    if (this.isBuiltIn(name) || (this.sources.main.has(name) && this.isUsedInMain(name))) return true;
    const uses = [this.services.get(service) ?? this.main, this.main];
    return uses.some((use) => use.mentions(name) || use.hasClientName(name)) || this.isUsedByDefault(name);
  }

  /** `$name` gives something that someone decided: a setting or a default, be it empty. */
  isDefined(name: string, service?: string): boolean {
    if (this.sources.main.has(name) || this.isBuiltIn(name)) return true;
    if (service !== undefined) return this.sources.services.get(service)?.has(name) ?? false;
    return [...this.sources.services.values()].some((settings) => settings.has(name));
  }

  /** The settings of main.cf that mention a name which nothing defines. */
  get mentioningUndefined(): ReadonlySet<Said> {
    return (this.undefinedMentions ??= new Set(this.main.graph.mentioning(this.undefinedNames)));
  }

  /** The names that main.cf mentions and nothing defines. */
  private get undefinedNames(): string[] {
    return this.main.graph.strangers.filter((name) => !this.isDefined(name));
  }

  /** The names that main.cf sets, but does not mention. */
  private get unmentionedInMain(): ReadonlySet<string> {
    return (this.unmentioned ??= new Set(this.main.graph.unmentioned));
  }

  /** Some value of main.cf, or of an `-o`, mentions one of these names. */
  mentionsAny(names: Iterable<string>): boolean {
    const uses = [this.main, ...this.services.values()];
    return [...names].some((name) => uses.some((use) => use.graph.isMentioned(name)));
  }

  /** So many names lead from one to the next in main.cf, at most (see MentionGraph). */
  get longestChainInMain(): number {
    return this.main.graph.longestChain;
  }

  /** The names in `smtpd_restriction_classes` of main.cf, or of one service. */
  classNames(service?: string): string[] {
    return restrictionClassNames(this.sources, service);
  }

  /** A database client that some value names reads the setting. */
  isClientName(name: string): boolean {
    return this.isUsed(name, (use) => use.hasClientName(name));
  }

  /** Used in main.cf, or by a service that does not set the name itself. */
  private isUsed(name: string, uses: (use: ScopeUse) => boolean): boolean {
    if (uses(this.main) || this.isUsedByDefault(name)) return true;
    return [...this.services.values()].some((use) => !use.settings.has(name) && uses(use));
  }

  private isUsedByDefault(name: string): boolean {
    const parameters = defaultUses(this.sources.release).get(name) ?? [];
    return parameters.some((parameter) => !this.sources.main.has(parameter));
  }
}

/** The names that the settings of one place use. */
class ScopeUse {
  private known: MentionGraph | undefined;
  private classes: ReadonlySet<string> | undefined;
  private clients: ReadonlySet<string> | undefined;

  constructor(
    private readonly sources: NameSources,
    readonly settings: Settings,
    private readonly service?: string,
  ) {}

  get graph(): MentionGraph {
    return (this.known ??= this.readMentions());
  }

  /** By a `$name`, or as a restriction class. */
  mentions(name: string): boolean {
    this.classes ??= new Set(restrictionClassNames(this.sources, this.service));
    return this.classes.has(name) || this.graph.isMentioned(name);
  }

  /** Looks for clients only when the name ends as one of their settings does. */
  hasClientName(name: string): boolean {
    const { release } = this.sources;
    return release.clientTypes.some((type) =>
      release.clientSuffixes(type).some((suffix) => {
        if (!name.endsWith(`_${suffix}`)) return false;
        this.clients ??= this.collectClients();
        return this.clients.has(`${type}:${name.slice(0, -suffix.length - 1)}`);
      }),
    );
  }

  private readMentions(): MentionGraph {
    const { release } = this.sources;
    return new MentionGraph(this.settings.said ?? saidBy(this.settings), {
      calls: release.hasFunctions,
      scanned: (name) => isScanned(name, release),
      elsewhere: (name) => readingOf(this.sources.defaultOf(name) ?? ''),
    });
  }

  private collectClients(): ReadonlySet<string> {
    const clients = new Set<string>();
    for (const [name, value] of this.settings) {
      if (!isExpanded(name, this.sources) || !/[:$]/.test(value)) continue;
      const expanded = this.sources.expand(value, this.service);
      for (const mention of scanMentions(expanded, { comments: this.sources.release.isAtLeast('3.8') })
        .named) {
        clients.add(`${mention.type}:${mention.name}`);
      }
    }
    return clients;
  }
}

function saidBy(settings: Settings): Said[] {
  return Array.from(settings, ([name, value]) => ({
    name,
    number: numberOf(name),
    reading: readingOf(value),
  }));
}

/** The names in `smtpd_restriction_classes` of main.cf, or of one service. */
export function restrictionClassNames(sources: NameSources, service?: string): string[] {
  const settings = service === undefined ? sources.main : sources.services.get(service);
  const value = settings?.get('smtpd_restriction_classes');
  if (value === undefined) return [];
  const expanded = value.includes('$') ? sources.expandAlone(value, service) : value;
  return expanded.split(/[, \t\r\n]+/).filter(Boolean);
}

/** `postconf` looks for `$name` in a value, unless programs read it as it is. */
export function isScanned(name: string, release: PostfixRelease): boolean {
  const fact = release.parameter(name);
  return !fact?.raw && !fact?.readOnly;
}

/** `postconf` expands the values of Postfix's own parameters, and looks for database clients in them. */
export function isExpanded(
  name: string,
  sources: Pick<NameSources, 'release' | 'serviceParameters'>,
): boolean {
  const { release } = sources;
  // Most names are the user's own, which this asks for first.
  if (release.parameter(name) === undefined && !sources.serviceParameters.has(name)) return false;
  return isScanned(name, release) && !release.isLegacy(name);
}

const usesByRelease = new WeakMap<PostfixRelease, ReadonlyMap<string, readonly string[]>>();

/** Name → the parameters whose default mentions it. */
function defaultUses(release: PostfixRelease): ReadonlyMap<string, readonly string[]> {
  const known = usesByRelease.get(release);
  if (known) return known;
  const uses = new Map<string, string[]>();
  for (const parameter of release.parameterNames) {
    if (!isScanned(parameter, release)) continue;
    for (const name of readingOf(release.defaultOf(parameter) ?? '').scan(release.hasFunctions).names) {
      const users = uses.get(name);
      if (users) users.push(parameter);
      else uses.set(name, [parameter]);
    }
  }
  usesByRelease.set(release, uses);
  return uses;
}
