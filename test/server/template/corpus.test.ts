import assert from 'node:assert/strict';
import { analyse } from '../../../server/src/analysis/analyser';
import { nodeFiles } from '../../../server/src/node/host';
import { rules } from '../../../server/src/rules';
import { messageText } from '../../../server/src/rules/rule';
import { fileKindOf } from '../../../server/src/system/discover';
import { Workspace } from '../../../server/src/system/workspace';
import { dovecotKnowledge, postfixKnowledge } from '../../support/assets';
import { corpusTemplates, type CorpusTemplate } from '../../support/corpusTemplates';
import { notRun } from '../../support/notRun';

/** What Postfix refuses whatever the values are: `path rule text`. */
const TRUE_ERRORS: readonly string[] = [
  // No configuration at all, but a template of CloudFormation under this name.
  'JoanAliberti+CF/main.cf missing-equals ---',
  'JoanAliberti+CF/main.cf missing-equals AWSTemplateFormatVersion:',
  'JoanAliberti+CF/main.cf missing-equals Description:',
  'JoanAliberti+CF/main.cf missing-equals Parameters:',
  'JoanAliberti+CF/main.cf missing-equals Resources:',
  // virtual(8): "bad numerical configuration: virtual_minimum_uid = mail".
  'fauno+mail/postfix/main.cf.mustache wrong-value mail',
];

async function errors({ path, uri, text, kind }: CorpusTemplate): Promise<string[]> {
  const open = { uri, text, kind: fileKindOf(uri) ?? kind };
  const documents = { get: (wanted: string) => (wanted === uri ? open : undefined) };
  const workspace = new Workspace(nodeFiles, documents, await postfixKnowledge(), await dovecotKnowledge());
  const system = await workspace.systemOf(uri);
  assert.ok(system, path);
  const found = analyse(system, rules).get(uri) ?? [];
  return found
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, span, message }) => {
      const at = `${path} ${rule} ${text.slice(span.start, span.end)}`;
      return TRUE_ERRORS.includes(at) ? at : `${at}: ${messageText(message, 'en')}`;
    });
}

describe('templates of real servers', () => {
  it('have no error but those that Postfix finds', async () => {
    const templates = corpusTemplates();
    if (templates.length === 0) return notRun('templates of real servers', 'the corpus is not there');
    assert.ok(templates.length >= 80, String(templates.length));
    const found: string[] = [];
    for (const template of templates) found.push(...(await errors(template)));
    assert.deepEqual(found.sort(), [...TRUE_ERRORS].sort());
  }).timeout(120_000);
});
