import { baseName } from './uris';
import type { FileKind } from './files';

/** `main.cf`, and the copies that distributions ship beside it. */
const NAMES: readonly (readonly [RegExp, FileKind])[] = [
  [/^main\.cf(\.|$)/, 'main'],
  [/^master\.cf(\.|$)/, 'master'],
];

/** What a file is by its name; undefined when it is no file of ours. */
export function fileKindOf(uri: string): FileKind | undefined {
  const name = baseName(uri);
  return NAMES.find(([pattern]) => pattern.test(name))?.[1];
}

/** Only these two names are read by Postfix together; a copy such as `main.cf.dist` stands alone. */
export function joinsInstance(uri: string): boolean {
  return baseName(uri) === 'main.cf' || baseName(uri) === 'master.cf';
}
