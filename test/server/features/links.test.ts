import assert from 'node:assert/strict';
import { documentLinks } from '../../../server/src/features/links';
import type { FileAccess } from '../../../server/src/host';
import type { Files } from '../../support/mailServer';
import { targetAt } from '../../support/target';

function disk(...paths: readonly string[]): FileAccess & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    readText: () => Promise.resolve(undefined),
    list: () => Promise.resolve([]),
    stat: (uri) => {
      asked.push(uri);
      const type = paths.includes(uri) ? 'file' : 'directory';
      return Promise.resolve({ type, modified: 0, size: 0 });
    },
  };
}

async function links(marked: string | Files, files: FileAccess): Promise<readonly string[]> {
  const { target, spans } = await targetAt(marked);
  const found = await documentLinks(target, files);
  const { document } = target;
  assert.deepEqual(
    found.map(({ range }) => [document.offsetAt(range.start), document.offsetAt(range.end)]),
    spans.map(({ start, end }) => [start, end]),
  );
  return found.map((link) => link.target ?? '');
}

const VIRTUAL = 'file:///etc/postfix/virtual';
const ACCESS = 'file:///etc/postfix/access';
const KEY = 'file:///etc/ssl/private/key.pem';

describe('document links', () => {
  it('tables, also behind proxy, in lists and combined', async () => {
    const text = [
      'virtual_alias_maps = proxy:hash:«/etc/postfix/virtual», hash:/etc/postfix/none, unionmap:{texthash:«/etc/postfix/access», static:x}',
      'smtpd_client_restrictions = permit, check_client_access hash:«/etc/postfix/access», reject',
    ].join('\n');
    assert.deepEqual(await links(text, disk(VIRTUAL, ACCESS)), [VIRTUAL, ACCESS, ACCESS]);
  });

  it('paths, files in lists, and $names before a path', async () => {
    const text = [
      'smtpd_tls_key_file = «/etc/ssl/private/key.pem»',
      'mydestination = a, «/etc/postfix/access», !«/etc/postfix/virtual»',
      'transport_maps = hash:«$config_directory/access», hash:«${dir}/virtual»',
      'dir = /etc/postfix',
      'smtpd_banner = /etc/postfix/access',
    ].join('\n');
    const found = await links(text, disk(VIRTUAL, ACCESS, KEY));
    assert.deepEqual(found, [KEY, ACCESS, VIRTUAL, ACCESS, VIRTUAL]);
  });

  it('options in master.cf', async () => {
    const row = 'a unix - n n - - cleanup -o header_checks=pcre:«/etc/postfix/access»\n';
    assert.deepEqual(await links({ 'master.cf': row }, disk(ACCESS)), [ACCESS]);
  });

  it('manual pages that comments mention, and no other pages', async () => {
    const text =
      '# see «postconf(5)», «smtpd(8)»; not foo(5), postconf(8)\nsmtpd_banner = postconf(5)\n  # «lmtp(8)»\n';
    assert.deepEqual(await links(text, disk()), [
      'https://www.postfix.org/postconf.5.html',
      'https://www.postfix.org/smtpd.8.html',
      'https://www.postfix.org/smtp.8.html',
    ]);
  });

  it('asks once for each file', async () => {
    const files = disk();
    assert.deepEqual(
      await links('relay_domains = hash:/etc/postfix/a\ntransport_maps = hash:/etc/postfix/a', files),
      [],
    );
    assert.deepEqual(files.asked, ['file:///etc/postfix/a']);
  });
});
