import assert from 'node:assert/strict';
import { entries, readRecords, type Product } from '../../scripts/lib/knowledge.mjs';
import { postfixFacts } from '../support/facts';
import { manualsOf, fromRoff } from '../support/manuals';
import { notRun } from '../support/notRun';
import { OwnWords } from '../support/ownWords';
import type { DocRecord } from '../../server/src/knowledge/docs';

const TABLES = ['cdb', 'ldap', 'lmdb', 'mysql', 'pcre', 'pgsql', 'sqlite'];

/** The Debian packages whose manuals tell what the records of a product tell. */
const PACKAGES: Readonly<Record<Product, readonly string[]>> = {
  postfix: ['postfix', 'postfix-doc', ...TABLES.map((table) => `postfix-${table}`)],
  dovecot: ['dovecot-core', 'dovecot-sieve'],
  sasl: ['sasl2-bin', 'libsasl2-2'],
};

/** Fewer different runs of words mean that the manuals were not read. */
const LEAST: Readonly<Record<Product, number>> = { postfix: 100_000, dovecot: 50_000, sasl: 500 };

/** Every English sentence of a record; an example or a value is no sentence. */
function prose({ summary, values, special, when, wrong, recommended, security }: DocRecord): string[] {
  const sets = [...Object.values(values ?? {}), ...Object.values(special ?? {})];
  return [summary, when, wrong, recommended?.why, security, ...sets].filter((text) => text !== undefined);
}

/** Names without an underscore, which look like words of the language: relayhost, mynetworks. */
const parameters = new Set(postfixFacts().parameters.map(({ name }) => name.toLowerCase()));

for (const product of Object.keys(PACKAGES) as Product[]) {
  describe(`own words: ${product}`, () => {
    let check: OwnWords;
    let english: { name: string; record: DocRecord }[];

    before(async function () {
      english = entries((await readRecords(product)).en);
      const texts: string[] = [];
      for (const name of PACKAGES[product]) {
        const manuals = manualsOf(name);
        if (!manuals) {
          notRun(
            `own words: ${product}`,
            `the package ${name} is not installed, and apt-get cannot fetch it`,
          );
        }
        texts.push(...(manuals ?? []));
      }
      if (texts.length === 0) this.skip();
      check = new OwnWords(texts, parameters);
    });

    it('has the manuals to compare with', () => {
      assert.ok(check.size > LEAST[product], `only ${check.size} runs of words`);
    });

    it('shares no eight words in a row with a manual', () => {
      const taken = english.flatMap(({ name, record }) =>
        prose(record).flatMap((text) => check.taken(text).map((run) => `${name}: ${run}`)),
      );
      assert.deepEqual(taken, []);
    });
  });
}

describe('own words: the check itself', () => {
  const page = fromRoff(
    [
      '.SH relayhost (default: empty)',
      '.\\" a comment',
      'The next\\-hop destination(s) for non\\-local mail; overrides non\\-local',
      '\\fBdomains\\fR in recipient addresses. This information is overruled',
      'with $relay_transport and others.',
    ].join('\n'),
  );
  const check = new OwnWords([page], new Set(['relayhost']));

  it('finds a planted sentence, across the lines and fonts of a manual page', () => {
    const found = check.taken(
      'Empty. Which overrides non-local domains in recipient addresses; this information counts.',
    );
    assert.deepEqual(found, ['overrides non-local domains in recipient addresses this information']);
  });

  it('finds it with other names and values in it', () => {
    const text =
      'Overrides non-local domains in my_recipient recipient addresses 25 this relayhost information.';
    assert.equal(check.taken(text).length, 1);
  });

  it('lets seven words in a row pass, and words from two sentences', () => {
    assert.deepEqual(check.taken('It overrides non-local domains in recipient addresses.'), []);
    assert.deepEqual(
      check.taken('Overrides non-local domains in recipient. Addresses this information is overruled.'),
      [],
    );
  });
});
