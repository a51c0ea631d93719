import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rules } from '../../server/src/rules';
import { REPOSITORY } from '../support/assets';
import { RULE_HEADINGS, ruleIndex } from '../support/ruleIndex';

const LANGUAGES = ['en', 'zh-cn'] as const;

function page(language: string, name: string): string {
  return join(REPOSITORY, 'server', 'docs', 'rules', language, `${name}.md`);
}

/** Names of the files in a folder of the repository, by ending, without it. */
function namesIn(folder: string, ending: string): string[] {
  return readdirSync(join(REPOSITORY, folder), { recursive: true })
    .map((file) => basename(String(file)))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

describe('rules: code, test and pages go together', () => {
  const ids = rules.map(({ id }) => id);

  it('have unique ids', () => {
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  for (const id of ids) {
    it(`${id} has its own file, a test and a page in each language`, () => {
      assert.ok(namesIn('server/src/rules', '.ts').includes(id), 'no file of that name');
      assert.ok(namesIn('test/rules', '.test.ts').includes(id), 'no test of that name');
      for (const language of LANGUAGES) {
        const path = page(language, id);
        assert.ok(existsSync(path), `${path} is missing`);
        const lines = readFileSync(path, 'utf8').split('\n');
        assert.equal(lines[0], `# ${id}`);
        const headings = lines.filter((line) => line.startsWith('## '));
        assert.deepEqual(headings, RULE_HEADINGS[language], `headings of ${path}`);
      }
    });
  }

  it('have no page without a rule', () => {
    for (const language of LANGUAGES) {
      const pages = namesIn(`server/docs/rules/${language}`, '.md').filter((name) => name !== 'README');
      assert.deepEqual(pages, [...ids].sort(), `pages in ${language}`);
    }
  });

  for (const language of LANGUAGES) {
    it(`are listed in the index (${language}); npm run rule-index writes it`, () => {
      const path = page(language, 'README');
      assert.equal(existsSync(path) ? readFileSync(path, 'utf8') : '', ruleIndex(language));
    });
  }
});
