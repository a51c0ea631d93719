import { serviceKey, type Service } from '../postfix/masterCf';
import type { PostfixInstance } from '../system/postfixInstance';
import type { Span } from '../text/span';
import type { Place } from './rule';
import type { Written } from './settings';

/** A `name = value` in force: of main.cf, or an `-o` of a service; whether Postfix knows the name or not. */
export interface Assignment extends Written {
  readonly service?: Service;
  /** `name/type` of the service. */
  readonly key?: string;
}

/** All assignments in force: for each name the last one in main.cf, and the last one of each service. */
export function* assignmentsOf(instance: PostfixInstance): Generator<Assignment> {
  const { main, master } = instance;
  if (main) for (const entry of instance.entries.values()) yield { file: main, line: entry.line, entry };
  if (!master) return;
  for (const service of master.tree.services) {
    if (service.overrides.length === 0) continue;
    const key = serviceKey(service);
    const last = new Map(service.overrides.map((override) => [override.name, override]));
    for (const entry of last.values()) yield { file: master, line: service.line, entry, service, key };
  }
}

/** A stretch of the value, by indexes into its text. */
export function inValue({ file, entry }: Assignment, { start, end }: Span): Place {
  return { uri: file.uri, span: entry.value.spanOf(start, end) };
}
