import type { ParameterFact, ValueType } from '../knowledge/types';
import type { Parameter } from '../postfix/mainCf';
import { COLUMNS, fieldText, type Override, type Service } from '../postfix/masterCf';
import type { LogicalLine } from '../text/logicalLines';
import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import type { MainFile, MasterFile } from './files';
import { templateOf, wordsOf } from './names';
import { readingOf } from '../postfix/reading';
import type { PostfixInstance } from './postfixInstance';

/** A value that Postfix uses: the entry of main.cf that rules, or the `-o` of a service that does. */
export interface Setting {
  readonly name: string;
  readonly value: SourceText;
  readonly file: MainFile | MasterFile;
  readonly line: LogicalLine;
  /** The service whose `-o` it is; absent in main.cf. */
  readonly service?: Service;
  /** What is known of the name: in the target version, else in another one. Absent for `SERVICE_<suffix>`. */
  readonly fact?: ParameterFact;
  /** What the value is made of; absent for a name that the target version does not have or no longer lists. */
  readonly type?: ValueType;
  readonly entry: Parameter | Override;
}

const known = new WeakMap<PostfixInstance, readonly Setting[]>();

/**
 * The settings in force whose names mean something to Postfix, of this version or another; those of main.cf first.
 * The same list for each call with one instance.
 */
export function settingsOf(instance: PostfixInstance): readonly Setting[] {
  let settings = known.get(instance);
  if (!settings) known.set(instance, (settings = collect(instance)));
  return settings;
}

/** The settings in force with one of these names, which may be the user's own. */
export function settingsNamed(instance: PostfixInstance, names: ReadonlySet<string>): readonly Setting[] {
  return names.size === 0 ? [] : collect(instance, (name) => (names.has(name) ? {} : undefined));
}

function collect(
  instance: PostfixInstance,
  meaningIn: (name: string) => Meaning | undefined = (name) => meaningOf(instance, name),
): Setting[] {
  const { main, master } = instance;
  const settings: Setting[] = [];
  const add = (
    file: Setting['file'],
    line: LogicalLine,
    entry: Setting['entry'],
    service?: Service,
  ): void => {
    const meaning = meaningIn(entry.name);
    if (meaning) settings.push(new InForce(file, line, entry, meaning, service));
  };
  if (main) for (const entry of instance.entries.values()) add(main, entry.line, entry);
  for (const service of master ? instance.services : []) {
    if (!master || service.fields.length < COLUMNS.length) continue;
    const last = new Map(service.overrides.map((override) => [override.name, override]));
    for (const override of last.values()) add(master, service.line, override, service);
  }
  return settings;
}

type Meaning = Pick<Setting, 'fact' | 'type'>;

/** The value of a parameter is cut out of its line only when a rule asks for it. */
class InForce implements Setting {
  readonly fact?: ParameterFact;
  readonly type?: ValueType;
  readonly service?: Service;

  constructor(
    readonly file: Setting['file'],
    readonly line: LogicalLine,
    readonly entry: Setting['entry'],
    meaning: Meaning,
    service: Service | undefined,
  ) {
    Object.assign(this, meaning, service && { service });
  }

  get name(): string {
    return this.entry.name;
  }

  get value(): SourceText {
    return this.entry.value;
  }
}

function meaningOf(instance: PostfixInstance, name: string): Meaning | undefined {
  const { release, serviceParameters } = instance;
  const fact = release.parameter(name);
  if (fact && !release.isLegacy(name)) return { fact, type: fact.type };
  const ofService = serviceParameters.get(name);
  if (ofService) return { type: ofService.type };
  const other = release.parameterOfAnyVersion(name);
  return other && { fact: other };
}

/**
 * True when some program evaluates the value. A daemon that master.cf does not start, or whose services all have an
 * `-o` of their own for the name, does not; without master.cf every program may run.
 */
export function isRead(instance: PostfixInstance, setting: Setting): boolean {
  const programs = setting.fact?.daemons;
  if (!programs || !instance.master) return true;
  const { release, services } = instance;
  const runs = (service: Service): boolean => programs.includes(fieldText(service, 'command'));
  if (setting.service) return runs(setting.service);
  if (programs.some((program) => !release.daemon(program))) return true;
  return services.some(
    (service) => runs(service) && !service.overrides.some(({ name }) => name === setting.name),
  );
}

/** An earlier entry of the same name would rule if this one were not there. */
export function hidesAnother({ parameters }: PostfixInstance, { name, service, entry }: Setting): boolean {
  const entries: readonly Setting['entry'][] = service ? service.overrides : parameters;
  return entries.some((other) => other.name === name && other !== entry);
}

/**
 * The expanded text of a value as far as the files tell it; undefined when it rests on what only the running program
 * knows: computed values, names that nothing sets, and defaults, which a program may not have loaded yet.
 */
export function knownText(instance: PostfixInstance, text: string, service?: Service): string | undefined {
  if (!text.includes('$')) return text;
  let certain = true;
  const { text: expanded, failure } = instance.expandWith(text, (name) => {
    const raw = instance.rawValue(name, service);
    if (!raw || !(name in CERTAIN || raw.origin.kind === 'main' || raw.origin.kind === 'override'))
      certain = false;
    return raw?.text;
  });
  return certain && !failure ? expanded : undefined;
}

/** Loaded before anything else, so that its default counts too. */
const CERTAIN = { compatibility_level: true };

/** The expanded value of a setting, or undefined when the files do not tell it. */
export function knownValue(instance: PostfixInstance, setting: Setting): string | undefined {
  const { text } = setting.value;
  return setting.fact?.raw ? text : knownText(instance, text, setting.service);
}

/** An item of a list value, with what stands for it in the document. */
export interface Item {
  /** Expanded; undefined for an item that only the running program knows. */
  readonly text: string | undefined;
  readonly span: Span;
  /** It is written at its place letter by letter, so that the place of a character is `start` + its index. */
  readonly direct: boolean;
  /** No other list that is checked by itself holds it: it is direct, or the value of a user-defined name. */
  readonly own: boolean;
  /** Index in the value's text. */
  readonly start: number;
}

/** Stands for text that is not known, and is no separator. */
const UNKNOWN = '\0';

/** The items of a list value, `$names` in it expanded. */
export function itemsOf(instance: PostfixInstance, { value, fact, service }: Setting): Item[] {
  if (!value.text.includes('$') || fact?.raw) {
    return wordsOf(value.text).map(({ text, start, end }) => ({
      text,
      span: value.spanOf(start, end),
      direct: true,
      own: true,
      start,
    }));
  }
  const stretches = stretchesOf(instance, value.text, service);
  const expanded = stretches.map(({ text }) => text).join('');
  return wordsOf(expanded).map(({ text, start, end }) => {
    const touched = stretches.filter(
      (stretch) => stretch.at < end && stretch.at + stretch.text.length > start,
    );
    const first = touched[0];
    const last = touched[touched.length - 1];
    const from = sourceIndex(first, start, 'start');
    const to = sourceIndex(last, end, 'end');
    return {
      text: text.includes(UNKNOWN) ? undefined : text,
      span: value.spanOf(from, to),
      direct: touched.every(({ direct }) => direct),
      own: touched.every(({ own }) => own),
      start: from,
    };
  });
}

/** A part of the expanded text, and the part of the value that it stands for. */
interface Stretch {
  readonly text: string;
  /** Index in the expanded text. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly direct: boolean;
  readonly own: boolean;
}

function stretchesOf(instance: PostfixInstance, value: string, service: Service | undefined): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { start, end, kind } of templateOf(value).nodes) {
    const source = value.slice(start, end);
    const direct = kind === 'text' && source !== '$$';
    const text = direct ? source : (knownText(instance, source, service) ?? UNKNOWN);
    const own =
      direct ||
      readingOf(source)
        .scan(false)
        .names.every((name) => !meaningOf(instance, name));
    stretches.push({ text, at, start, end, direct, own });
    at += text.length;
  }
  return stretches;
}

function sourceIndex(stretch: Stretch | undefined, index: number, edge: 'start' | 'end'): number {
  if (!stretch) return 0;
  return stretch.direct ? stretch.start + index - stretch.at : stretch[edge];
}
