import assert from 'node:assert/strict';
import { CodeActionKind } from 'vscode-languageserver-types';
import { analyse } from '../../../server/src/analysis/analyser';
import { codeActions } from '../../../server/src/features/codeActions';
import { NO_DOCS } from '../../../server/src/knowledge/docs';
import { crlf } from '../../../server/src/rules/postfix/crlf';
import { targetAt } from '../../support/target';

async function fixesOfLineEnds(convertToLf?: string): Promise<ReturnType<typeof codeActions>> {
  const { target } = await targetAt('biff = no\r\n');
  const { document, system } = target;
  const findings = analyse(system, [crlf]).get(document.uri) ?? [];
  const input = {
    ...target,
    findings,
    docs: NO_DOCS,
    documents: () => document,
    ...(convertToLf && { convertToLf }),
  };
  return codeActions(input, { start: 0, end: 0 }, [CodeActionKind.QuickFix]);
}

describe('codeActions', () => {
  it('changes line ends by an edit where that is possible', async () => {
    const [action, ...others] = await fixesOfLineEnds();
    assert.equal(others.length, 0);
    assert.equal(Object.values(action?.edit?.changes ?? {})[0]?.[0]?.newText, 'biff = no\n');
    assert.equal(action?.command, undefined);
  });

  it('leaves line ends to the client that keeps them apart from the text', async () => {
    const [action] = await fixesOfLineEnds('toLf');
    assert.equal(action?.edit, undefined);
    assert.deepEqual(action?.command, {
      title: action?.title,
      command: 'toLf',
      arguments: ['file:///etc/postfix/main.cf'],
    });
  });
});
