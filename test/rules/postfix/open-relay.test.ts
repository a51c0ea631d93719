import assert from 'node:assert/strict';
import { analyse } from '../../../server/src/analysis/analyser';
import { openings } from '../../../server/src/relay/openings';
import { openRelay } from '../../../server/src/rules/postfix/open-relay';
import { messageText, type Finding, type Fix } from '../../../server/src/rules/rule';
import { applyEdits } from '../../../server/src/text/edits';
import { mailSystem, uriOf, type Files } from '../../support/mailServer';
import { filesOf, RELAY_SHAPES, type RelayShape } from '../../support/relayShapes';
import { testRule } from '../../support/testRule';

const versionFor = ({ until }: RelayShape): string | undefined => (until === undefined ? undefined : '3.7');

async function findingsOf(files: Files, version: string | undefined): Promise<Finding[]> {
  return [...analyse(await mailSystem(files, version), [openRelay]).values()].flat();
}

function fixed(files: Files, fix: Fix): Files {
  const edits = fix.edits();
  const texts = Object.entries(files).map(([name, text]): [string, string] => {
    const own = edits.filter(({ uri }) => uri === uriOf(name));
    return [name, applyEdits(text, own)];
  });
  const main = new Map(texts).get('main.cf') ?? '';
  // A table that nothing names any more is no part of the server.
  return Object.fromEntries(texts.filter(([name]) => name.endsWith('.cf') || main.includes(`/${name}`)));
}

describe('open-relay: the shapes of open relays', () => {
  for (const shape of RELAY_SHAPES) {
    it(`${shape.claim === undefined ? 'is silent' : 'finds and closes'}: ${shape.name}`, async () => {
      const files = filesOf(shape);
      const version = versionFor(shape);
      const claims = openings(await mailSystem(files, version)).map(({ claim }) => claim);
      assert.deepEqual(claims, shape.claim === undefined ? [] : [shape.claim]);
      const [finding, ...others] = await findingsOf(files, version);
      assert.deepEqual(others, []);
      const fixes = finding?.fixes ?? [];
      const titles = fixes.map(({ title }) => messageText(title, 'en'));
      for (const wanted of shape.fixes ?? []) {
        assert.ok(
          titles.some((title) => title.startsWith(wanted)),
          `no "${wanted}" among: ${titles.join(' | ')}`,
        );
      }
      for (const fix of fixes) {
        const left = await findingsOf(fixed(files, fix), version);
        assert.deepEqual(
          left.map(({ message }) => messageText(message, 'en')),
          [],
          messageText(fix.title, 'en'),
        );
      }
    });
  }
});

const BASE = 'compatibility_level = 3.6\nmyhostname = mx.example.org\nmydestination = example.org\n';
const MASTER = 'smtp inet n - y - - smtpd\n';

testRule(openRelay, {
  silent: [
    { files: { 'main.cf': BASE, 'master.cf': MASTER } },
    {
      name: 'only this machine reaches the service',
      files: {
        'main.cf': `${BASE}mynetworks = 0.0.0.0/0\n`,
        'master.cf': `127.0.0.1:10025 inet n - y - - smtpd\n`,
      },
    },
    {
      name: "an authority of one's own gives strangers no certificates",
      files: {
        'main.cf': `${BASE}smtpd_tls_security_level = encrypt\nsmtpd_tls_ask_ccert = yes\nsmtpd_tls_CAfile = /etc/postfix/own-authority.crt\nsmtpd_relay_restrictions = permit_tls_all_clientcerts reject\n`,
        'master.cf': MASTER,
      },
    },
    {
      name: 'no service runs smtpd',
      files: { 'main.cf': `${BASE}mynetworks = 0.0.0.0/0\n`, 'master.cf': '' },
    },
  ],
  reports: [
    {
      files: { 'main.cf': `${BASE}mynetworks = 127.0.0.0/8, «0.0.0.0/0»\n`, 'master.cf': MASTER },
      severity: 'error',
      message:
        'A stranger may send to any address through smtp: smtpd_relay_restrictions: permit_mynetworks, 0.0.0.0/0 (main.cf:4)',
      fixed: {
        'Remove 0.0.0.0/0': { 'main.cf': `${BASE}mynetworks = 127.0.0.0/8\n` },
        'Trust this machine only': { 'main.cf': `${BASE}mynetworks = 127.0.0.0/8, [::1]/128\n` },
      },
    },
    {
      name: 'a permit too early',
      files: {
        'main.cf': `${BASE}smtpd_relay_restrictions =\n  permit_mynetworks,\n  check_sender_access «static:OK»,\n  reject_unauth_destination\n`,
        'master.cf': MASTER,
      },
      fixed: {
        'Move check_sender_access static:OK behind reject_unauth_destination': {
          'main.cf': `${BASE}smtpd_relay_restrictions =\n  permit_mynetworks,\n  reject_unauth_destination, check_sender_access static:OK\n`,
        },
        'Put reject_unauth_destination before': {
          'main.cf': `${BASE}smtpd_relay_restrictions =\n  permit_mynetworks,\n  reject_unauth_destination, check_sender_access static:OK,\n  reject_unauth_destination\n`,
        },
      },
    },
    {
      name: 'behind postscreen',
      files: {
        'main.cf': `${BASE}mynetworks = «0.0.0.0/0»\n`,
        'master.cf': 'smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd\n',
      },
      message: 'through smtpd',
    },
    {
      name: 'a service of master.cf',
      files: {
        'main.cf': BASE,
        'master.cf': `${MASTER}2525 inet n - y - - smtpd\n  -o mynetworks=«0.0.0.0/0»\n`,
      },
      message: 'through 2525',
      fixed: { 'Remove -o mynetworks': { 'master.cf': `${MASTER}2525 inet n - y - - smtpd\n` } },
    },
  ],
});
