import { blocksAround, type Block, type Setting } from '../../dovecot/nodes';
import type { DovecotInstance } from '../dovecotInstance';
import type { DovecotFile } from '../files';
import type { Assignment, Reading } from './assignments';
import type { Section } from './sections';

interface Index {
  readonly sections: ReadonlyMap<Block, Section>;
  readonly assignments: ReadonlyMap<Setting, Assignment>;
  /** The block of another file that a file is included in; absent where it is read outside of all. */
  readonly outer: ReadonlyMap<string, Section>;
}

const INDEXES = new WeakMap<Reading, Index>();

function indexOf(reading: Reading): Index {
  let index = INDEXES.get(reading);
  if (!index) INDEXES.set(reading, (index = createIndex(reading)));
  return index;
}

/** A file that is read several times means what it means the first time. */
function createIndex({ sections, assignments }: Reading): Index {
  const byBlock = new Map<Block, Section>();
  const bySetting = new Map<Setting, Assignment>();
  const outer = new Map<string, Section>();
  const remember = (file: DovecotFile, around: Section | undefined): void => {
    let at = around;
    while (at?.file.uri === file.uri) at = at.parent;
    if (at && !outer.has(file.uri)) outer.set(file.uri, at);
  };
  for (const section of sections) {
    if (!byBlock.has(section.block)) byBlock.set(section.block, section);
    remember(section.file, section.parent);
  }
  for (const assignment of assignments) {
    if (!bySetting.has(assignment.entry)) bySetting.set(assignment.entry, assignment);
    remember(assignment.file, assignment.section);
  }
  return { sections: byBlock, assignments: bySetting, outer };
}

/** What a block is. */
export function sectionOf({ reading }: DovecotInstance, block: Block): Section | undefined {
  return indexOf(reading).sections.get(block);
}

/** What a setting means where it stands; undefined when it means nothing to this version. */
export function assignmentOf({ reading }: DovecotInstance, entry: Setting): Assignment | undefined {
  return indexOf(reading).assignments.get(entry);
}

/** The innermost block around a place, which may be one of the file that includes this one. */
export function sectionAround(
  instance: DovecotInstance,
  file: DovecotFile,
  offset: number,
): Section | undefined {
  const block = blocksAround(file.tree, offset).at(-1);
  const index = indexOf(instance.reading);
  return block ? index.sections.get(block) : index.outer.get(file.uri);
}
