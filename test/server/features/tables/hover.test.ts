import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import { hover } from '../../../../server/src/features/tables/hover';
import { loadDocs } from '../../../../server/src/knowledge/docs';
import type { Language } from '../../../../server/src/text/localized';
import { sourceAssets } from '../../../support/assets';
import type { Files } from '../../../support/mailServer';
import { tableTargetAt } from '../../../support/target';

const MAIN = `myorigin = example.com
mydestination = example.com
recipient_delimiter = +
home_mailbox = Maildir/
alias_maps = hash:/etc/postfix/aliases
virtual_alias_maps = hash:/etc/postfix/virtual
smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders
smtpd_client_restrictions = check_client_access cidr:/etc/postfix/networks
header_checks = regexp:/etc/postfix/checks
`;

async function hoverText(files: Files, language: Language = 'en'): Promise<string> {
  const empty = { aliases: '', virtual: '', senders: '', networks: '', checks: '' };
  const { target, caret } = await tableTargetAt({ 'main.cf': MAIN, ...empty, ...files }, { language });
  const found = hover(target, caret, await loadDocs(sourceAssets, 'postfix', language));
  return found ? (found.contents as MarkupContent).value : '';
}

describe('hover in lookup tables', () => {
  it('tells what a key covers, for which setting, and where the mail goes', async () => {
    const text = await hoverText({ virtual: 'in<|>fo@example.org ann\n' });
    assert.match(text, /\*\*info@example\.org\*\* — virtual aliases\n\n`virtual_alias_maps`/);
    assert.match(text, /Covers the address `info@example\.org`, and the same with an extension \(`\+`\)/);
    assert.match(text, /Mail for `info@example\.org`:\n- .*ann/);
  });

  it('tells which lines win over it', async () => {
    const virtual = 'info@example.org ann\n@exam<|>ple.org bob\nx@example.net y\n';
    const text = await hoverText({ virtual });
    assert.match(text, /every address of `example\.org` that has no line of its own/);
    assert.match(text, /Other lines win over it:\n- `info@example\.org` \(virtual line 1\)$/m);
    assert.doesNotMatch(text, /example\.net/);
    assert.doesNotMatch(
      await hoverText({ virtual: 'in<|>fo@example.org ann\n@example.org bob\n' }),
      /win over/,
    );
  });

  it('tells that the first of two lines with one key rules', async () => {
    assert.match(
      await hoverText({ aliases: 'Joe: a\njo<|>e: b\n' }),
      /win over it:\n- `Joe` \(aliases line 1\)/,
    );
    assert.doesNotMatch(await hoverText({ aliases: 'Jo<|>e: a\njoe: b\n' }), /win over/);
  });

  it('tells whether a domain takes its subdomains along', async () => {
    assert.match(
      await hoverText({ senders: 'exam<|>ple.org OK\n' }),
      /`example\.org` and every name below it/,
    );
    const text = await hoverText({
      'main.cf': `${MAIN}parent_domain_matches_subdomains =\n`,
      senders: 'exam<|>ple.org OK\n',
    });
    assert.match(text, /`example\.org`; names below it need .*`\.example\.org`/);
  });

  it('explains actions, and only in the tables that have them', async () => {
    assert.match(await hoverText({ senders: 'example.org REJ<|>ECT no\n' }), /\*\*REJECT\*\* — action/);
    assert.match(await hoverText({ senders: 'example.org 55<|>0 no\n' }), /\*\*5NN\*\*/);
    assert.match(await hoverText({ checks: '/x/ WA<|>RN\n' }), /\*\*WARN\*\*/);
    assert.equal(await hoverText({ senders: 'example.org REJECT n<|>o\n' }), '');
  });

  it('explains patterns and networks', async () => {
    assert.match(
      await hoverText({ checks: '/^Sub<|>ject: x/ WARN\n' }),
      /capital and small letters for the same/,
    );
    assert.match(await hoverText({ checks: '/^Sub<|>ject: x/i WARN\n' }), /Tells capital from small letters/);
    assert.match(await hoverText({ checks: '!/^Sub<|>ject: x/ WARN\n' }), /does \*\*not\*\* match/);
    assert.match(await hoverText({ networks: '192.0.2.0/<|>25 OK\n' }), /192\.0\.2\.0 – 192\.0\.2\.127/);
    assert.match(await hoverText({ networks: '2001:db8::/<|>32 OK\n' }), /2001:db8:: – 2001:db8:ffff/);
  });

  it('follows an address that a line sends mail to', async () => {
    assert.match(
      await hoverText({ virtual: 'a@example.org jo<|>e\n', aliases: 'joe: ann\n' }),
      /Mail for `joe@example\.com`:\n- .*ann/,
    );
  });

  it('speaks Chinese, and is silent in comments', async () => {
    assert.match(await hoverText({ virtual: 'in<|>fo@example.org ann\n' }, 'zh-cn'), /虚拟别名/);
    assert.equal(await hoverText({ virtual: '# in<|>fo@example.org ann\n' }), '');
  });
});
