import type { DovecotSettingFact } from '../../knowledge/dovecotKnowledge';
import type { Assignment } from './assignments';
import type { ConnectionFilter } from './connectionFilters';

/** A value that the files give a setting, and the lines that it comes from. */
export interface GivenValue {
  /** As Dovecot keeps it: without quotes, a reference to the setting itself replaced; `<path` for the content of a file. */
  readonly text: string;
  readonly fact: DovecotSettingFact | undefined;
  /** The line that counts; undefined when it is the label of the block. */
  readonly assignment: Assignment | undefined;
  /** Lines before it that give the setting another value in vain. */
  readonly overridden: readonly Assignment[];
}

/** What the files say in one block, blocks that Dovecot merges taken together. */
export interface SettingsNode {
  /** Name of the block; empty outside of all blocks. */
  readonly type: string;
  readonly label: string;
  /** Its place among those of its type. */
  readonly index: number;
  readonly fact: DovecotSettingFact | undefined;
  readonly values: Map<string, GivenValue>;
  /** By `type/label`, or by `type/#index` where there is no label or none that counts. */
  readonly blocks: Map<string, SettingsNode>;
  /** How many blocks of each type there are. */
  readonly counts: Map<string, number>;
}

/** What is said for some connections; without filters, for all. */
export interface Scope {
  readonly filters: readonly ConnectionFilter[];
  readonly root: SettingsNode;
}

export function emptyNode(
  type: string,
  label: string,
  index: number,
  fact: DovecotSettingFact | undefined,
): SettingsNode {
  return { type, label, index, fact, values: new Map(), blocks: new Map(), counts: new Map() };
}

/** The block of a type in another one, made when it is not there; without `merges`, a new one each time. */
export function blockIn(
  { blocks, counts }: SettingsNode,
  { type, label, fact }: Pick<SettingsNode, 'type' | 'label' | 'fact'>,
  merges: boolean,
): SettingsNode {
  const index = counts.get(type) ?? 0;
  const key = `${type}/${merges ? label : `#${index}`}`;
  let block = blocks.get(key);
  if (!block) {
    blocks.set(key, (block = emptyNode(type, label, index, fact)));
    counts.set(type, index + 1);
  }
  return block;
}

/** What the files of 2.4 say in one block. */
export interface FilterNode {
  readonly type: string;
  readonly label: string;
  readonly fact: DovecotSettingFact | undefined;
  readonly values: Map<string, GivenValue>;
  readonly lists: Map<string, GivenList>;
  /** The group of each `@label` that it uses. */
  readonly groups: Map<string, string>;
  /** In the order in which they are first opened. */
  readonly blocks: FilterNode[];
}

/** A list of 2.4: words with yes or no, or keys with values. */
export interface GivenList {
  readonly fact: DovecotSettingFact;
  /** Written with `=`, so that nothing of what is around it is left. */
  readonly isReplaced: boolean;
  readonly entries: Map<string, string>;
}

export function emptyFilter(type: string, label: string, fact: DovecotSettingFact | undefined): FilterNode {
  return { type, label, fact, values: new Map(), lists: new Map(), groups: new Map(), blocks: [] };
}

const NONE: readonly Assignment[] = [];

/** Gives a setting a value; what it had before is overridden. */
export function setValue(
  node: Pick<SettingsNode, 'values'>,
  name: string,
  { text, fact, assignment }: Pick<GivenValue, 'text' | 'fact' | 'assignment'>,
): GivenValue {
  const before = node.values.get(name);
  const overridden = before?.assignment ? [...before.overridden, before.assignment] : NONE;
  const given = { text, fact, assignment, overridden };
  node.values.set(name, given);
  return given;
}
