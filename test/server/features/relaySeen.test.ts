import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import { codeLenses } from '../../../server/src/features/codeLens';
import { hover } from '../../../server/src/features/hover';
import { loadDocs } from '../../../server/src/knowledge/docs';
import { relayPicture } from '../../../server/src/lsp/relayPicture';
import type { RelayPicture } from '../../../server/src/protocol';
import type { Language } from '../../../server/src/text/localized';
import { sourceAssets } from '../../support/assets';
import type { Files } from '../../support/mailServer';
import { targetAt } from '../../support/target';

const MAIN = `compatibility_level = 3.6
myhostname = mx.example.org
mydestination = example.org
mynetworks = 127.0.0.0/8, 10.0.0.0/8
smtpd_sasl_auth_enable = yes
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
`;
const SMTP = 'smtp inet n - n - - smtpd\n';
const SUBMISSION = `submission inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
`;

/** The lenses that tell who may relay, each with its line (from 1). */
async function relayLenses(files: Files, language: Language = 'en'): Promise<string[]> {
  const { target } = await targetAt(files, { language });
  return codeLenses(target)
    .map(({ range, command }) => `${range.start.line + 1}: ${command?.title ?? ''}`)
    .filter((text) => /strangers|陌生人|does not start/.test(text));
}

describe('who may relay, as a code lens', () => {
  it('stands over the deciding list', async () => {
    assert.deepEqual(await relayLenses({ 'main.cf': `«»${MAIN}`, 'master.cf': SMTP }), [
      '6: strangers: no · 10.0.0.0/8: yes, 16,777,216 addresses · authenticated: yes, TLS not required',
    ]);
  });
  it('stands over services, and leaves them out of the list that they override', async () => {
    assert.deepEqual(await relayLenses({ 'main.cf': MAIN, 'master.cf': `«»${SMTP}${SUBMISSION}` }), [
      '1: strangers: no · 10.0.0.0/8: yes, 16,777,216 addresses · authenticated: yes, TLS not required',
      '2: strangers: no · mynetworks: no · authenticated: yes, TLS required',
    ]);
    assert.equal((await relayLenses({ 'main.cf': `«»${MAIN}`, 'master.cf': SMTP + SUBMISSION })).length, 1);
  });
  it('names the services where they differ', async () => {
    const master = `${SMTP}2525 inet n - n - - smtpd -o mynetworks=0.0.0.0/0\n`;
    assert.deepEqual(await relayLenses({ 'main.cf': `«»${MAIN}`, 'master.cf': master }), [
      '6: smtp: strangers: no · 10.0.0.0/8: yes, 16,777,216 addresses · authenticated: yes, TLS not required',
      '6: 2525: strangers: yes · 0.0.0.0/0: yes, 4,294,967,296 addresses · authenticated: yes, TLS not required',
    ]);
  });
  it('says what a stranger needs to claim', async () => {
    const main = `${MAIN}smtpd_recipient_restrictions = check_helo_access inline:{me=OK}, reject_unauth_destination
smtpd_relay_restrictions = check_helo_access inline:{me=OK}, reject_unauth_destination
`;
    const found = await relayLenses({ 'main.cf': `«»${main}`, 'master.cf': SMTP });
    assert.match(found[0] ?? '', /strangers: yes, with a certain HELO · mynetworks: no/);
  });
  it('tells of services that do not start or listen here alone', async () => {
    const main =
      'compatibility_level = 3.6\nmydestination = example.org\nsmtpd_relay_restrictions = permit\n';
    const found = await relayLenses({ 'main.cf': `«»${main}`, 'master.cf': SMTP });
    assert.deepEqual(found, ['3: does not start: no restriction keeps strangers from relaying']);
    const inner = '127.0.0.1:10025 inet n - n - - smtpd\n';
    assert.match(
      (await relayLenses({ 'main.cf': MAIN, 'master.cf': `«»${inner}` }))[0] ?? '',
      /cannot connect/,
    );
  });
  it('speaks Chinese', async () => {
    assert.deepEqual(await relayLenses({ 'main.cf': `«»${MAIN}`, 'master.cf': SMTP }, 'zh-cn'), [
      '6: 陌生人：不可中继 · 10.0.0.0/8：可以中继，16,777,216 个地址 · 已登录：可以中继，不要求 TLS',
    ]);
  });
});

async function hoverText(files: Files, language: Language = 'en'): Promise<string> {
  const { target, caret } = await targetAt(files, { language });
  const found = hover(target, caret, await loadDocs(sourceAssets, 'postfix', language));
  return found ? (found.contents as MarkupContent).value : '';
}

describe('what a restriction decides, in its hover', () => {
  it('tells for each class of clients and recipients', async () => {
    const text = await hoverText({
      'main.cf': MAIN.replace('reject_unauth_destination', 'reject_unauth_<|>destination'),
      'master.cf': SMTP,
    });
    assert.match(text, /\| stranger \| does not decide \(`example\.org`\) \| rejects 554 \|/);
    assert.match(text, /\| client in mynetworks \| not reached \| not reached \|/);
  });
  it('follows an option to its own service', async () => {
    const master = SMTP + SUBMISSION.replace(',reject', ',rej<|>ect');
    const text = await hoverText({ 'main.cf': MAIN, 'master.cf': master });
    assert.match(text, /\| stranger \| rejects 554 \| rejects 554 \|/);
    assert.match(text, /\| authenticated client \| not reached \| not reached \|/);
  });
  it('says so when nothing reaches it', async () => {
    const main = MAIN.replace('permit_mynetworks', 'reject, permit_myne<|>tworks');
    assert.match(await hoverText({ 'main.cf': main, 'master.cf': SMTP }), /other restrictions have decided/);
    const list = 'smtpd_relay_restrictions = per<|>mit_mynetworks\nsmtpd_relay_restrictions = reject\n';
    assert.match(await hoverText({ 'main.cf': list, 'master.cf': SMTP }), /no smtpd service takes/);
  });
  it('tells who may ask for waiting mail, in the list of ETRN', async () => {
    const list = 'relay_domains = relay.test\nsmtpd_etrn_restrictions = permit_myne<|>tworks, reject\n';
    const text = await hoverText({ 'main.cf': MAIN + list, 'master.cf': SMTP });
    assert.match(text, /to clients that ask for waiting mail with ETRN/);
    assert.match(text, /\| stranger \| does not decide \|\n\| client in mynetworks \| permits/);
  });
  it('tells services apart, and finds classes', async () => {
    const main = `${MAIN}smtpd_restriction_classes = own\nown = permit_myne<|>tworks, reject\n`;
    const master = `25 inet n - n - - smtpd -o smtpd_relay_restrictions=own\n${SMTP}`;
    const text = await hoverText({ 'main.cf': main, 'master.cf': master }, 'zh-cn');
    assert.match(text, /在 `25` 中的作用/);
    assert.match(text, /在 `smtp` 中的作用[^]*没有请求会执行到它/);
    assert.match(text, /mynetworks 中的客户端 \| 放行 \(`10\.0\.0\.0\/8`\)/);
  });
});

async function picture(files: Files): Promise<RelayPicture> {
  const { target } = await targetAt(files);
  const documents = (uri: string) => (uri === target.document.uri ? target.document : undefined);
  return relayPicture({ system: target.system, language: 'en', documents });
}

describe('who may relay, as a picture', () => {
  it('has a field for each client, sender and recipient, with its line', async () => {
    const { services, senders } = await picture({ 'main.cf': `«»${MAIN}`, 'master.cf': SMTP + SUBMISSION });
    assert.deepEqual(
      services.map(({ name, clients, recipients, cells }) => [
        name,
        cells.length === clients.length * recipients.length * senders.length,
      ]),
      [
        ['smtp', true],
        ['submission', true],
      ],
    );
    const cell = services[0]?.cells.find(
      ({ client, sender, recipient }) => `${client} ${sender} ${recipient}` === 'stranger foreign foreign',
    );
    assert.equal(cell?.summary, 'rejected 554, by reject_unauth_destination (main.cf:6)');
    assert.equal(cell.at?.range.start.line, 5);
    assert.deepEqual(cell.dialogue.slice(-1), ['RCPT TO:<user@foreign.example>']);
    assert.equal(cell.trace.length, 3);
  });
  it('marks what makes an open relay, and nothing else', async () => {
    const open = async (main: string): Promise<string[]> => {
      const { services } = await picture({ 'main.cf': `«»${main}`, 'master.cf': SMTP });
      const cells = services.flatMap((service) => service.cells).filter((one) => one.open);
      return [...new Set(cells.map(({ client, recipient }) => `${client} ${recipient}`))];
    };
    assert.deepEqual(await open(MAIN), []);
    assert.deepEqual(await open(MAIN.replace('10.0.0.0/8', '0.0.0.0/0')), [
      'stranger foreign',
      'stranger routed',
    ]);
  });
});
