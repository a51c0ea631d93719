import type { DovecotInstance } from '../dovecotInstance';
import { listSections, type Listed } from './listSections';

/** What `doveconf -n` (`changed`) or `doveconf -a` (`all`) prints below the comments at its top. */
export function listSettings({ scopes, release }: DovecotInstance, listed: Listed): string[] {
  return listSections(scopes, release, listed);
}
