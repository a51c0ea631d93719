import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatFile } from '../../server/src/features/dovecot/format';
import { dovecotConf } from '../support/arbitraries/dovecotConf';
import { dovecotKnowledge } from '../support/assets';
import { runs } from '../support/campaign';
import { corpusDovecots } from '../support/corpus';
import { dovecotSystem } from '../support/dovecotServer';
import { notRun } from '../support/notRun';
import { doveconf, DOVECOTS, hasDovecot, type DovecotFiles, type Verdict } from '../support/realDovecot';
import { sourceOf } from '../../server/src/system/files';

const RUNS = runs(60);
const OPTIONS = { insertSpaces: true, tabSize: 2 };

/** Every file that a configuration reads, formatted; the others as they are. */
async function formatted(files: DovecotFiles, version: string): Promise<DovecotFiles> {
  const system = await dovecotSystem(files, version);
  // What a template makes is not known here; its code is left alone.
  const own = (system.dovecot?.files ?? []).filter(({ template }) => template === undefined);
  const texts = own.map((file) => {
    const document = TextDocument.create(file.uri, 'dovecot', 1, sourceOf(file));
    const target = { document, file, system, instance: system.postfix, language: 'en' } as const;
    const name = decodeURIComponent(file.uri.slice('file:///etc/dovecot/'.length));
    return [name, TextDocument.applyEdits(document, formatFile(target, OPTIONS))] as const;
  });
  return { ...files, ...Object.fromEntries(texts.filter(([name]) => name in files)) };
}

/** Lines move when blank ones go. What doveconf says when it dies of an assertion of its own differs each time. */
function meaning({ accepted, crashed, output, error }: Verdict): unknown {
  return crashed ? 'crashed' : { accepted, output, error: error?.text.replace(/line \d+/g, 'line') };
}

/** Other margins, and other blanks around `=` and before `{`, where they mean nothing. */
function untidy(text: string): fc.Arbitrary<string> {
  const blanks = fc.constantFrom('', ' ', '\t', '   ', ' \t ');
  return fc.array(fc.tuple(blanks, blanks, blanks), { minLength: 5, maxLength: 5 }).map((choices) =>
    text
      .split('\n')
      .map((line, index) => {
        const [margin = '', around = '', end = ''] = choices[index % choices.length] ?? [];
        const inner = line.replace(/^(\s*[\w/]+) = /, `$1${around}=${end}`).replace(/ \{$/, ` ${around}{`);
        return `${margin}${inner}${end}`;
      })
      .join('\n'),
  );
}

async function assertKept(suite: string, version: string, before: readonly DovecotFiles[]): Promise<void> {
  const after = await Promise.all(before.map((files) => formatted(files, version)));
  const verdicts = doveconf(suite, [...before, ...after]);
  assert.equal(verdicts.length, 2 * before.length);
  for (const [index, files] of before.entries()) {
    const tidy = after[index] ?? {};
    for (const [name, text] of Object.entries(files)) {
      assert.equal(tidy[name]?.replace(/\s+/g, ''), text.replace(/\s+/g, ''), 'white space only');
    }
    assert.deepEqual(await formatted(tidy, version), tidy, 'once more changes nothing');
    const [old, now] = [verdicts[index], verdicts[before.length + index]];
    assert.ok(old && now);
    assert.deepEqual(meaning(now), meaning(old), JSON.stringify(files));
  }
}

for (const { version, suite } of DOVECOTS) {
  describe(`formatting keeps what Dovecot ${version} reads`, function () {
    this.timeout(300_000);

    it(`in ${RUNS} generated configurations`, async function () {
      if (!hasDovecot(suite)) {
        notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${suite}`);
        this.skip();
      }
      const release = (await dovecotKnowledge()).release(version.startsWith('2.3') ? '2.3' : '2.4', version);
      const texts = fc.sample(dovecotConf(release).chain(untidy), RUNS);
      const files = texts.map((text) => ({ 'dovecot.conf': text }));
      await assertKept(suite, version, files);
    });

    it('in real configurations', async function () {
      const files = corpusDovecots();
      if (!hasDovecot(suite) || files.length === 0) {
        notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${suite}, or no corpus`);
        this.skip();
      }
      await assertKept(suite, version, files);
    });
  });
}
