import { convertObsolete, OBSOLETE_PLUGIN_KEYS, type Converted } from '../../dovecot/obsolete';
import type { DovecotRelease } from '../../knowledge/dovecotKnowledge';
import { defaultText } from '../doveconf/formatValue';
import type { Assignment, Reading } from './assignments';
import { stepsOf } from './blockPaths';
import { connectionFilters, filterKey } from './connectionFilters';
import { expandOwnName } from './ownName';
import { holderOf, labelOf, placeOf, type Section } from './sections';
import { blockIn, emptyNode, setValue, type GivenValue, type Scope, type SettingsNode } from './settingsTree';

/** What the files of a Dovecot 2.3 say, by connection and block. */
export function evaluateSections(reading: Reading, release: DovecotRelease): Scope[] {
  return new Evaluation(release).run(reading);
}

class Evaluation {
  private readonly scopes = new Map<string, Scope>([
    ['', { filters: [], root: emptyNode('', '', 0, undefined) }],
  ]);
  private readonly nodes = new Map<Section, SettingsNode>();

  constructor(private readonly release: DovecotRelease) {}

  run({ sections, assignments }: Reading): Scope[] {
    let next = 0;
    for (const [position, assignment] of assignments.entries()) {
      for (; (sections[next]?.position ?? Infinity) <= position; next++) this.open(sections[next]);
      this.assign(assignment);
    }
    for (; next < sections.length; next++) this.open(sections[next]);
    return [...this.scopes.values()];
  }

  private open(section: Section | undefined): void {
    if (!section) return;
    const { fact, kind } = section;
    if (kind === 'filter') this.scopeOf(section);
    if (!fact || kind === 'unknown') return;
    const parent = this.nodeAround(section.parent);
    const type = fact.name;
    const label = labelOf(section);
    const merges = kind === 'list' || (fact.named === true && label !== '');
    const node = blockIn(parent, { type, label, fact }, merges);
    this.nodes.set(section, node);
    const labelFact = this.release.settingsIn(placeOf(section)).find(({ isLabel }) => isLabel === true);
    if (labelFact) setValue(node, labelFact.name, { text: label, fact: labelFact, assignment: undefined });
  }

  private assign(assignment: Assignment): void {
    const { entry, section } = assignment;
    if (section?.kind === 'list') {
      this.give(assignment, this.nodeAround(section), OBSOLETE_PLUGIN_KEYS[entry.key.text] ?? entry.key.text);
      return;
    }
    const converted = holderOf(section) ? undefined : convertObsolete(entry, protocolOf(section));
    if (!converted) this.giveAsWritten(assignment);
    for (const { blocks, name, value } of converted ?? []) {
      const node = this.blockAt(this.scopeOf(section).root, blocks);
      const fact = this.release.setting(name, blocks.map(([type]) => type).join('/'));
      setValue(node, name, { text: value, fact, assignment });
    }
  }

  private giveAsWritten(assignment: Assignment): void {
    const { entry, section, fact } = assignment;
    const inPlugin = section === undefined ? /^plugin\/([^/]+)$/.exec(entry.key.text)?.[1] : undefined;
    if (inPlugin !== undefined) {
      this.give(assignment, this.blockAt(this.scopeOf(section).root, [['plugin', '']]), inPlugin);
    } else if (fact && !holderOf(section) && entry.key.text.includes('/')) {
      this.give(assignment, this.nodeOnPath(this.scopeOf(section).root, entry.key.text), fact.name);
    } else if (fact) this.give(assignment, this.nodeAround(section), fact.name);
  }

  /** The block to which a path leads, by labels, or by numbers where there are none. */
  private nodeOnPath(root: SettingsNode, key: string): SettingsNode {
    let node = root;
    const way: [string, string][] = [];
    for (const [type, label] of stepsOf(key)) {
      way.push([type, label]);
      const isMeant = (block: SettingsNode): boolean =>
        block.type === type && (block.label || String(block.index)) === label;
      node = [...node.blocks.values()].find(isMeant) ?? this.blockIn(node, way);
    }
    return node;
  }

  private give(assignment: Assignment, node: SettingsNode, name: string): void {
    const { entry, section, fact } = assignment;
    setValue(node, name, {
      text: expandOwnName(entry, () => this.valueSoFar(name, section)),
      fact,
      assignment,
    });
  }

  /** A block by the types and labels on the way to it, made when it is not there yet. */
  private blockAt(root: SettingsNode, blocks: Converted['blocks']): SettingsNode {
    return blocks.reduce((node, _, index) => this.blockIn(node, blocks.slice(0, index + 1)), root);
  }

  /** The last of the blocks on a way, in the one before it. */
  private blockIn(node: SettingsNode, way: Converted['blocks']): SettingsNode {
    const [type, label] = way.at(-1) ?? ['', ''];
    const place = way.slice(0, -1).map(([outer]) => outer);
    return blockIn(node, { type, label, fact: this.release.setting(type, place.join('/')) }, true);
  }

  /** What `$name` stands for: the value here, of the blocks and filters around, or the default. */
  private valueSoFar(name: string, section: Section | undefined): string {
    for (let at = section; ; at = at.parent) {
      const node = at && at.kind !== 'filter' ? this.nodes.get(at) : this.scopeOf(at).root;
      const given: GivenValue | undefined = node?.values.get(name);
      if (given) return given.text;
      if (!at) return defaultText(this.release.setting(name));
    }
  }

  private nodeAround(section: Section | undefined): SettingsNode {
    const holder = holderOf(section);
    return (holder && this.nodes.get(holder)) ?? this.scopeOf(section).root;
  }

  private scopeOf(section: Section | undefined): Scope {
    const filters = connectionFilters(section);
    const key = filterKey(filters);
    const scope = this.scopes.get(key) ?? { filters, root: emptyNode('', '', 0, undefined) };
    this.scopes.set(key, scope);
    return scope;
  }
}

/** The protocol that a line is for, when it is for one. */
function protocolOf(section: Section | undefined): string | undefined {
  return connectionFilters(section).find(({ kind }) => kind === 'protocol')?.argument;
}
