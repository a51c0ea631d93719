import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DovecotFacts } from '../../server/src/knowledge/dovecotKnowledge';
import type { PostfixFacts } from '../../server/src/knowledge/types';

const KNOWLEDGE = join(import.meta.dirname, '..', '..', 'server/knowledge');

const read = (path: string): unknown => JSON.parse(readFileSync(join(KNOWLEDGE, path), 'utf8'));

let facts: PostfixFacts | undefined;

/** The committed facts, before any of our code has touched them. */
export function postfixFacts(): PostfixFacts {
  return (facts ??= read('postfix/facts/postfix.json') as PostfixFacts);
}

let ofDovecot: DovecotFacts | undefined;

/** The committed facts of Dovecot, likewise. */
export function dovecotFacts(): DovecotFacts {
  return (ofDovecot ??= read('dovecot/facts/dovecot.json') as DovecotFacts);
}
