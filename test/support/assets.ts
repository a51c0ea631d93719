import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AssetReader } from '../../server/src/host';
import { readProse } from '../../scripts/lib/assets.mjs';
import type { DovecotKnowledge } from '../../server/src/knowledge/dovecotKnowledge';
import { loadDovecotKnowledge, loadPostfixKnowledge } from '../../server/src/knowledge/loader';
import type { PostfixKnowledge } from '../../server/src/knowledge/postfixKnowledge';

export const REPOSITORY = resolve(__dirname, '..', '..');

/** The assets as the repository holds them, without a build. */
export const sourceAssets: AssetReader = {
  async readJson(path) {
    const prose = /^(\w+\/docs\/[\w-]+)\.json$/.exec(path)?.[1];
    if (prose) return readProse(prose);
    return JSON.parse(await readFile(resolve(REPOSITORY, 'server', 'knowledge', path), 'utf8')) as unknown;
  },
};

let loading: Promise<PostfixKnowledge> | undefined;

/** The facts, read once for all tests. */
export function postfixKnowledge(): Promise<PostfixKnowledge> {
  return (loading ??= loadPostfixKnowledge(sourceAssets));
}

let loadingDovecot: Promise<DovecotKnowledge> | undefined;

/** The facts of Dovecot, likewise. */
export function dovecotKnowledge(): Promise<DovecotKnowledge> {
  return (loadingDovecot ??= loadDovecotKnowledge(sourceAssets));
}
