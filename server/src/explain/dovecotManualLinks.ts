import type { DovecotKnowledge } from '../knowledge/dovecotKnowledge';
import { compareVersions } from '../knowledge/versions';
import { dovecotManuals } from './manual';
import { bullets, link } from './markdown';

const LINES = ['2.3', '2.4'] as const;

/**
 * Where the manuals describe a setting, which 2.3 may have in a block (`passdb/driver`): that of each line which knows it,
 * or of the line of one version alone. Plugins are described elsewhere.
 */
export function dovecotManualLinks(
  record: string,
  knowledge: DovecotKnowledge,
  version?: string,
): string | undefined {
  const links = linesFor(version).flatMap((line) => {
    const release = knowledge.release(line, version);
    const slash = record.lastIndexOf('/');
    const [place, name] = [record.slice(0, Math.max(0, slash)), record.slice(slash + 1)];
    const fact = line === '2.3' ? release.setting(name, place) : release.setting(record);
    if (!fact || fact.plugin !== undefined) return [];
    return link(`Dovecot ${line}`, dovecotManuals[line](fact.name, fact.in));
  });
  return links.length === 0 ? undefined : bullets(links);
}

function linesFor(version: string | undefined): readonly ('2.3' | '2.4')[] {
  if (version === undefined) return LINES;
  return compareVersions(version, '2.4') < 0 ? ['2.3'] : ['2.4'];
}
