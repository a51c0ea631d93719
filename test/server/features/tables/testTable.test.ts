import assert from 'node:assert/strict';
import { testTable } from '../../../../server/src/features/tables/testTable';
import { baseName } from '../../../../server/src/system/uris';
import type { Files } from '../../../support/mailServer';
import { tableTargetAt } from '../../../support/target';

async function answers(files: Files, subject: string): Promise<string[]> {
  const { target } = await tableTargetAt(files);
  return testTable(target, subject).map(({ kind, text, place }) => {
    const file = target.system.tables.files.find(({ uri }) => uri === place?.uri);
    const at =
      file && place ? `  ${baseName(place.uri)}:${file.tree.lines.indexAt(place.span.start) + 1}` : '';
    return `${kind} ${text}${at}`;
  });
}

describe('Test This Table', () => {
  it('shows the lookups in the order of Postfix, with the line that answers', async () => {
    const files = {
      'main.cf': 'myorigin = example.com\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
      virtual: '# x\n@example.org joe<|>\n',
    };
    assert.deepEqual(await answers(files, 'info@example.org'), [
      'heading virtual aliases (virtual_alias_maps)',
      'step info@example.org: no line',
      'answer @example.org: joe  virtual:2',
    ]);
    assert.deepEqual((await answers(files, 'info@example.net')).slice(1), [
      'step info@example.net: no line',
      'step @example.net: no line',
    ]);
  });

  it('asks the tables of one setting together', async () => {
    const files = {
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/one, hash:/etc/postfix/two\n',
      one: '@example.org ann<|>\n',
      two: 'info@example.org bob\n',
    };
    assert.deepEqual((await answers(files, 'info@example.org')).slice(1), [
      'step info@example.org: no line — hash:/etc/postfix/one',
      'answer info@example.org: bob — hash:/etc/postfix/two  two:1',
    ]);
  });

  it('a file with two roles is asked for both', async () => {
    const files = {
      'main.cf':
        'smtpd_client_restrictions = check_client_access hash:/etc/postfix/access\n' +
        'smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/access\n',
      access: 'example.org REJECT no<|>\n',
    };
    const found = await answers(files, 'mail.example.org');
    assert.equal(found[0], 'heading access by client (smtpd_client_restrictions)');
    assert.ok(found.includes('answer example.org: REJECT no  access:1'));
    assert.ok(found.includes('heading access by sender (smtpd_sender_restrictions)'));
  });
});
