import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readFile } from '../../../server/src/system/files';
import { sourceOf } from '../../../server/src/system/files';
import { readTemplate, type TemplateText } from '../../../server/src/template/template';
import { canMask, isMasked, unmaskText } from '../../../server/src/text/maskedText';
import { templateSample } from '../../support/arbitraries/templates';

const RUNS = Number(process.env['MAILWRIGHT_RUNS'] ?? 400);
const SEED = Number(process.env['MAILWRIGHT_SEED'] ?? 20_240_701);

function jinja(text: string): TemplateText {
  const template = readTemplate('file:///etc/postfix/main.cf.j2', text, 'matter');
  assert.ok(template);
  return template;
}

describe('the mask', () => {
  it('has the length and the lines of the text, and gives values back', () => {
    fc.assert(
      fc.property(templateSample, ({ ending, text }) => {
        const template = readTemplate(`file:///etc/postfix/main.cf${ending}`, text, 'matter');
        assert.equal(
          template !== undefined,
          canMask(text) && (ending !== '' || (template?.tags.length ?? 0) > 0),
        );
        if (!template) return;
        assert.equal(template.masked.length, text.length);
        assert.deepEqual(lineEnds(template.masked), lineEnds(text));
        for (const { role, start, end } of template.tags) {
          const code = text.slice(start, end);
          if (role === 'value' && !code.includes('\n'))
            assert.equal(unmaskText(template.masked.slice(start, end)), code);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('leaves no parser without an answer, and no file without its text', () => {
    fc.assert(
      fc.property(templateSample, ({ ending, text }) => {
        for (const kind of ['main', 'master', 'dovecot', 'keyed-table', 'regexp-table'] as const) {
          assert.equal(sourceOf(readFile(kind, `file:///etc/x${ending}`, text)), text);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('keeps a value a word, and names that it is part of', () => {
    const { masked } = jinja('relayhost = [{{ host }}]:25\n');
    assert.match(masked, /^relayhost = \[[^\s\]]+\]:25\n$/);
    assert.ok(isMasked(masked));
    assert.equal(unmaskText(masked), 'relayhost = [{{ host }}]:25\n');
  });

  it('lets a line begin behind code that leaves nothing, and continue where blanks follow', () => {
    const text =
      '{% if a %}alias_maps = hash:/a{% endif %}\n{% if b %}  hash:/b\n{% endif %}\nmyorigin = c\n';
    const { tree } = readFile('main', 'file:///etc/postfix/main.cf.j2', text);
    assert.deepEqual(
      tree.parameters.map(({ name, value }) => [name, value.text.replace(/\s+/g, ' ')]),
      [
        ['alias_maps', 'hash:/a hash:/b'],
        ['myorigin', 'c'],
      ],
    );
    assert.equal(tree.problems.length, 0);
  });

  it('joins what code divides without a blank', () => {
    const { tree } = readFile('main', 'file:///etc/postfix/main.cf.j2', 'a = x{% if y %}z{% endif %} w\n');
    const words = tree.parameters[0]?.value.text.split(/\s+/) ?? [];
    assert.deepEqual(words.map(isMasked), [true, false]);
  });
});

function lineEnds(text: string): number[] {
  return [...text.matchAll(/\n/g)].map(({ index }) => index);
}
