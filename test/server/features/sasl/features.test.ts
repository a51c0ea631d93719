import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import { complete, documentationOf } from '../../../../server/src/features/sasl/complete';
import { formatFile } from '../../../../server/src/features/sasl/format';
import { hover } from '../../../../server/src/features/sasl/hover';
import { definitions, documentLinks } from '../../../../server/src/features/sasl/links';
import { references } from '../../../../server/src/features/sasl/references';
import { semanticTokens } from '../../../../server/src/features/sasl/semanticTokens';
import {
  documentSymbols,
  foldingRanges,
  highlights,
  selectionRanges,
} from '../../../../server/src/features/sasl/structure';
import type { ItemData } from '../../../../server/src/features/completion/item';
import { loadDocs, type Docs } from '../../../../server/src/knowledge/docs';
import { sourceAssets } from '../../../support/assets';
import type { Files } from '../../../support/mailServer';
import { saslTargetAt } from '../../../support/saslTarget';

const DEFAULTS = 'etc/default/saslauthd';

describe('features of Cyrus SASL', () => {
  let docs: Docs;
  before(async () => {
    docs = await loadDocs(sourceAssets, 'sasl', 'en');
  });

  async function told(marked: string | Files): Promise<string | undefined> {
    const { target, caret } = await saslTargetAt(marked);
    const contents = hover(target, caret, docs)?.contents;
    return contents && (contents as { readonly value: string }).value;
  }

  async function labels(marked: string | Files): Promise<string[]> {
    const { target, caret } = await saslTargetAt(marked);
    return complete(target, caret, docs)
      .sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
      .map(({ label }) => label);
  }

  /** The text after a proposal is taken. */
  async function accept(marked: string | Files, label: string): Promise<string> {
    const { target, caret } = await saslTargetAt(marked);
    const item = complete(target, caret, docs).find((one) => one.label === label);
    assert.ok(item, `${label} is not proposed`);
    return TextDocument.applyEdits(target.document, [item.textEdit as TextEdit]);
  }

  it('explains options, words, mechanisms and flags', async () => {
    assert.match(
      (await told('PWCHECK<|>_method: saslauthd')) ?? '',
      /^\*\*pwcheck_method\*\* — option of Cyrus/,
    );
    assert.match(
      (await told('pwcheck_method: sasl<|>authd')) ?? '',
      /^\*\*saslauthd\*\* — value of `pwcheck_/,
    );
    assert.match((await told('mech_list: pla<|>in')) ?? '', /^\*\*plain\*\* — value of `mech_list`/);
    assert.match((await told({ [DEFAULTS]: 'ME<|>CHANISMS=pam' })) ?? '', /setting of saslauthd/);
    assert.match(
      (await told({ [DEFAULTS]: 'OPTIONS="-c -<|>m /run"' })) ?? '',
      /^\*\*-m\*\* — option of saslauthd/,
    );
    assert.match((await told({ [DEFAULTS]: 'OPTIONS="-rV<|>c"' })) ?? '', /^\*\*-V\*\*/);
    assert.match((await told({ 'etc/saslauthd.conf': 'ldap_sc<|>ope: sub' })) ?? '', /LDAP option/);
    assert.equal(await told('# pwcheck<|>_method: x'), undefined);
    assert.equal(await told('nothing: x<|>'), undefined);
  });

  it('proposes options with their sign, those that are set last', async () => {
    assert.equal(await accept('pw<|>', 'pwcheck_method'), 'pwcheck_method: ');
    assert.equal(await accept('pw<|>x: auxprop', 'pwcheck_method'), 'pwcheck_method: auxprop');
    assert.equal(await accept({ [DEFAULTS]: 'ME<|>' }, 'MECHANISMS'), 'MECHANISMS=');
    const found = await labels('mech_list: plain\n<|>');
    assert.equal(found[0], 'auxprop_plugin');
    assert.equal(found.at(-1), 'mech_list');
    assert.ok(!found.includes('ldap_servers'));
    assert.ok((await labels({ 'etc/saslauthd.conf': '<|>' })).includes('ldap_servers'));
  });

  it('proposes values, mechanisms, sockets and flags', async () => {
    assert.ok((await labels('pwcheck_method: <|>')).includes('saslauthd'));
    assert.deepEqual((await labels('mech_list: plain l<|>')).slice(0, 2), ['login', 'plain']);
    assert.ok((await labels('saslauthd_path: <|>')).includes('/var/run/saslauthd/mux'));
    assert.ok((await labels({ [DEFAULTS]: 'OPTIONS="-c -<|>"' })).includes('-m'));
    assert.deepEqual((await labels({ [DEFAULTS]: 'OPTIONS="-c -m <|>"' })).slice(0, 1), ['/run/saslauthd']);
    const jailed = await labels({ [DEFAULTS]: 'OPTIONS="-c -m /var/sp<|>"' });
    assert.ok(jailed.includes('/var/spool/postfix/var/run/saslauthd'));
    assert.ok((await labels({ [DEFAULTS]: 'MECHANISMS="<|>"' })).includes('shadow'));
    assert.deepEqual(await labels('# <|>'), []);
    assert.deepEqual(await labels('nothing: <|>'), []);
  });

  it('explains proposals', async () => {
    const { target, caret } = await saslTargetAt('<|>');
    for (const item of complete(target, caret, docs)) {
      const { subject } = item.data as ItemData;
      assert.ok(documentationOf(subject, target, docs), `${item.label} is not explained`);
    }
  });

  it('leads from who asks saslauthd to its socket, and back', async () => {
    const files = {
      'smtpd.conf': 'pwcheck_method: saslauthd\n',
      [DEFAULTS]: 'OPTIONS="-c -m /run/saslauthd"\n',
    };
    const there = await saslTargetAt({ ...files, 'smtpd.conf': 'pwcheck_method: <|>saslauthd\n' });
    const [place] = definitions(there.target, there.caret, there.documents);
    assert.equal(place?.uri, `file:///${DEFAULTS}`);
    assert.deepEqual(place.range.start, { line: 0, character: 15 });
    const back = await saslTargetAt({ ...files, [DEFAULTS]: 'OPTIONS="-c -m /run/<|>saslauthd"\n' });
    assert.match(definitions(back.target, back.caret, back.documents)[0]?.uri ?? '', /smtpd\.conf$/);
    const none = await saslTargetAt({ ...files, 'smtpd.conf': 'pwcheck_<|>method: saslauthd\n' });
    assert.deepEqual(definitions(none.target, none.caret, none.documents), []);
  });

  it('finds every place that sets an option or says a word, in all files', async () => {
    const files = {
      'smtpd.conf': 'log_level: 1\nmech_list: pla<|>in PLAIN\nlog_level: 2\n',
      [DEFAULTS]: 'OPTIONS="plain"\n',
    };
    const { target, caret, documents } = await saslTargetAt(files);
    const found = references(target, caret, { includeDeclaration: true }, documents);
    assert.deepEqual(
      found.map(({ uri, range }) => `${uri.split('/').at(-1)} ${range.start.line}`),
      ['smtpd.conf 1', 'smtpd.conf 1', 'saslauthd 0'],
    );
    const names = references(target, 3, { includeDeclaration: true }, documents);
    assert.deepEqual(
      names.map(({ range }) => range.start.line),
      [0, 2],
    );
  });

  it('links files that are there', async () => {
    const { target } = await saslTargetAt('sasldb_path: /etc/sasldb2\nkeytab: /etc/none\n');
    const links = await documentLinks(target, {
      readText: () => Promise.resolve(undefined),
      list: () => Promise.resolve([]),
      stat: (uri) =>
        Promise.resolve(uri.endsWith('/sasldb2') ? { type: 'file', size: 1, modified: 0 } : undefined),
    });
    assert.deepEqual(
      links.map(({ target: uri }) => uri),
      ['file:///etc/sasldb2'],
    );
  });

  it('has an outline without passwords', async () => {
    const { target } = await saslTargetAt('mech_list: plain\nsql_passwd: hunter2\n');
    assert.deepEqual(
      documentSymbols(target).map(({ name, detail }) => [name, detail]),
      [
        ['mech_list', 'plain'],
        ['sql_passwd', undefined],
      ],
    );
  });

  it('folds, selects, highlights and colours', async () => {
    const { target } = await saslTargetAt('# a\n# b\nmech_list: plain login\nmech_list: x\n');
    assert.deepEqual(foldingRanges(target.file), [{ startLine: 0, endLine: 1, kind: 'comment' }]);
    const at = target.document.offsetAt({ line: 2, character: 12 });
    const widths: number[] = [];
    for (let range = selectionRanges(target, [at])[0]; range; range = range.parent)
      widths.push(target.document.offsetAt(range.range.end) - target.document.offsetAt(range.range.start));
    assert.deepEqual(widths, [0, 5, 11, 22, 44]);
    assert.equal(highlights(target, target.document.offsetAt({ line: 2, character: 1 })).length, 2);
    assert.equal(semanticTokens(target).length, 5 * 5);
  });

  async function formatted(marked: string | Files): Promise<string> {
    const { target } = await saslTargetAt(marked);
    return TextDocument.applyEdits(target.document, formatFile(target, { insertSpaces: true, tabSize: 4 }));
  }

  it('formats what does not count, and nothing else', async () => {
    assert.equal(
      await formatted('  mech_list:plain  login  \nsaslauthd_path:\t/x \nno option  \n\n\n\n# c  '),
      'mech_list: plain  login\nsaslauthd_path: /x \nno option  \n\n\n# c\n',
    );
    assert.equal(
      await formatted({ [DEFAULTS]: '  START=yes  \nOPTIONS="-c \n  -m /x"  \nA=b\\ \n' }),
      'START=yes\nOPTIONS="-c \n  -m /x"\nA=b\\ \n',
    );
    const once = await formatted('  a:b \n');
    assert.equal(await formatted(once), once);
  });
});
