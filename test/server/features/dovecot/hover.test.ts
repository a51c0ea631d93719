import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import { hover } from '../../../../server/src/features/dovecot/hover';
import { loadDocs, type Docs } from '../../../../server/src/knowledge/docs';
import type { Language } from '../../../../server/src/text/localized';
import { sourceAssets } from '../../../support/assets';
import { dovecotTargetAt, type DovecotTargetOptions } from '../../../support/dovecotTarget';
import type { DovecotFiles } from '../../../support/realDovecot';

const DOCS = new Map<Language, Docs>();

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

async function hoverAt(marked: string | DovecotFiles, options: DovecotTargetOptions = {}): Promise<string> {
  const { target, caret } = await dovecotTargetAt(marked, options);
  const docs = DOCS.get(target.language);
  assert.ok(docs);
  const found = hover(target, caret, docs);
  return found ? (found.contents as MarkupContent).value : '';
}

describe('hover in dovecot.conf', () => {
  before(async () => {
    for (const language of ['en', 'zh-cn'] as const)
      DOCS.set(language, await loadDocs(sourceAssets, 'dovecot', language));
  });

  it('tells type, prose and default of a setting', async () => {
    const text = await hoverAt('s<|>sl = required\n', { version: '2.3.19' });
    assert.match(text, /^\*\*ssl\*\* — one of `yes`, `no`, `required`/);
    assert.match(text, /Default in 2\.3\.19: `yes`/);
    assert.match(text, /Recommended/);
  });

  it('links to the manual of the line', async () => {
    assert.match(await hoverAt('s<|>sl = yes\n'), /doc\.dovecot\.org\/2\.3\//);
    assert.match(await hoverAt(`${V24}s<|>sl = yes\n`), /doc\.dovecot\.org\/2\.4\.1\//);
  });

  it('writes defaults as a configuration would', async () => {
    assert.match(await hoverAt('default_vsz_lim<|>it = 1G\n'), /Default in 2\.3\.19: `256 M`/);
    const listener = 'service auth {\n  unix_listener x {\n    mo<|>de = 0660\n  }\n}\n';
    assert.match(await hoverAt(listener), /Default in 2\.3\.19: `0600`/);
  });

  it('knows the short names of 2.4 in their blocks', async () => {
    const text = await hoverAt(`${V24}service auth {\n  vsz_l<|>imit = 1G\n}\n`, { version: '2.4.1' });
    assert.match(text, /Here short for `service_vsz_limit`/);
  });

  it('says where a setting is set again', async () => {
    const text = await hoverAt({
      'dovecot.conf': 'mail_debug<|> = yes\n!include a.conf\n',
      'a.conf': '\nmail_debug = no\n',
    });
    assert.match(text, /Set again later: `no` \(a\.conf line 2\)/);
  });

  it('says where a name of this version belongs', async () => {
    const text = await hoverAt('unix_lis<|>tener = x\n');
    assert.match(text, /^\*\*unix_listener\*\* — block/);
    assert.match(text, /belongs in `service \{ \}`/);
    assert.doesNotMatch(text, /does not know it/);
  });

  it('says when a name belongs to the other line, and what to write instead', async () => {
    const text = await hoverAt(`${V24}ssl_ce<|>rt = </x\n`);
    assert.match(text, /A setting of Dovecot 2\.3: 2\.4\.5 does not know it/);
    assert.match(text, /In later versions.*ssl_server_cert_file/);
  });

  it('explains blocks, filters, includes and labels', async () => {
    assert.match(await hoverAt('serv<|>ice auth {\n}\n'), /^\*\*service\*\* — block/);
    assert.match(await hoverAt('proto<|>col imap {\n}\n'), /^\*\*protocol\*\* — filter/);
    assert.match(await hoverAt('!incl<|>ude_try x\n'), /^\*\*!include_try\*\* — include/);
    assert.match(
      await hoverAt(`${V24}passdb passwd-f<|>ile {\n}\n`),
      /^\*\*passwd-file\*\* — value of `passdb`/,
    );
  });

  it('explains values, mechanisms, drivers and variables', async () => {
    assert.match(await hoverAt('ssl = requ<|>ired\n'), /^\*\*required\*\* — value of `ssl`/);
    assert.match(await hoverAt('auth_mechanisms = plain log<|>in\n'), /^\*\*login\*\* — value of/);
    assert.match(await hoverAt('passdb {\n  driver = p<|>am\n}\n'), /^\*\*pam\*\* — value of `driver`/);
    assert.match(await hoverAt('mail_home = /home/%L<|>d\n'), /^\*\*%d\*\* — variable/);
    assert.match(await hoverAt(`${V24}mail_home = /x/%{us<|>er | lower}\n`), /^\*\*%\{user\}\*\*/);
    assert.match(await hoverAt(`${V24}mail_home = /x/%{user | low<|>er}\n`), /^\*\*\| lower\*\*/);
    assert.match(await hoverAt('mail_plugins = $mail_plug<|>ins quota\n'), /^\*\*mail_plugins\*\*/);
  });

  it('knows the settings of plugins', async () => {
    assert.match(await hoverAt('plugin {\n  quota_ru<|>le2 = *:x\n}\n'), /quota_rule2/);
    assert.match(await hoverAt('plugin {\n  sie<|>ve = ~/x\n}\n'), /^\*\*sieve\*\* — setting of a plugin/);
  });

  it('says what becomes of obsolete names', async () => {
    assert.match(await hoverAt('ssl_cert_f<|>ile = /x.pem\n'), /reads it as `ssl_cert = <\/x\.pem`/);
    assert.match(await hoverAt('login_d<|>ir = /x\n'), /passes over it/);
  });

  it('speaks Chinese', async () => {
    assert.match(await hoverAt('ss<|>l = yes\n', { language: 'zh-cn' }), /取值之一.*\n[^]*的默认值：`yes`/);
  });

  it('is silent in comments and about unknown names', async () => {
    assert.equal(await hoverAt('# ss<|>l\n'), '');
    assert.equal(await hoverAt('no_such<|>_thing = 1\n'), '');
  });
});
