import type { DovecotInstance } from '../dovecotInstance';
import type { Assignment } from './assignments';
import type { ConnectionFilter } from './connectionFilters';
import type { FilterNode, GivenValue, SettingsNode } from './settingsTree';

/** A setting to which the files give a value, where it counts. */
export interface Given {
  readonly name: string;
  readonly value: GivenValue;
  /** The blocks around, from the outside in: `service auth`, `unix_listener x`. */
  readonly blocks: readonly Pick<SettingsNode, 'type' | 'label' | 'fact'>[];
  /** The connections that it counts for; none for all. */
  readonly filters: readonly ConnectionFilter[];
}

const known = new WeakMap<DovecotInstance, readonly Given[]>();

/**
 * Every value that is in force, with the line that it comes from and those that it overrides. The same list for each
 * call with one instance.
 */
export function givenValues(instance: DovecotInstance): readonly Given[] {
  let given = known.get(instance);
  if (!given) known.set(instance, (given = collect(instance)));
  return given;
}

function collect(instance: DovecotInstance): Given[] {
  const found: Given[] = [];
  if (instance.release.line === '2.4') addFilter(instance.filters, [], [], found);
  else for (const { filters, root } of instance.scopes) addSection(root, [], filters, found);
  return found;
}

/** Lines whose values another line overrides, with the line that does. */
export function overriddenLines(instance: DovecotInstance): { lost: Assignment; inForce: Assignment }[] {
  return givenValues(instance)
    .filter(({ value }) => value.overridden.length > 0)
    .flatMap(({ value: { assignment, overridden } }) =>
      assignment && !usesItself(assignment) ? overridden.map((lost) => ({ lost, inForce: assignment })) : [],
    );
}

/** `mail_plugins = $mail_plugins x` adds to what was there. */
function usesItself({ entry: { key, value } }: Assignment): boolean {
  return value.split(/\s+/).some((word) => word === `$${key.text}` || word === `$SET:${key.text}`);
}

function addSection(
  node: SettingsNode,
  blocks: Given['blocks'],
  filters: Given['filters'],
  found: Given[],
): void {
  for (const [name, value] of node.values) found.push({ name, value, blocks, filters });
  for (const block of node.blocks.values()) addSection(block, [...blocks, block], filters, found);
}

function addFilter(
  node: FilterNode,
  blocks: Given['blocks'],
  filters: Given['filters'],
  found: Given[],
): void {
  for (const [name, value] of node.values) found.push({ name, value, blocks, filters });
  for (const block of node.blocks) {
    if (block.fact) addFilter(block, [...blocks, block], filters, found);
    else addFilter(block, blocks, [...filters, { kind: block.type, argument: block.label }], found);
  }
}
