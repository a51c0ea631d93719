import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostfixFacts } from '../../server/src/knowledge/types';

const FILE = join(import.meta.dirname, '..', '..', 'server/knowledge/postfix/facts/postfix.json');

let facts: PostfixFacts | undefined;

/** The committed facts, before any of our code has touched them. */
export function postfixFacts(): PostfixFacts {
  return (facts ??= JSON.parse(readFileSync(FILE, 'utf8')) as PostfixFacts);
}
