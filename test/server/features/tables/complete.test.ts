import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem } from 'vscode-languageserver-types';
import { complete } from '../../../../server/src/features/tables/complete';
import type { Files } from '../../../support/mailServer';
import { tableTargetAt } from '../../../support/target';

const MAIN = `myorigin = example.com
mydestination = example.com, localhost
relay_domains = example.net
alias_maps = hash:/etc/postfix/aliases
virtual_alias_maps = hash:/etc/postfix/virtual
transport_maps = hash:/etc/postfix/transport
smtp_tls_policy_maps = hash:/etc/postfix/tls
smtpd_restriction_classes = strict
strict = reject_unknown_sender_domain
smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders
header_checks = pcre:/etc/postfix/checks
`;
const MASTER = 'smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\nslow unix - - n - - smtp\n';

async function proposals(files: Files): Promise<{ items: CompletionItem[]; document: TextDocument }> {
  const empty = { aliases: 'ann: bob\n', virtual: '', transport: '', tls: '', senders: '', checks: '' };
  const all = { 'main.cf': MAIN, 'master.cf': MASTER, ...empty, ...files };
  const { target, caret } = await tableTargetAt(all);
  return { items: complete(target, caret), document: target.document };
}

async function labels(files: Files): Promise<string[]> {
  return (await proposals(files)).items.map(({ label }) => label);
}

/** The text after the item is accepted. */
async function accepted(files: Files, label: string): Promise<string> {
  const { items, document } = await proposals(files);
  const edit = items.find((item) => item.label === label)?.textEdit;
  assert.ok(edit && 'range' in edit, `no ${label} among ${items.map((item) => item.label).join(' ')}`);
  return TextDocument.applyEdits(document, [edit]);
}

describe('completion in lookup tables', () => {
  it('actions with places for what they need', async () => {
    assert.equal(await accepted({ senders: 'a@b.example RE<|>' }, 'REJECT'), 'a@b.example REJECT ${1:text}');
    const found = await labels({ senders: 'a@b.example <|>' });
    for (const label of ['OK', 'DUNNO', 'strict']) assert.ok(found.includes(label), label);
    assert.ok(!found.includes('IGNORE'));
  });

  it('other actions in checks of headers', async () => {
    const found = await labels({ checks: '/^Subject: \\/x/i <|>' });
    for (const label of ['IGNORE', 'REPLACE']) assert.ok(found.includes(label), label);
    for (const label of ['OK', 'strict']) assert.ok(!found.includes(label), label);
    assert.deepEqual(await labels({ checks: '/^Sub<|>' }), []);
  });

  it('transports of this server', async () => {
    assert.deepEqual(await labels({ transport: 'example.net <|>' }), ['smtp', 'slow']);
    assert.equal(await accepted({ transport: 'example.net sl<|>' }, 'slow'), 'example.net slow:');
    assert.deepEqual(await labels({ senders: 'a@b.example FILTER <|>' }), ['smtp', 'slow']);
    assert.deepEqual(await labels({ transport: 'example.net slow:<|>' }), []);
  });

  it('users and domains that the server knows', async () => {
    assert.deepEqual(await labels({ virtual: 'info@example.org <|>' }), ['ann', 'bob']);
    assert.deepEqual(await labels({ virtual: 'info@<|>' }), ['example.com', 'example.net']);
    assert.equal(
      await accepted({ virtual: 'info@example.org bob@ex<|>' }, 'example.net'),
      'info@example.org bob@example.net',
    );
    assert.deepEqual(await labels({ transport: 'exa<|>' }), ['example.com', 'localhost', 'example.net']);
    assert.deepEqual(await labels({ aliases: 'root: a, <|>' }), ['root', 'a']);
  });

  it('levels and attributes of TLS policies', async () => {
    assert.ok((await labels({ tls: 'example.net <|>' })).includes('dane-only'));
    assert.equal(
      await accepted({ tls: 'example.net secure ma<|>' }, 'match'),
      'example.net secure match=${1:nexthop}',
    );
    assert.deepEqual(await labels({ tls: 'example.net secure match=<|>' }), []);
  });

  it('nothing in comments', async () => assert.deepEqual(await labels({ senders: '# <|>' }), []));
});
