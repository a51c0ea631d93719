import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { referencePages, type Page } from '../../support/reference/pages';

describe('the pages that are written from the records', function () {
  this.timeout(20_000);
  let pages: readonly Page[];

  before(async () => {
    pages = await referencePages();
  });

  it('are as npm run reference writes them', () => {
    const stale = pages.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
    assert.deepEqual(
      stale.map(({ path }) => path),
      [],
    );
  });

  it('have each place once, and lists that lead to one', () => {
    const places = new Map(
      pages.map(({ path, text }) => [path, [...text.matchAll(/<a id="([^"]+)">/g)].map((match) => match[1])]),
    );
    for (const [path, ids] of places) assert.equal(new Set(ids).size, ids.length, path);
    for (const { path, text } of pages.filter((page) => basename(page.path).startsWith('settings-that'))) {
      const links = [...text.matchAll(/\]\((reference\/[^#)]+)#([^)]+)\)/g)];
      const dead = links.filter(([, file = '', id]) => {
        const target = pages.find((page) => page.path.endsWith(file));
        return !places.get(target?.path ?? '')?.includes(id);
      });
      assert.deepEqual(
        dead.map(([whole]) => whole),
        [],
        path,
      );
      assert.ok(links.length > 0);
    }
  });
});
