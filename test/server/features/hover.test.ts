import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import { hover } from '../../../server/src/features/hover';
import { loadDocs } from '../../../server/src/knowledge/docs';
import type { Language } from '../../../server/src/text/localized';
import { sourceAssets } from '../../support/assets';
import type { Files } from '../../support/mailServer';
import { targetAt } from '../../support/target';

/** The hover at `<|>`, or undefined. */
async function hoverText(marked: string | Files, language: Language = 'en'): Promise<string | undefined> {
  const { target, caret } = await targetAt(marked, { language });
  const found = hover(target, caret, await loadDocs(sourceAssets, 'postfix', language));
  return found ? (found.contents as MarkupContent).value : undefined;
}

const MASTER = 'smtp inet n - n - - smtpd\nsubmission inet n - n - - smtpd\n  -o smtpd_delay_reject=no\n';

describe('hover', () => {
  it('tells what a parameter is worth and why', async () => {
    const text = await hoverText('a = 1\nsmtpd_del<|>ay_reject = yes\n');
    assert.match(text ?? '', /\*\*smtpd_delay_reject\*\* — yes or no/);
    assert.match(text ?? '', /In force: `yes` \(main\.cf line 2\)/);
    assert.match(text ?? '', /Default in 3\.11: `yes`/);
    assert.match(text ?? '', /postconf\.5\.html#smtpd_delay_reject/);
  });

  it('shows the entry in force, not the one under the caret', async () => {
    assert.match(
      (await hoverText('inet_inter<|>faces = all\ninet_interfaces = localhost')) ?? '',
      /`localhost` \(main\.cf line 2\)/,
    );
  });

  it('tells since when it exists, as far as releases were read, and what became of it', async () => {
    assert.match((await hoverText('smtp_requiretls_po<|>licy = x')) ?? '', /Since Postfix 3\.11/);
    assert.match(
      (await hoverText('postscreen_denylist_act<|>ion = x')) ?? '',
      /Came after Postfix 3\.5, with 3\.7 at the latest/,
    );
    assert.match(
      (await hoverText('smtp_enforce_t<|>ls = yes')) ?? '',
      /Deprecated in Postfix 3\.10; use `smtp_tls_security_level` instead/,
    );
  });

  it('names services that override it', async () => {
    const text = await hoverText({ 'main.cf': 'smtpd_del<|>ay_reject = yes', 'master.cf': MASTER });
    assert.match(text ?? '', /submission \(master\.cf line 2\) has its own: `no`/);
  });

  it('explains an option of a service from that service', async () => {
    const text = await hoverText({
      'main.cf': '',
      'master.cf': MASTER.replace('smtpd_delay', 'smtpd_<|>delay'),
    });
    assert.match(text ?? '', /In force: `no` \(-o of service submission\)/);
  });

  it('expands a reference', async () => {
    const text = await hoverText('site = 10.0.0.0/8\nmynetworks = ${<|>site} 127.0.0.0/8');
    assert.match(text ?? '', /`10\.0\.0\.0\/8` \(main\.cf line 1\)/);
  });

  it('explains restrictions, table types, columns and daemons', async () => {
    assert.match(
      (await hoverText('smtpd_relay_restrictions = reject_un<|>auth_destination')) ?? '',
      /— restriction/,
    );
    assert.match(
      (await hoverText('virtual_alias_maps = ha<|>sh:/etc/postfix/virtual')) ?? '',
      /— lookup table type/,
    );
    assert.match(
      (await hoverText({ 'master.cf': 'smtp inet n - <|>n - - smtpd' })) ?? '',
      /column 5 of master\.cf/,
    );
    assert.match((await hoverText({ 'master.cf': 'smtp inet n - n - - smt<|>pd' })) ?? '', /smtpd\.8\.html/);
  });

  describe('behind the command of a service', () => {
    const PIPE = 'dovecot unix - n n - - pipe';
    const at = (words: string, language?: Language): Promise<string | undefined> =>
      hoverText({ 'master.cf': `${PIPE}\n  ${words}\n` }, language);

    it('explains attributes and the letters of flags', async () => {
      assert.match(
        (await at('fl<|>ags=DRhu user=vmail argv=/bin/x')) ?? '',
        /\*\*flags\*\* — attribute of pipe/,
      );
      assert.match((await at('flags=D<|>Rhu user=vmail argv=/bin/x')) ?? '', /^`R` — letter of flags/);
      assert.match((await at('flags=DRhu user=vm<|>ail argv=/bin/x')) ?? '', /\*\*user\*\* — attribute/);
      assert.match((await at('USER=vmail ar<|>gv=/bin/x', 'zh-cn')) ?? '', /\*\*argv\*\* — pipe\(8\) 的属性/);
    });

    it('explains macros of the command, and leaves its own words alone', async () => {
      assert.match((await at('user=v argv=/bin/x -f ${sen<|>der}')) ?? '', /^`\$\{sender\}` — macro/);
      assert.match((await at('user=v argv=/bin/x -- $recip<|>ient')) ?? '', /^`\$\{recipient\}` — macro/);
      assert.equal(await at('user=v argv=/bin/x -<|>f flags=D'), undefined);
      assert.equal(await at('user=v argv=/bin/x fl<|>ags=D'), undefined);
      assert.equal(await at('user=v argv=/bin/x ${my<|>hostname}'), undefined);
    });

    it('tells another program only what holds for it', async () => {
      const text = await hoverText({ 'master.cf': 'lmtp unix - - n - - lmtp fla<|>gs=DR' });
      assert.match(text ?? '', /- `D`: /);
      assert.doesNotMatch(text ?? '', /- `h`: |dovecot-lda/);
    });

    it('explains options of the daemons', async () => {
      assert.match(
        (await hoverText({ 'master.cf': 'a unix - - n - - smtp -<|>vv' })) ?? '',
        /^`-v` — option/,
      );
      assert.equal(await hoverText({ 'master.cf': 'a unix - - n - - smtp -<|>z' }), undefined);
    });
  });

  it('speaks Chinese', async () => {
    const text = await hoverText('smtpd_del<|>ay_reject = yes', 'zh-cn');
    assert.match(text ?? '', /当前生效：`yes`（main\.cf 第 1 行）/);
  });

  it('survives broken text and says nothing in comments', async () => {
    assert.equal(await hoverText('# mynet<|>works'), undefined);
    assert.equal(await hoverText('mynet<|>works'), undefined);
    assert.equal(await hoverText('=<|>'), undefined);
  });
});
