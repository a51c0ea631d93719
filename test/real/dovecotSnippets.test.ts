import assert from 'node:assert/strict';
import { dovecotSystem, errorsOf } from '../support/dovecotServer';
import { notRun } from '../support/notRun';
import { doveconf, DOVECOTS, hasDovecot } from '../support/realDovecot';
import { expansions, loadSnippets } from '../support/snippetText';

const HEAD: Readonly<Record<string, string>> = {
  '2.3': 'protocols = imap\n',
  '2.4': 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\nprotocols = imap\n',
};

/** The lines that a snippet is for stand behind its name. */
function isFor(name: string, line: string): boolean {
  return (/\(([^)]*)\)$/.exec(name)?.[1] ?? '').split(', ').includes(line);
}

for (const { version, suite } of DOVECOTS) {
  const line = version.slice(0, 3);
  describe(`snippets for Dovecot ${version}`, function () {
    this.timeout(120_000);

    it('are accepted, whatever is chosen, and nothing is said against them', async function () {
      if (!hasDovecot(suite)) {
        notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${suite}`);
        this.skip();
      }
      const trials = loadSnippets('dovecot')
        .filter(({ name }) => isFor(name, line))
        .flatMap(({ name, body }) =>
          expansions(body).map(({ choice, text }) => {
            const head = text.startsWith('dovecot_config_version') ? '' : HEAD[line];
            return { name: `${name} (${choice})`, files: { 'dovecot.conf': `${head ?? ''}${text}` } };
          }),
        );
      assert.ok(trials.length > 7);
      const verdicts = doveconf(
        suite,
        trials.map(({ files }) => files),
      );
      for (const [index, { name, files }] of trials.entries()) {
        const verdict = verdicts[index];
        assert.deepEqual([name, verdict?.accepted, verdict?.error], [name, true, undefined]);
        assert.deepEqual(errorsOf(await dovecotSystem(files, version)), [], name);
      }
    });
  });
}
