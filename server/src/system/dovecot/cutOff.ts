import type { DovecotRelease } from '../../knowledge/dovecotKnowledge';
import { holderOf, labelOf, type Section } from './sections';

/**
 * 2.3: a filter inside of a block knows nothing of the block, and takes none of its settings; unless the block is one
 * of those that Dovecot brings with it.
 */
export function isCutOff(section: Section | undefined, release: DovecotRelease): boolean {
  if (section?.kind !== 'filter') return false;
  const holder = holderOf(section);
  return holder?.kind === 'section' && !isBuiltIn(holder, release);
}

/** A service of Dovecot's own, or a listener that one has by default. */
function isBuiltIn(section: Section, release: DovecotRelease): boolean {
  const { type } = section.block;
  const label = labelOf(section);
  if (type.text === 'service') return release.services.some(({ name }) => name === label);
  const { parent } = section;
  if (!parent || !isBuiltIn(parent, release)) return false;
  const service = release.services.find(({ name }) => name === labelOf(parent));
  return (service?.listeners ?? []).some(
    ({ kind, settings }) => kind === type.text && (settings['path'] ?? settings['name']) === label,
  );
}
