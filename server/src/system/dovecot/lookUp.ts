import type { DovecotRelease, DovecotSettingFact } from '../../knowledge/dovecotKnowledge';
import { holderOf, placeOf, type Section } from './sections';

/** The setting that a key means in a block; undefined when this version knows none. */
export function lookUpSetting(
  release: DovecotRelease,
  key: string,
  section: Section | undefined,
): DovecotSettingFact | undefined {
  return release.line === '2.3'
    ? release.setting(key, placeOf(section))
    : candidates(key, section)
        .map((name) => release.setting(name))
        .find((fact) => fact !== undefined);
}

/**
 * 2.4: names that a key may be short for, in the order of config_apply_line_full(): with the block's name and label,
 * with its name, as it stands. A path (`service/imap/vsz_limit`) is gone along first.
 */
function candidates(key: string, section: Section | undefined): string[] {
  if (key.includes('/')) return pathCandidates(key.split('/'));
  const holder = holderOf(section);
  if (!holder?.fact) return [key];
  return [...prefixes(holder.fact, holder.block.label?.text).map((prefix) => `${prefix}_${key}`), key];
}

function prefixes({ name, type }: DovecotSettingFact, label: string | undefined): string[] {
  if (type !== 'named_list_filter' || label === undefined) return [name];
  return [`${name}_${label.replaceAll('/', '_')}`, name];
}

/** `list/key` is the list itself; `block/key` or `block/label/key` a setting of the block. */
function pathCandidates(parts: readonly string[]): string[] {
  const key = parts.at(-1) ?? '';
  const [block = '', label = ''] = parts.slice(-3);
  const parent = parts.at(-2) ?? '';
  return [`${block}_${label}_${key}`, `${block}_${key}`, `${parent}_${key}`, key, parts[0] ?? ''];
}

/** The setting that a block is. In 2.4 it may be short for one with the name of the block around it. */
export function lookUpBlock(
  release: DovecotRelease,
  type: string,
  section: Section | undefined,
): DovecotSettingFact | undefined {
  if (release.line === '2.3') return release.setting(type, placeOf(section));
  const holder = holderOf(section);
  const around = holder?.fact ? prefixes(holder.fact, holder.block.label?.text) : [];
  const long = around
    .map((prefix) => release.setting(`${prefix}_${type}`))
    .find((fact) => fact !== undefined && fact.type !== 'named_filter');
  return long ?? release.setting(type);
}
