import type { Override, Service } from '../postfix/masterCf';
import { serviceKey } from '../postfix/masterCf';
import type { Parameter } from '../postfix/mainCf';
import type { Reading } from '../postfix/reading';
import type { MainFile, MasterFile } from '../system/files';
import { isScanned } from '../system/nameUse';
import type { PostfixInstance } from '../system/postfixInstance';
import type { LogicalLine } from '../text/logicalLines';
import type { Span } from '../text/span';
import type { Place } from './rule';
import type { Written } from './settings';

/** A `name = value` in force: of main.cf, or an `-o` of a service; whether Postfix knows the name or not. */
export class Assignment implements Written {
  constructor(
    readonly file: MainFile | MasterFile,
    readonly line: LogicalLine,
    readonly entry: Parameter | Override,
    /** Absent in main.cf. */
    readonly service?: Service,
    /** `name/type` of the service. */
    readonly key?: string,
  ) {}

  get reading(): Reading {
    return this.entry.reading;
  }
}

const assignments = new WeakMap<PostfixInstance, readonly Assignment[]>();

/**
 * All assignments in force: for each name the last one in main.cf, and the last one of each service. The same list for
 * each call with one instance.
 */
export function assignmentsOf(instance: PostfixInstance): readonly Assignment[] {
  let known = assignments.get(instance);
  if (!known) assignments.set(instance, (known = collect(instance)));
  return known;
}

const mentioning = new WeakMap<PostfixInstance, readonly Assignment[]>();

/** Those whose values mention names that Postfix looks for. The same list for each call with one instance. */
export function mentioningOf(instance: PostfixInstance): readonly Assignment[] {
  let known = mentioning.get(instance);
  if (!known) {
    known = assignmentsOf(instance).filter(
      ({ entry, reading }) => reading.mentions && isScanned(entry.name, instance.release),
    );
    mentioning.set(instance, known);
  }
  return known;
}

function collect(instance: PostfixInstance): Assignment[] {
  const { main, master } = instance;
  const found = main
    ? Array.from(instance.entries.values(), (entry) => new Assignment(main, entry.line, entry))
    : [];
  for (const service of master ? master.tree.services : []) {
    if (!master || service.overrides.length === 0) continue;
    const key = serviceKey(service);
    const last = new Map(service.overrides.map((override) => [override.name, override]));
    for (const entry of last.values()) found.push(new Assignment(master, service.line, entry, service, key));
  }
  return found;
}

/** A stretch of the value, by indexes into its text. */
export function inValue({ file, entry }: Pick<Assignment, 'file' | 'entry'>, { start, end }: Span): Place {
  return { uri: file.uri, span: entry.value.spanOf(start, end) };
}
