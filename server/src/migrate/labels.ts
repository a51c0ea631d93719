import type { Block } from '../dovecot/nodes';
import { labelOf, placeOf, type Section } from '../system/dovecot/sections';

type ValueIn = (section: Section, name: string) => string | undefined;

/** What a block without a label could be called. */
const NAMES: Readonly<Record<string, (section: Section, value: ValueIn) => string>> = {
  passdb: (section, value) => value(section, 'name') ?? value(section, 'driver') ?? 'passdb',
  userdb: (section, value) => value(section, 'name') ?? value(section, 'driver') ?? 'userdb',
  namespace: namespaceName,
  'service/unix_listener': (section, value) => value(section, 'path') ?? 'listener',
  'service/fifo_listener': (section, value) => value(section, 'path') ?? 'listener',
  'service/inet_listener': (section, value) =>
    value(section, 'name') ?? `port-${value(section, 'port') ?? '0'}`,
};

/** Blocks that have no label in 2.3 but one in 2.4, each with one of its own; equal labels would merge them. */
export function labelBlocks(sections: readonly Section[], value: ValueIn): ReadonlyMap<Block, string> {
  const labels = new Map<Block, string>();
  const taken = new Set<string>();
  const named = sections.filter((section) => labelOf(section) !== '');
  for (const section of named) taken.add(`${keyOf(section)} ${labelOf(section)}`);
  for (const section of sections) {
    const name = NAMES[placeOf(section)];
    if (!name || labelOf(section) !== '' || labels.has(section.block)) continue;
    const wanted = name(section, value);
    const label = free(wanted, (candidate) => taken.has(`${keyOf(section)} ${candidate}`));
    taken.add(`${keyOf(section)} ${label}`);
    labels.set(section.block, label);
  }
  return labels;
}

/** Blocks of one kind in one block share their labels, whatever the filters around. */
function keyOf(section: Section): string {
  const around = section.parent?.fact ? `${labelOf(section.parent)} ` : '';
  return `${placeOf(section)} ${around}`;
}

function free(wanted: string, isTaken: (label: string) => boolean): string {
  let label = wanted;
  for (let number = 2; isTaken(label); number++) label = `${wanted}${number}`;
  return label;
}

function namespaceName(section: Section, value: ValueIn): string {
  if (/^(yes|y|1)$/i.test(value(section, 'inbox') ?? '')) return 'inbox';
  const prefix = (value(section, 'prefix') ?? '').replace(/%.*$/, '').replace(/[^\w-]+/g, '');
  return prefix === '' ? (value(section, 'type') ?? 'private') : prefix.toLowerCase();
}
