import assert from 'node:assert/strict';
import { someOf } from '../support/campaign';
import { hostSuites, sharedHosts } from '../support/hosts/sharedHosts';
import { DeployPlace } from './deployPlace';
import { FAULTS, type Fault } from './faults';
import { mailwright } from './mailwright';

for (const suite of hostSuites('faults of a deploy').filter((name) => name === 'trixie')) {
  describe(`a deploy over SSH to Debian ${suite} of which`, function () {
    this.timeout(300_000);
    let place: DeployPlace;

    before(async () => {
      place = await DeployPlace.of((await sharedHosts()).host(suite));
    });
    after(() => place.remove());

    for (const fault of someOf(FAULTS, 3)) {
      it(fault.name, () => run(fault));
    }

    async function run({
      edit,
      server,
      mend,
      options = '',
      world,
      said: expected,
      code,
    }: Fault): Promise<void> {
      const { host } = place;
      const folder = place.folder();
      edit?.(folder);
      try {
        if (server !== undefined) host.sh(server);
        const argv = `deploy ${host.name} ${folder} --yes ${options}`.trim();
        const ended = await mailwright(host, argv, (await world?.(host)) ?? {});
        assert.match(ended.said, expected);
        assert.equal(ended.code, code ?? 1, ended.said);
        assert.doesNotMatch(ended.said, /(?<!\$)\{\w+\}/, 'every fact is filled in');
      } finally {
        if (mend !== undefined) host.sh(mend);
      }
      await place.assertOld();
    }
  });
}
