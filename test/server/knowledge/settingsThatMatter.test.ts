import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { entries, LANGUAGES, PRODUCTS, readRecords } from '../../../scripts/lib/knowledge.mjs';
import type { DocRecord } from '../../../server/src/knowledge/docs';
import { REPOSITORY } from '../../support/assets';

const KNOWLEDGE = join(REPOSITORY, 'server', 'knowledge');

/** How many settings and names the three products have together that matter most. */
const COUNT = 300;

/** What such a record has beside its summary. */
const WANTED = ['when', 'wrong', 'recommended', 'security', 'example', 'related'] as const;

interface Chosen {
  readonly place: string;
  readonly record: DocRecord;
  readonly chinese: DocRecord | undefined;
}

describe('the settings that matter most', () => {
  let chosen: readonly Chosen[];

  before(async () => {
    const found = await Promise.all(
      PRODUCTS.map(async (product) => {
        const { en, 'zh-cn': chinese } = await readRecords(product);
        return entries(en)
          .filter(({ record }) => record.matters !== undefined)
          .map(({ group, name, record }) => ({
            place: `${product}: ${group}/${name}`,
            record,
            chinese: chinese[group]?.[name],
          }));
      }),
    );
    chosen = found.flat();
  });

  it(`are ${COUNT}`, () => assert.equal(chosen.length, COUNT));

  it('say all that there is to say, or that there is nothing', () => {
    const gaps = chosen.flatMap(({ place, record }) =>
      WANTED.filter((field) => !has(record, field)).map((field) => `${place} ${field}`),
    );
    assert.deepEqual(gaps, []);
  });

  it('say it in Chinese too', () => {
    const texts = WANTED.filter((field) => field !== 'example' && field !== 'related');
    const gaps = chosen.flatMap(({ place, record, chinese }) =>
      texts
        .filter((field) => record[field] !== undefined && chinese?.[field] === undefined)
        .map((field) => `${place} ${field}`),
    );
    assert.deepEqual(gaps, []);
  });

  it('leave out nothing that is there', () => {
    const both = chosen.flatMap(({ place, record }) =>
      (record.without ?? [])
        .filter((field) => record[field] !== undefined)
        .map((field) => `${place} ${field}`),
    );
    assert.deepEqual(both, []);
  });

  it('point to the other products with what is related', () => {
    const own = chosen.flatMap(({ place, record }) =>
      (record.related ?? []).filter((link) => link.split(':')[0] === place.split(':')[0]),
    );
    assert.deepEqual(own, []);
  });

  it('are there for reasons that are told in both languages, each of them used', () => {
    const reasons = parse(readFileSync(join(KNOWLEDGE, 'reasons.yaml'), 'utf8')) as Reasons;
    const used = new Set(chosen.map(({ record }) => record.matters));
    assert.deepEqual([...used].sort(), Object.keys(reasons).sort());
    for (const { title, why } of Object.values(reasons)) {
      for (const language of LANGUAGES) assert.ok(title[language] && why[language]);
    }
    const schema = JSON.parse(readFileSync(join(KNOWLEDGE, 'docs.schema.json'), 'utf8')) as Schema;
    assert.deepEqual(schema.definitions.record.properties.matters.enum, Object.keys(reasons));
  });
});

type Reasons = Record<string, Record<'title' | 'why', Record<string, string>>>;

interface Schema {
  readonly definitions: { readonly record: { readonly properties: { matters: { enum: string[] } } } };
}

function has(record: DocRecord, field: (typeof WANTED)[number]): boolean {
  return (
    record[field] !== undefined || (record.without as readonly string[] | undefined)?.includes(field) === true
  );
}
