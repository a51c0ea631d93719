import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { loadDocs, type Docs } from '../../../server/src/knowledge/docs';
import { columnOf, extraFieldOf, parsePasswdFile } from '../../../server/src/dovecot/passwdFile';
import { noise } from '../../support/arbitraries/brokenText';
import { sourceAssets } from '../../support/assets';
import { runs } from '../../support/campaign';
import { dovecotSystem } from '../../support/dovecotServer';
import { usersOf } from '../../support/passwdServer';
import { survive } from '../../support/survive';

const RUNS = runs(100);

describe('a passwd-file', () => {
  it('has eight columns, of which the last may hold colons', () => {
    const { entries } = parsePasswdFile('joe:{CRYPT}*:1:2:Joe, Q:/home/joe:/bin/sh:a=b:c d\r\n');
    const [joe] = entries;
    assert.ok(joe);
    assert.equal(joe.user.text, 'joe');
    assert.equal(joe.password.scheme?.text, 'CRYPT');
    assert.equal(joe.password.secret.text, '*');
    assert.deepEqual([columnOf(joe, 'uid')?.text, columnOf(joe, 'home')?.text], ['1', '/home/joe']);
    assert.equal(extraFieldOf(joe, 'a')?.value?.text, 'b:c');
    assert.equal(extraFieldOf(joe, 'd')?.value, undefined);
  });

  it('has no users in comments, on empty lines, and before a colon', () => {
    const { entries, nameless } = parsePasswdFile('#joe:x\n\n:x\nann\n');
    assert.deepEqual(
      entries.map(({ user, columns }) => [user.text, columns.length]),
      [['ann', 1]],
    );
    assert.deepEqual(nameless, [{ start: 8, end: 10 }]);
  });

  it('keeps blanks, and braces that nothing closes', () => {
    const [joe] = parsePasswdFile(' joe :{PLAINx: 1').entries;
    assert.equal(joe?.user.text, ' joe ');
    assert.deepEqual([joe.password.scheme, joe.password.unclosed], [undefined, true]);
    assert.equal(columnOf(joe, 'uid')?.text, ' 1');
  });
});

describe(`robustness of passwd-files: ${RUNS} broken ones`, () => {
  let docs: Docs;
  before(async () => {
    docs = await loadDocs(sourceAssets, 'dovecot', 'zh-cn');
  });

  it('survives pieces of lines, as both versions read them', async function () {
    this.timeout(0);
    const pieces = fc.constantFrom(
      ...[
        'joe',
        ':',
        '::',
        '{',
        '}',
        '{PLAIN}',
        '{SHA',
        '\n',
        '\r\n',
        '#',
        ' ',
        '\t',
        '1000',
        '0',
        '%u',
        '=',
      ],
      ...['nopassword', 'userdb_mail=x', 'allow_nets=', '10.0.0.0/8,', '@EXAMPLE.com', '$6$a$b', '/home/joe'],
    );
    const texts = fc.array(fc.oneof(pieces, noise), { maxLength: 24 }).map((all) => all.join(''));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const line = fc.constantFrom('2.3' as const, '2.4' as const);
    const property = fc.asyncProperty(texts, share, line, async (text, at, version) => {
      const system = await dovecotSystem(usersOf(version, text));
      await survive({ system, languageId: 'dovecot-passwd', share: at, docs });
    });
    await fc.assert(property, { numRuns: RUNS, seed: 7 });
  });

  it('reads many lines, and a line of 100,000 characters', async function () {
    this.timeout(0);
    const many = 'joe:{CRYPT}*:1:1::/home/joe::nologin\n'.repeat(2_000);
    for (const text of [many, ':'.repeat(100_000), `joe${'::a '.repeat(25_000)}`]) {
      const system = await dovecotSystem(usersOf('2.3', text));
      await survive({ system, languageId: 'dovecot-passwd', share: 0.5, docs });
    }
  });
});
