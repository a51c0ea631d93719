import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import { hover } from '../../../server/src/features/hover';
import { inlayHints } from '../../../server/src/features/inlayHints';
import { NO_DOCS } from '../../../server/src/knowledge/docs';
import { liveServerOf, type LivePostfix } from '../../../server/src/system/liveServer';
import { createSystem } from '../../../server/src/system/createSystem';
import { readFile } from '../../../server/src/system/files';
import { postfixKnowledge } from '../../support/assets';
import { uriOf } from '../../support/mailServer';
import { targetAt } from '../../support/target';

const live: LivePostfix = {
  server: 'mx',
  version: '3.7.11',
  values: new Map([
    ['inet_interfaces', 'loopback-only'],
    ['mynetworks', '127.0.0.0/8 [::1]/128'],
    ['relayhost', ''],
  ]),
  defaults: new Map([
    ['inet_interfaces', 'all'],
    ['relayhost', ''],
  ]),
};

async function hoverText(marked: string, language: 'en' | 'zh-cn'): Promise<string> {
  const { target, caret } = await targetAt(marked, { language });
  return (hover({ ...target, live }, caret, NO_DOCS)?.contents as MarkupContent).value;
}

async function hints(text: string): Promise<unknown[]> {
  const { target } = await targetAt(text);
  const found = inlayHints({ ...target, live }, { start: 0, end: text.length });
  return found.map(({ position, label }) => [position.line, label]);
}

describe('the running server beside the file', () => {
  it('its value and its default in a hover', async () => {
    const english = await hoverText('inet_inter<|>faces = all\n', 'en');
    assert.match(english, /mx has: `loopback-only`/);
    assert.match(english, /Default on mx: `all`/);
    const chinese = await hoverText('relay<|>host = [a.example.com]\n', 'zh-cn');
    assert.match(chinese, /mx 上的值：（空）/);
  });

  it('says nothing of names that it does not know', async () => {
    assert.doesNotMatch(await hoverText('a<|>b = 1\n', 'en'), /mx/);
  });

  it('a hint where it has another value, and none where blanks alone differ', async () => {
    const text = 'inet_interfaces = all\nmynetworks = 127.0.0.0/8\n  [::1]/128\nrelayhost = [a]\n';
    assert.deepEqual(await hints(text), [
      [0, 'mx: loopback-only'],
      [3, 'mx: ""'],
    ]);
  });

  it('a hint at the entry that rules alone', async () => {
    assert.deepEqual(await hints('relayhost = [a]\nrelayhost = [b]\n'), [[1, 'mx: ""']]);
  });

  it('its defaults, and what it worked out at its start, are those of the analysis', async () => {
    const main = readFile('main', uriOf('main.cf'), 'myorigin = $mydomain\n');
    const defaults = new Map([
      ['mydomain', 'example.com'],
      ['relay_transport', 'relay-by-us'],
    ]);
    const knowledge = await postfixKnowledge();
    const { postfix } = createSystem(main.uri, [main], knowledge, { defaults });
    assert.equal(postfix.effective('myorigin'), 'example.com');
    assert.equal(postfix.effective('relay_transport'), 'relay-by-us');
    assert.equal(postfix.effective('relayhost'), '');
  });

  const servers = [
    { roots: ['file:///w/mx', 'mailwright-server:/mx'] },
    { roots: ['file:///w'], dovecotVersion: '2.4.1' },
  ];
  const files: readonly (readonly [uri: string, server: number])[] = [
    ['file:///w/mx/etc/postfix/main.cf', 0],
    ['mailwright-server:/mx/listings/etc/postfix/main.cf', 0],
    ['file:///w/mx2/main.cf', 1],
    ['file:///w/main.cf', 1],
    ['file:///etc/postfix/main.cf', -1],
  ];
  for (const [uri, server] of files) {
    it(`${uri} belongs to ${server < 0 ? 'none' : `server ${String(server)}`}`, () => {
      assert.equal(liveServerOf(servers, uri), servers[server]);
    });
  }
});
