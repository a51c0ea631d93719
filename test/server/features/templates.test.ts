import assert from 'node:assert/strict';
import { CodeActionKind } from 'vscode-languageserver-types';
import { codeActions } from '../../../server/src/features/codeActions';
import { formatFile } from '../../../server/src/features/format/format';
import { semanticTokens, TOKEN_TYPES } from '../../../server/src/features/semanticTokens';
import type { Target } from '../../../server/src/features/target';
import { NO_DOCS } from '../../../server/src/knowledge/docs';
import { answerInSource, asksInCode } from '../../../server/src/lsp/templates';
import { sourceOf } from '../../../server/src/system/files';
import { targetAt } from '../../support/target';

const TEMPLATE = `myhostname   = {{ host }}
{% if tls %}
alias_maps = hash:/etc/{{ name }},   hash:/etc/aliases
{% endif %}
{% for d in domains %}
{% endfor %}
`;

async function template(text: string): Promise<Target> {
  const { target } = await targetAt({ 'main.cf.j2': text });
  return target;
}

describe('features in a template', () => {
  it('formatting keeps its code', async () => {
    const target = await template(TEMPLATE);
    const code = TEMPLATE.match(/\{[{%].*?[}%]\}/g);
    for (const { range, newText } of formatFile(target, { tabSize: 4, insertSpaces: true })) {
      const text =
        TEMPLATE.slice(0, target.document.offsetAt(range.start)) +
        newText +
        TEMPLATE.slice(target.document.offsetAt(range.end));
      assert.deepEqual(text.match(/\{[{%].*?[}%]\}/g), code, newText);
    }
  });

  it('no action takes lines out of a branch, or leaves a mask behind', async () => {
    const target = await template(TEMPLATE);
    const input = { ...target, docs: NO_DOCS, findings: [], documents: () => target.document };
    const all = { start: 0, end: TEMPLATE.length };
    for (const kind of [CodeActionKind.Refactor, CodeActionKind.Source]) {
      for (const { edit, title } of codeActions(input, all, [kind])) {
        for (const { newText, range } of Object.values(edit?.changes ?? {}).flat()) {
          assert.ok(!/[\ue000-\uf8ff]/.test(newText), `${title}: ${newText}`);
          assert.ok(!target.document.getText(range).includes('{%'), title);
        }
      }
    }
  });

  it('colours code in the middle of a word', async () => {
    const target = await template('relayhost = [mail.{{ domain }}]:25\n');
    const macro = TOKEN_TYPES.indexOf('macro');
    const data = semanticTokens(target);
    const types = data.filter((_, index) => index % 5 === 3);
    assert.equal(types.filter((type) => type === macro).length, 1);
  });

  it('answers quote the code as it stands there, and places in it are no configuration', async () => {
    const target = await template('myhostname = {{ host }}\n');
    const masked = target.file.tree.text;
    const answer = { contents: [masked], range: { line: 1 }, [masked]: null };
    const source = sourceOf(target.file);
    assert.deepEqual(answerInSource(answer, [target.system]), {
      contents: [source],
      range: { line: 1 },
      [source]: null,
    });
    assert.equal(asksInCode(target, { position: { line: 0, character: 17 } }), true);
    assert.equal(asksInCode(target, { position: { line: 0, character: 3 } }), false);
    assert.equal(asksInCode(target, {}), false);
  });
});
