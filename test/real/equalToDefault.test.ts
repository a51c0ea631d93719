import assert from 'node:assert/strict';
import { equalToDefault } from '../../server/src/rules/postfix/equal-to-default';
import { applyEdits } from '../../server/src/text/edits';
import { postfixKnowledge } from '../support/assets';
import { mailSystem } from '../support/mailServer';
import { realPostfixes, type WorkDirectory } from '../support/realPostfix';

const LEVELS = ['0', '1', '2', '3.6', '3.11'];

/** Worked out by each program, or part of the frame of this test. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'compatibility_level',
  'config_directory',
  'mydomain',
  'myhostname',
  'mynetworks',
  'process_id',
  'process_name',
  'service_name',
]);

for (const postfix of realPostfixes('settings equal to the default')) {
  describe(`settings that Postfix ${postfix.version} has anyway`, () => {
    let directory: WorkDirectory;

    before(() => {
      directory = postfix.workDirectory();
      directory.write('master.cf', '');
    });

    after(() => directory.remove());

    const effective = (mainCf: string): string[] => {
      directory.write('main.cf', mainCf);
      const { stdout, status, stderr } = postfix.postconf(['-c', directory.inside, '-x']);
      assert.equal(status, 0, stderr);
      return stdout.split('\n').filter((line) => !line.startsWith('process_id ='));
    };

    for (const level of LEVELS) {
      it(`can all be removed, and nothing changes, at level ${level}`, async () => {
        const release = (await postfixKnowledge()).release(postfix.version);
        const frame = `compatibility_level = ${level}\nmyhostname = mx.example.test\n`;
        const real = new Map(
          effective(frame).map((line) => [line.split(' =')[0] ?? '', line.replace(/^\S+ = ?/, '')]),
        );
        // What an expression of the level comes to.
        const values = (name: string): string => {
          const raw = release.defaultOf(name) ?? '';
          return raw.includes('$compatibility_level') ? (real.get(name) ?? raw) : raw;
        };
        const names = release.parameterNames.filter((name) => !LEFT_OUT.has(name));
        const mainCf = frame + names.map((name) => `${name} = ${values(name)}\n`).join('');
        const findings = equalToDefault.run(await mailSystem({ 'main.cf': mainCf }, postfix.version));
        const fixed = applyEdits(
          mainCf,
          findings.flatMap(({ fixes }) => fixes[0]?.edits() ?? []),
        );
        assert.ok(findings.length > 700, `${findings.length} of ${names.length} seen`);
        assert.deepEqual(effective(fixed), effective(mainCf));
      });
    }
  });
}
