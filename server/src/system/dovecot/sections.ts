import type { Block } from '../../dovecot/nodes';
import { OBSOLETE_LABELS } from '../../dovecot/obsolete';
import type { DovecotRelease, DovecotSettingFact } from '../../knowledge/dovecotKnowledge';
import type { DovecotFile } from '../files';

/** What a block is to Dovecot. */
export type SectionKind =
  /** `protocol`, `local`, `local_name`, `remote`: the same settings, for some connections. */
  | 'filter'
  /** A block of settings: a section of 2.3, a named filter of 2.4. */
  | 'section'
  /** A list of pairs, or of words with yes and no. */
  | 'list'
  /** `group @label name` of 2.4. */
  | 'group'
  /** Nothing that this version knows; what it holds cannot be judged. */
  | 'unknown';

/** An open block, with the places of the settings in it. */
export interface Section {
  readonly file: DovecotFile;
  readonly block: Block;
  readonly kind: SectionKind;
  /** The setting that the block is: `service`, `plugin`, `ssl_server`; undefined for filters and groups. */
  readonly fact: DovecotSettingFact | undefined;
  readonly parent: Section | undefined;
  /** How many assignments stand before it. */
  readonly position: number;
}

export const FILTERS: ReadonlySet<string> = new Set(['protocol', 'local', 'local_name', 'remote']);

/** The innermost block around that holds settings of its own; filters and groups have those of what is around them. */
export function holderOf(section: Section | undefined): Section | undefined {
  let at = section;
  while (at && (at.kind === 'filter' || at.kind === 'group')) at = at.parent;
  return at;
}

/** 2.3: the names of the blocks around, such as `service/unix_listener`. */
export function placeOf(section: Section | undefined): string {
  const names: string[] = [];
  for (let at = section; at; at = at.parent) if (at.fact) names.unshift(at.fact.name);
  return names.join('/');
}

/**
 * 2.3: the blocks that have a setting of this name, as `service { unix_listener { }`; undefined where there are none.
 * 2.4 has one name space, in which nothing is misplaced.
 */
export function placesText(name: string, release: DovecotRelease): string | undefined {
  const places = release.line === '2.3' ? release.placesOf(name) : [];
  if (places.length === 0) return undefined;
  return places
    .map((place) => (place === '' ? 'dovecot.conf' : `${place.replaceAll('/', ' { ')} { }`))
    .join(', ');
}

/** The filters around, the outermost first. */
export function filtersAround(section: Section | undefined): Section[] {
  const found: Section[] = [];
  for (let at = section; at; at = at.parent) if (at.kind === 'filter') found.unshift(at);
  return found;
}

/** The label of a block, as it is called today. */
export function labelOf({ block: { type, label } }: Section): string {
  const text = label?.text ?? '';
  return OBSOLETE_LABELS[type.text]?.[text] ?? text;
}
