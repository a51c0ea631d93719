import assert from 'node:assert/strict';
import { analyse } from '../../server/src/analysis/analyser';
import { lastByName, parseMainCf } from '../../server/src/postfix/mainCf';
import { parseMasterCf } from '../../server/src/postfix/masterCf';
import { openRelay } from '../../server/src/rules/postfix/open-relay';
import { messageText } from '../../server/src/rules/rule';
import { compareVersions } from '../../server/src/knowledge/versions';
import { applyEdits } from '../../server/src/text/edits';
import type { RelaySettings } from '../support/arbitraries/relay';
import type { RelayVisit } from '../support/arbitraries/relayVisit';
import { mailSystem, uriOf, type Files } from '../support/mailServer';
import { createNetwork, PrivatePostfix, type Network, type Reply } from '../support/privatePostfix';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';
import { BASE, dialogueOf, masterCfOf, portOf } from '../support/relayComparison';
import { filesOf, RELAY_SHAPES, visitOf, type RelayShape } from '../support/relayShapes';

/** A shape as it is, or with one of its fixes. */
interface Trial {
  readonly name: string;
  readonly settings: RelaySettings;
  readonly visit: RelayVisit;
  /** The stranger gets through to another server. */
  readonly open: boolean;
}

/** What main.cf and the options of the smtpd say together. */
function settingsOf(files: Files): RelaySettings {
  const main = lastByName(parseMainCf(files['main.cf'] ?? '').parameters);
  const [service] = parseMasterCf(files['master.cf'] ?? '').services;
  return Object.fromEntries([
    ...[...main.values()].map(({ name, value }) => [name, value.text] as const),
    ...(service?.overrides ?? []).map(({ name, value }) => [name, value.text] as const),
  ]);
}

function isFor({ onlyHere, tables, main, until }: RelayShape, version: string): boolean {
  if (onlyHere || tables || main.startsWith('compatibility_level')) return false;
  return until === undefined || compareVersions(version, until) < 0;
}

/** A shape, then each of its fixes applied. */
async function trialsOf(shape: RelayShape, version: string): Promise<Trial[]> {
  const files = filesOf(shape);
  const visit = visitOf(shape);
  const system = await mailSystem(files, version);
  const findings = [...analyse(system, [openRelay]).values()].flat();
  const fixed = findings.flatMap(({ fixes }) =>
    fixes.map((fix) => {
      const edits = fix.edits();
      const texts = Object.entries(files).map(([name, text]) => {
        const own = edits.filter(({ uri }) => uri === uriOf(name));
        return [name, applyEdits(text, own)] as const;
      });
      const name = `${shape.name}: ${messageText(fix.title, 'en')}`;
      return { name, settings: settingsOf(Object.fromEntries(texts)), visit, open: false };
    }),
  );
  const before = { name: shape.name, settings: settingsOf(files), visit, open: shape.claim !== undefined };
  // A virtual alias domain is one of the server's own.
  return shape.name === 'a virtual alias domain' ? [] : [before, ...fixed];
}

async function converse(
  postfix: RealPostfix,
  network: Network,
  trials: readonly Trial[],
): Promise<readonly (readonly Reply[])[]> {
  const server = new PrivatePostfix(postfix, network);
  try {
    server.directory.write('etc/main.cf', `${server.settings()}\ncompatibility_level = 3.6\n${BASE}`);
    const own = { smtpd_authorized_xclient_hosts: '127.0.0.1' };
    server.directory.write(
      'etc/master.cf',
      masterCfOf(trials.map(({ settings }) => ({ ...settings, ...own }))),
    );
    assert.equal(server.startMaster().status, 0, server.log());
    const local = { recipient: 'postmaster@example.org' };
    return await network.converse(
      trials.flatMap(({ visit }, index) => [
        dialogueOf(portOf(index), visit),
        dialogueOf(portOf(index), { ...visit, ...local }),
      ]),
    );
  } finally {
    await server.remove();
  }
}

/** The reply to RCPT, which comes before DATA. */
function accepts(replies: readonly Reply[] | undefined): boolean {
  return replies?.at(-2)?.code === 250 && replies.at(-1)?.code === 354;
}

describe('open relays, beside real smtpd', function () {
  this.timeout(0);
  for (const postfix of realPostfixes('open relays')) {
    it(`Postfix ${postfix.version}: each shape relays, and with each fix no more`, async () => {
      const shapes = RELAY_SHAPES.filter((shape) => isFor(shape, postfix.version));
      // Whoever may say where he comes from says so here in every dialogue.
      const plain = shapes.filter(({ claim }) => claim !== 'xclient');
      const trials = (await Promise.all(plain.map((shape) => trialsOf(shape, postfix.version)))).flat();
      const network = await createNetwork();
      try {
        const conversations = await converse(postfix, network, trials);
        for (const [index, { name, open }] of trials.entries()) {
          const [foreign, local] = [conversations[2 * index], conversations[2 * index + 1]];
          const shown = (foreign ?? []).map(({ text }) => text).join('\n');
          assert.equal(accepts(foreign), open, `${name}\n${shown}`);
          assert.ok(accepts(local), `${name} refuses mail of its own\n${JSON.stringify(local?.slice(-2))}`);
        }
      } finally {
        network.remove();
      }
    });
  }
});
