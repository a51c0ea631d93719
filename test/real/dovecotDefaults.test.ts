import assert from 'node:assert/strict';
import { analyse } from '../../server/src/analysis/analyser';
import { dovecotEqualToDefault } from '../../server/src/rules/dovecot/dovecot-equal-to-default';
import { defaultText } from '../../server/src/system/doveconf/formatValue';
import { dovecotKnowledge } from '../support/assets';
import { dovecotSystem } from '../support/dovecotServer';
import { notRun } from '../support/notRun';
import { doveconf, DOVECOTS, hasDovecot } from '../support/realDovecot';

const HEAD: Readonly<Record<string, string>> = {
  '2.3': '',
  '2.4': 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n',
};

/** Units that the facts keep without saying so. */
const UNITS: Readonly<Record<string, string>> = { size: 'B', time: 's', time_msecs: 'ms' };

for (const { version, suite } of DOVECOTS) {
  const line = version.startsWith('2.3') ? '2.3' : '2.4';
  describe(`settings equal to the default of Dovecot ${version}`, function () {
    this.timeout(120_000);

    it('change nothing of what doveconf prints', async function () {
      if (!hasDovecot(suite)) {
        notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${suite}`);
        this.skip();
      }
      const release = (await dovecotKnowledge()).release(line, version);
      const settings = release
        .settingsIn('')
        .filter((fact) => fact.default !== undefined && fact.plugin === undefined)
        // 2.4 prints the text of a value, and so 60s beside a default of 1 min.
        .filter(({ type }) => line === '2.3' || UNITS[type] === undefined)
        .map((fact) => `${fact.name} = ${defaultText(fact)}${UNITS[fact.type] ?? ''}`);
      const written = `${HEAD[line] ?? ''}${settings.join('\n')}\n`;
      const system = await dovecotSystem({ 'dovecot.conf': written }, version);
      const found = [...analyse(system, [dovecotEqualToDefault]).values()].flat();
      assert.ok(found.length > 100, `${found.length} settings are equal to their default`);
      const names = found.map(({ span }) => written.slice(span.start, span.end));
      const equal = settings.filter((text) => names.includes(text.split(' ')[0] ?? ''));
      const [without, withAll] = doveconf(suite, [
        { 'dovecot.conf': HEAD[line] ?? '' },
        { 'dovecot.conf': `${HEAD[line] ?? ''}${equal.join('\n')}\n` },
      ]);
      assert.deepEqual(withAll?.error, undefined);
      assert.equal(withAll?.output, without?.output);
    });
  });
}
