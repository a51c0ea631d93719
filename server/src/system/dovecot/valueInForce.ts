import type { DovecotInstance } from '../dovecotInstance';
import type { Assignment } from './assignments';
import type { GivenValue, Scope, SettingsNode } from './settingsTree';

const INDEXES = new WeakMap<readonly Scope[], ReadonlyMap<Assignment, GivenValue>>();

/** The value that counts where a line gives a setting one: its own, or that of a later line that overrides it. */
export function valueInForce({ scopes }: DovecotInstance, assignment: Assignment): GivenValue | undefined {
  let index = INDEXES.get(scopes);
  if (!index) INDEXES.set(scopes, (index = createIndex(scopes)));
  return index.get(assignment);
}

function createIndex(scopes: readonly Scope[]): ReadonlyMap<Assignment, GivenValue> {
  const index = new Map<Assignment, GivenValue>();
  const waiting: SettingsNode[] = scopes.map(({ root }) => root);
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    for (const given of node.values.values()) {
      for (const line of given.overridden) index.set(line, given);
      if (given.assignment) index.set(given.assignment, given);
    }
    waiting.push(...node.blocks.values());
  }
  return index;
}
