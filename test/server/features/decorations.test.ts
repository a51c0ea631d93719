import assert from 'node:assert/strict';
import { codeLenses } from '../../../server/src/features/codeLens';
import { inlayHints } from '../../../server/src/features/inlayHints';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../../../server/src/features/semanticTokens';
import type { Files } from '../../support/mailServer';
import { targetAt } from '../../support/target';

/** Each hint as `text before it|label`. */
async function hints(marked: string | Files): Promise<string[]> {
  const { target } = await targetAt(marked);
  const text = target.document.getText();
  return inlayHints(target, { start: 0, end: text.length }).map(({ position, label }) => {
    const offset = target.document.offsetAt(position);
    return `${text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)}|${typeof label === 'string' ? label : ''}`;
  });
}

async function lenses(files: Files, language: 'en' | 'zh-cn' = 'en'): Promise<string[]> {
  const { target } = await targetAt(files, { language });
  return codeLenses(target).map(({ command }) => command?.title ?? '');
}

/** Each token as `text:type.modifier`. */
async function tokens(marked: string | Files): Promise<string[]> {
  const { target } = await targetAt(marked);
  const data = semanticTokens(target);
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
    character = lines > 0 ? characters : character + characters;
    line += lines;
    const start = target.document.offsetAt({ line, character });
    const modifiers = TOKEN_MODIFIERS.filter((_, bit) => bits & (1 << bit));
    found.push(
      `${target.document.getText().slice(start, start + length)}:${[TOKEN_TYPES[type], ...modifiers].join('.')}`,
    );
  }
  return found;
}

describe('inlay hints', () => {
  it('show what a value comes to', async () => {
    assert.deepEqual(await hints('mydomain = a.example\nmyorigin = $mydomain\n'), [
      'myorigin = $mydomain|= a.example',
    ]);
  });
  it('show the unit of a bare number', async () => {
    assert.deepEqual(
      await hints('maximal_queue_lifetime = 5\nsmtpd_timeout = 30\nmessage_size_limit = 10485760\n'),
      ['maximal_queue_lifetime = 5|d', 'smtpd_timeout = 30|s', 'message_size_limit = 10485760|= 10 MiB'],
    );
  });
  it('say nothing where nothing is to be said', async () => {
    assert.deepEqual(await hints('smtpd_timeout = 30s\nmessage_size_limit = 0\nmyorigin = ${broken\n'), []);
  });
  it('expand options within their service', async () => {
    const files = {
      'main.cf': 'level = may',
      'master.cf': '«»smtp inet n - n - - smtpd\n  -o level=encrypt\n  -o smtpd_tls_security_level=$level\n',
    };
    assert.deepEqual(await hints(files), ['  -o smtpd_tls_security_level=$level|= encrypt']);
  });
});

describe('code lenses', () => {
  const main = 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_auth_only = yes\n';
  const isRelay = (title: string): boolean => title.startsWith('strangers: ');
  it('tell what a service offers', async () => {
    const master = [
      'smtp inet n - y - - smtpd',
      'submissions inet n - n - - smtpd',
      '  -o smtpd_tls_wrappermode=yes -o smtpd_sasl_auth_enable=yes',
      '  -o { smtpd_client_restrictions = permit_sasl_authenticated, reject }',
      '127.0.0.1:10025 inet n - n - - smtpd -o smtpd_tls_security_level=none',
      'smtp unix - - n - - smtp',
    ].join('\n');
    const found = await lenses({ 'main.cf': main, 'master.cf': `«»${master}` });
    assert.deepEqual(
      found.filter((title) => !isRelay(title)),
      [
        '25/smtp, STARTTLS offered, no login, chroot',
        '465/submissions, implicit TLS, SASL login required',
        '127.0.0.1:10025, no TLS, no login',
      ],
    );
  });
  it('count the addresses of a network list once', async () => {
    assert.deepEqual(await lenses({ 'main.cf': 'mynetworks = 10.0.0.0/8 10.1.0.0/16 [::1]/128' }), [
      '16,777,216 IPv4 addresses, 1 IPv6 addresses',
    ]);
    assert.match((await lenses({ 'main.cf': 'mynetworks = 0.0.0.0/0' }, 'zh-cn'))[0] ?? '', /整个互联网/);
  });
});

describe('semantic tokens', () => {
  it('tell built-in names from the own ones', async () => {
    assert.deepEqual(await tokens('site = a\nmynetworks = $site\nsmtpd_use_tls = yes\n'), [
      'site:variable.declaration',
      'mynetworks:property.defaultLibrary',
      'site:variable',
      'smtpd_use_tls:property.defaultLibrary.deprecated',
      'yes:enumMember',
    ]);
  });
  it('know restrictions and classes', async () => {
    const text =
      'smtpd_restriction_classes = strict\nstrict = reject\nsmtpd_relay_restrictions = strict, permit_mynetworks, hash:/x\n';
    const found = await tokens(text);
    assert.ok(
      found.includes('strict:class') &&
        found.includes('permit_mynetworks:function.defaultLibrary') &&
        found.includes('hash:type'),
      found.join(' '),
    );
  });
  it('mark services and daemons', async () => {
    const found = await tokens({ 'master.cf': 'smtp inet n - n - - smtpd\n  -o smtpd_delay_reject=no\n' });
    assert.deepEqual(found, [
      'smtp:class.declaration',
      'smtpd:function.defaultLibrary',
      'smtpd_delay_reject:property.defaultLibrary',
      'no:enumMember',
    ]);
  });
});
