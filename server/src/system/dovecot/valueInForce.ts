import type { DovecotInstance } from '../dovecotInstance';
import type { Assignment } from './assignments';
import { givenValues } from './given';
import type { GivenValue } from './settingsTree';

const INDEXES = new WeakMap<DovecotInstance, ReadonlyMap<Assignment, GivenValue>>();

/** The value that counts where a line gives a setting one: its own, or that of a later line that overrides it. */
export function valueInForce(instance: DovecotInstance, assignment: Assignment): GivenValue | undefined {
  let index = INDEXES.get(instance);
  if (!index) INDEXES.set(instance, (index = createIndex(instance)));
  return index.get(assignment);
}

function createIndex(instance: DovecotInstance): ReadonlyMap<Assignment, GivenValue> {
  const index = new Map<Assignment, GivenValue>();
  for (const { value } of givenValues(instance)) {
    for (const line of value.overridden) index.set(line, value);
    if (value.assignment) index.set(value.assignment, value);
  }
  return index;
}
