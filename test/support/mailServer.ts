import { fileKindOf } from '../../server/src/system/discover';
import { readFile } from '../../server/src/system/files';
import type { PostfixInstance } from '../../server/src/system/postfixInstance';
import { createInstance } from '../../server/src/system/workspace';
import { postfixKnowledge } from './assets';

/** Files of one Postfix directory, by name. */
export type Files = Readonly<Record<string, string>>;

export const DIRECTORY = 'file:///etc/postfix';

export function uriOf(name: string): string {
  return `${DIRECTORY}/${name}`;
}

/** An instance of files in memory, for a target version (the newest known without one). */
export async function mailServer(files: Files, postfixVersion?: string): Promise<PostfixInstance> {
  const parsed = Object.entries(files).map(([name, text]) => {
    const kind = fileKindOf(uriOf(name));
    if (!kind) throw new Error(`${name} is no file of Postfix`);
    return readFile(kind, uriOf(name), text);
  });
  const settings = postfixVersion === undefined ? {} : { postfixVersion };
  return createInstance(DIRECTORY, parsed, await postfixKnowledge(), settings);
}
