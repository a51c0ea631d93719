import type { Comparison } from '../deploy/comparison';
import { isDeployed, isSecret } from '../deploy/serverFile';

/** A file that is not the same here and on the server. */
export interface Difference {
  /** On the server. */
  readonly path: string;
  readonly kind: 'changed' | 'only-here' | 'only-there';
  /** Not everybody on the server may read it, so its content is not fetched. */
  readonly secret: boolean;
}

/** Files that differ, by path. What is made of other files, and what has no place here, is left out. */
export function differences({
  snapshot,
  local,
  placement,
}: Pick<Comparison, 'snapshot' | 'local' | 'placement'>): readonly Difference[] {
  const paths = new Set([...snapshot.files.keys(), ...local.keys()]);
  return [...paths].sort().flatMap((path): Difference[] => {
    const [there, here] = [snapshot.files.get(path), local.get(path)];
    if (!isDeployed(path) || placement.toLocal(path) === undefined || there?.hash === here?.hash) return [];
    const kind = !here ? 'only-there' : there ? 'changed' : 'only-here';
    return [{ path, kind, secret: there !== undefined && isSecret(there) }];
  });
}
