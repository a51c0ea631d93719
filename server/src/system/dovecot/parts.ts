import { configVersionOf } from '../../dovecot/version';
import type { DovecotFile } from '../files';
import { baseName } from '../uris';

/** A file of Dovecot that begins nothing: another one includes it. */
export function isPart({ uri, tree }: DovecotFile): boolean {
  return configVersionOf(tree.entries) === undefined && !/^(.*_)?dovecot\.conf/.test(baseName(uri));
}
