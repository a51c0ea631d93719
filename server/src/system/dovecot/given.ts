import type { DovecotInstance } from '../dovecotInstance';
import type { Assignment } from './assignments';
import type { ConnectionFilter, FilterNode, GivenValue, SettingsNode } from './settingsTree';

/** A setting to which the files give a value, where it counts. */
export interface Given {
  readonly name: string;
  readonly value: GivenValue;
  /** The blocks around, from the outside in: `service auth`, `unix_listener x`. */
  readonly blocks: readonly Pick<SettingsNode, 'type' | 'label' | 'fact'>[];
  /** The connections that it counts for; none for all. */
  readonly filters: readonly ConnectionFilter[];
}

/** Every value that is in force, with the line that it comes from and those that it overrides. */
export function givenValues(instance: DovecotInstance): Given[] {
  if (instance.release.line === '2.4') return ofFilter(instance.filters, [], []);
  return instance.scopes.flatMap(({ filters, root }) => ofSection(root, [], filters));
}

/** Lines whose values another line overrides, with the line that does. */
export function overriddenLines(instance: DovecotInstance): { lost: Assignment; inForce: Assignment }[] {
  return givenValues(instance).flatMap(({ value: { assignment, overridden } }) =>
    assignment && !usesItself(assignment) ? overridden.map((lost) => ({ lost, inForce: assignment })) : [],
  );
}

/** `mail_plugins = $mail_plugins x` adds to what was there. */
function usesItself({ entry: { key, value } }: Assignment): boolean {
  return value.split(/\s+/).some((word) => word === `$${key.text}` || word === `$SET:${key.text}`);
}

function ofSection(node: SettingsNode, blocks: Given['blocks'], filters: Given['filters']): Given[] {
  const own = [...node.values].map(([name, value]): Given => ({ name, value, blocks, filters }));
  const inner = [...node.blocks.values()].flatMap((block) => ofSection(block, [...blocks, block], filters));
  return [...own, ...inner];
}

function ofFilter(node: FilterNode, blocks: Given['blocks'], filters: Given['filters']): Given[] {
  const own = [...node.values].map(([name, value]): Given => ({ name, value, blocks, filters }));
  const inner = node.blocks.flatMap((block) =>
    block.fact
      ? ofFilter(block, [...blocks, block], filters)
      : ofFilter(block, blocks, [...filters, { kind: block.type, argument: block.label }]),
  );
  return [...own, ...inner];
}
