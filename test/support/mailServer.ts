import { fileKindOf } from '../../server/src/system/discover';
import { readFile } from '../../server/src/system/files';
import type { MailSystem } from '../../server/src/system/mailSystem';
import type { PostfixInstance } from '../../server/src/system/postfixInstance';
import { createSystem } from '../../server/src/system/workspace';
import { postfixKnowledge } from './assets';

/** Files of one Postfix directory, by name. */
export type Files = Readonly<Record<string, string>>;

export const DIRECTORY = 'file:///etc/postfix';

export function uriOf(name: string): string {
  return `${DIRECTORY}/${name}`;
}

/** A server of files in memory, for a target version (the newest known without one). */
export async function mailSystem(files: Files, postfixVersion?: string): Promise<MailSystem> {
  const parsed = Object.entries(files).map(([name, text]) => {
    const kind = fileKindOf(uriOf(name));
    if (!kind) throw new Error(`${name} is no file of Postfix`);
    return readFile(kind, uriOf(name), text);
  });
  const settings = postfixVersion === undefined ? {} : { postfixVersion };
  return createSystem(uriOf('main.cf'), parsed, await postfixKnowledge(), settings);
}

/** The Postfix of such a server. */
export async function mailServer(files: Files, postfixVersion?: string): Promise<PostfixInstance> {
  return (await mailSystem(files, postfixVersion)).postfix;
}
