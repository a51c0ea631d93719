import type { DovecotRelease, DovecotSettingFact } from '../../knowledge/dovecotKnowledge';
import { connectionFilters, filterKey } from './connectionFilters';
import { holderOf, labelOf, placeOf, type Section } from './sections';

/**
 * 2.3: `service/auth/user = x`, outside of all blocks but filters, sets what stands in a block that is there already:
 * one of Dovecot's own services, or one that was opened before, by its label, or by its number where it has none.
 */
export class BlockPaths {
  /** By filter and path. */
  private readonly blocks = new Map<string, KnownBlock>();
  private readonly paths = new Map<Section, string>();
  /** How many blocks of a type were opened in each block. */
  private readonly counts = new Map<string, number>();

  constructor(private readonly release: DovecotRelease) {
    for (const { name } of release.services) this.blocks.set(` service/${name}`, { place: 'service' });
  }

  /** Tells of a block that is opened. */
  open(section: Section): void {
    const holder = holderOf(section.parent);
    const around = holder ? this.paths.get(holder) : `${filterKey(connectionFilters(section))} `;
    const label = labelOf(section);
    if (section.kind !== 'section' || !section.fact || around === undefined || label.includes('/')) return;
    const type = `${around}${section.fact.name}/`;
    const count = this.counts.get(type) ?? 0;
    this.counts.set(type, count + 1);
    const path = `${type}${label || count}`;
    this.paths.set(section, `${path}/`);
    this.blocks.set(path, { place: placeOf(section), section });
  }

  /** The setting that a path means in a filter, or outside of all blocks. */
  setting(key: string, section: Section | undefined): PathSetting | undefined {
    const cut = key.lastIndexOf('/');
    if (cut < 0 || holderOf(section)) return undefined;
    const path = key.slice(0, cut);
    const filter = filterKey(connectionFilters(section));
    const block = this.blocks.get(`${filter} ${path}`) ?? this.blocks.get(` ${path}`);
    const fact = block && this.release.setting(key.slice(cut + 1), block.place);
    return fact && fact.type !== 'section'
      ? { fact, ...(block.section && { into: block.section }) }
      : undefined;
  }
}

interface KnownBlock {
  /** The place of its settings. */
  readonly place: string;
  /** Undefined for a service that Dovecot brings with it. */
  readonly section?: Section;
}

interface PathSetting {
  readonly fact: DovecotSettingFact;
  /** The block in the files. */
  readonly into?: Section;
}

/** The types and labels on the way of a path, `service`, `auth` and so on, without the setting at its end. */
export function stepsOf(key: string): (readonly [type: string, label: string])[] {
  const words = key.split('/').slice(0, -1);
  return words.flatMap((type, index) => (index % 2 === 0 ? [[type, words[index + 1] ?? ''] as const] : []));
}
