import { CONFIG_VERSION } from '../../dovecot/version';
import type { DovecotInstance } from '../dovecotInstance';
import { listFilters } from './listFilters';
import { listSections, type Listed } from './listSections';

/** What `doveconf -n` (`changed`) or `doveconf -a` (`all`) prints below the comments at its top. */
export function listSettings(instance: DovecotInstance, listed: Listed): string[] {
  const { release, configVersion } = instance;
  if (release.line === '2.3') return listSections(instance.scopes, release, listed);
  const version = configVersion === undefined ? [] : [`${CONFIG_VERSION} = ${configVersion}`];
  return [...version, ...listFilters(instance.filters, release, listed, configVersion ?? '')];
}
