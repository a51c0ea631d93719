import type { AssetReader } from '../host';
import { createDovecotKnowledge, type DovecotFacts, type DovecotKnowledge } from './dovecotKnowledge';
import { createPostfixKnowledge, type PostfixKnowledge } from './postfixKnowledge';
import type { PostfixFacts } from './types';

/** Reads the facts once, at the start of a server or a command. */
export async function loadPostfixKnowledge(assets: AssetReader): Promise<PostfixKnowledge> {
  return createPostfixKnowledge((await assets.readJson('postfix/facts/postfix.json')) as PostfixFacts);
}

/** The facts of Dovecot, likewise. */
export async function loadDovecotKnowledge(assets: AssetReader): Promise<DovecotKnowledge> {
  return createDovecotKnowledge((await assets.readJson('dovecot/facts/dovecot.json')) as DovecotFacts);
}
