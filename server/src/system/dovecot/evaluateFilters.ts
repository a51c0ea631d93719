import type { DovecotRelease, DovecotSettingFact } from '../../knowledge/dovecotKnowledge';
import type { Assignment, Reading } from './assignments';
import { listDefault } from './listDefaults';
import type { Section } from './sections';
import type { FilterNode, GivenList } from './settingsTree';
import { emptyFilter, setValue } from './settingsTree';
import { splitWords } from './words';

/** What the files of a Dovecot 2.4 say, block by block: every block is a filter on one name space of settings. */
export function evaluateFilters(reading: Reading, release: DovecotRelease): FilterNode {
  return new Evaluation(release).run(reading);
}

class Evaluation {
  private readonly root = emptyFilter('', '', undefined);
  private readonly nodes = new Map<Section, FilterNode>();
  private readonly namedFilters: readonly string[];

  constructor(private readonly release: DovecotRelease) {
    this.namedFilters = release
      .settingsIn('')
      .filter(({ type }) => type === 'named_filter')
      .map(({ name }) => name)
      .sort((one, other) => other.length - one.length);
  }

  run({ sections, assignments, groupUses }: Reading): FilterNode {
    let next = 0;
    for (const [position, assignment] of assignments.entries()) {
      for (; (sections[next]?.position ?? Infinity) <= position; next++) this.open(sections[next]);
      this.assign(assignment);
    }
    for (; next < sections.length; next++) this.open(sections[next]);
    for (const { entry, section } of groupUses) this.nodeOf(section).groups.set(entry.key.text, entry.value);
    return this.root;
  }

  private open(section: Section | undefined): void {
    if (!section || section.kind === 'unknown' || section.kind === 'list') return;
    const { block, fact } = section;
    const parent = this.nodeOf(section.parent);
    const type = block.groupName
      ? `${block.type.text} ${block.label?.text ?? ''}`
      : (fact?.name ?? block.type.text);
    const label = block.groupName?.text ?? block.label?.text ?? '';
    const node = blockIn(parent, type, label, fact);
    // The label is the value of a setting, which a line of an earlier block may have changed.
    if (fact?.label !== undefined) node.values.delete(fact.label);
    this.nodes.set(section, node);
  }

  private assign(assignment: Assignment): void {
    const { entry, section, fact } = assignment;
    const text = entry.form === 'file' ? `<${entry.value}` : entry.value;
    if (section?.kind === 'list') {
      const list = section.fact && listIn(this.nodeOf(section.parent), section.fact);
      list?.entries.set(entry.key.text, text);
      return;
    }
    if (!fact) return;
    const node = this.placeOf(assignment, fact);
    if (fact.type === 'boollist' || fact.type === 'strlist') {
      const list = listIn(node, fact);
      list.entries.clear();
      for (const word of splitWords(text)) list.entries.set(word, 'yes');
      node.lists.set(fact.name, { ...list, isReplaced: true });
    } else setValue(node, fact.name, { text, fact, assignment });
  }

  /** A setting by its whole name belongs to the block that its name begins with, and is put there. */
  private placeOf({ entry, section }: Assignment, fact: DovecotSettingFact): FilterNode {
    const around = this.nodeOf(section);
    const key = entry.key.text;
    if (key.includes('/')) return this.alongPath(key.split('/').slice(0, -1), around);
    if (fact.name !== key) return around;
    const filter = this.namedFilters.find((name) => key.startsWith(`${name}_`));
    if (filter === undefined || around.type === filter) return around;
    return blockIn(around, filter, '', this.release.setting(filter));
  }

  private alongPath(parts: readonly string[], around: FilterNode): FilterNode {
    let node = around;
    for (let at = 0; at < parts.length; at++) {
      const type = parts[at] ?? '';
      const fact = this.release.setting(type);
      const label = fact?.type === 'named_list_filter' ? (parts[++at] ?? '') : '';
      if (fact) node = blockIn(node, type, label, fact);
    }
    return node;
  }

  private nodeOf(section: Section | undefined): FilterNode {
    for (let at = section; at; at = at.parent) {
      const node = this.nodes.get(at);
      if (node) return node;
    }
    return this.root;
  }
}

function blockIn(
  parent: FilterNode,
  type: string,
  label: string,
  fact: DovecotSettingFact | undefined,
): FilterNode {
  const known = parent.blocks.find((block) => block.type === type && block.label === label);
  if (known) return known;
  const node = emptyFilter(type, label, fact);
  parent.blocks.push(node);
  return node;
}

/** What is built in stands outside of all blocks, or in a filter that is there by itself. */
function isOutermost({ fact, label }: FilterNode): boolean {
  return fact?.type !== 'named_list_filter' && label === '';
}

function listIn(node: FilterNode, fact: DovecotSettingFact): GivenList {
  const list = node.lists.get(fact.name) ?? {
    fact,
    isReplaced: false,
    entries: isOutermost(node) ? listDefault(fact.name) : new Map<string, string>(),
  };
  node.lists.set(fact.name, list);
  return list;
}
