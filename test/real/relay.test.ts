import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { canStart } from '../../server/src/relay/startUp';
import type { Verdict } from '../../server/src/relay/verdict';
import { relayServices } from '../../server/src/relay/services';
import { relaySettings, type RelaySettings } from '../support/arbitraries/relay';
import { relayVisit, type RelayVisit } from '../support/arbitraries/relayVisit';
import { runs, SEED } from '../support/campaign';
import { mailSystem } from '../support/mailServer';
import { createNetwork, PrivatePostfix, type Network } from '../support/privatePostfix';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';
import {
  agrees,
  BASE,
  certaintyOf,
  compareVisit,
  describeCertainty,
  dialogueOf,
  masterCfOf,
  portOf,
  type Pair,
} from '../support/relayComparison';

/** Recipients for each Postfix. */
const RUNS = runs(500);
const CONFIGURATIONS = 12;
const VISITS = 16;
const LEVELS = ['0', '1', '2', '3.6'];

interface Batch {
  readonly mainCf: string;
  readonly masterCf: string;
  readonly pairs: readonly Pair[];
  readonly visits: readonly (readonly [configuration: number, visit: RelayVisit])[];
  readonly configurations: readonly RelaySettings[];
}

/** One start of Postfix with a dozen configurations, each on a port of its own. */
async function runBatch(postfix: RealPostfix, network: Network, seed: number): Promise<Batch> {
  const level = LEVELS[seed % LEVELS.length] ?? '0';
  const version = postfix.version;
  const main = `compatibility_level = ${level}\n${BASE}`;
  const candidates = fc.sample(relaySettings, { numRuns: CONFIGURATIONS * 2, seed });
  const trial = await mailSystem({ 'main.cf': main, 'master.cf': masterCfOf(candidates) }, version);
  const services = relayServices(trial);
  const configurations = candidates
    .filter((_, index) => services[index] && canStart(services[index].settings))
    .slice(0, CONFIGURATIONS);
  const visits = fc
    .sample(relayVisit, { numRuns: configurations.length * VISITS, seed: seed + 1 })
    .map((visit, index) => [index % configurations.length, visit] as const);
  const masterCf = masterCfOf(configurations);
  const server = new PrivatePostfix(postfix, network);
  try {
    const mainCf = `${server.settings()}\n${main}`;
    server.directory.write('etc/main.cf', mainCf);
    server.directory.write('etc/master.cf', masterCf);
    assert.equal(server.startMaster().status, 0, server.log());
    const dialogues = visits.map(([index, visit]) => dialogueOf(portOf(index), visit));
    const conversations = await network.converse(dialogues);
    const system = await mailSystem({ 'main.cf': mainCf, 'master.cf': masterCf }, version);
    const pairs = visits.flatMap(
      ([index, visit], at) => compareVisit(system, index, visit, conversations[at] ?? []) ?? [],
    );
    return { mainCf, masterCf, pairs, visits, configurations };
  } finally {
    await server.remove();
  }
}

function describePair(
  { scenario, real, verdict, replies }: Pair,
  settings: RelaySettings | undefined,
): string {
  return [
    `smtpd says ${real}, foretold ${verdict.kind} ${verdict.codes.join('|')} by ${verdict.by}`,
    JSON.stringify(scenario),
    ...Object.entries(settings ?? {}).map(([name, value]) => `${name} = ${value}`),
    ...verdict.trace.map((step) => `  ${step.list}: ${step.restriction} → ${step.result} ${step.code ?? ''}`),
    replies,
  ].join('\n');
}

describe('who may relay, beside real smtpd', function () {
  this.timeout(0);
  for (const postfix of realPostfixes('who may relay')) {
    it(`Postfix ${postfix.version}: ${RUNS} recipients`, async function () {
      const network = await createNetwork();
      const failures: string[] = [];
      const verdicts: Verdict[] = [];
      try {
        for (let seed = SEED; verdicts.length < RUNS; seed++) {
          const batch = await runBatch(postfix, network, seed);
          for (const pair of batch.pairs) {
            verdicts.push(pair.verdict);
            if (agrees(pair)) continue;
            failures.push(`seed ${seed}: ${describePair(pair, batch.configurations[pair.configuration])}`);
          }
        }
      } finally {
        network.remove();
      }
      const shown = failures.slice(0, Number(process.env['SHOW'] ?? 5)).join('\n\n');
      assert.ok(failures.length === 0, `${failures.length} of ${verdicts.length} differ\n${shown}`);
      const certainty = certaintyOf(verdicts);
      const depend = describeCertainty(certainty);
      assert.ok(certainty.unsure <= certainty.all / 10, depend);
      assert.ok(certainty.withoutDns.unsure <= certainty.withoutDns.all / 10, depend);
      if (this.test) this.test.title += `; ${depend}`;
    });
  }
});
