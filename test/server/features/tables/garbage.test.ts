import * as fc from 'fast-check';
import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../../../server/src/analysis/analyser';
import { formatFile } from '../../../../server/src/features/tables/format';
import { testTable } from '../../../../server/src/features/tables/testTable';
import { loadDocs, type Docs } from '../../../../server/src/knowledge/docs';
import { entryFiles } from '../../../../server/src/rules/lookupTables';
import { rules } from '../../../../server/src/rules';
import { noise } from '../../../support/arbitraries/brokenText';
import { generatedTable } from '../../../support/arbitraries/tables';
import { sourceAssets } from '../../../support/assets';
import { EVERY_FEATURE } from '../../../support/everyFeature';
import { mailSystem } from '../../../support/mailServer';

const RUNS = Number(process.env['MAILWRIGHT_RUNS'] ?? 150);
const SEED = Number(process.env['MAILWRIGHT_SEED'] ?? 20_241_124);

/** One file for each way in which a file is read. */
const MAIN = `myorigin = example.org
mydestination = example.org
alias_maps = hash:/etc/postfix/aliases
virtual_alias_maps = hash:/etc/postfix/keyed
transport_maps = hash:/etc/postfix/keyed
smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/keyed
header_checks = regexp:/etc/postfix/regexp
body_checks = pcre:/etc/postfix/pcre
mynetworks = cidr:/etc/postfix/cidr
`;

async function survive(text: string, share: number, docs: Docs): Promise<void> {
  const files = { aliases: text, keyed: text, regexp: text, pcre: text, cidr: text };
  const system = await mailSystem({ 'main.cf': MAIN, 'master.cf': 'smtp unix - - n - - smtp\n', ...files });
  const findings = analyse(system, rules);
  for (const file of entryFiles(system)) {
    const document = TextDocument.create(file.uri, '', 1, text);
    const target = { document, file, system, instance: system.postfix, language: 'zh-cn' } as const;
    const offset = Math.floor(share * text.length);
    const own = findings.get(file.uri) ?? [];
    for (const feature of Object.values(EVERY_FEATURE)) feature({ target, offset, docs, findings: own });
    testTable(target, text.slice(0, 40));
    const once = TextDocument.applyEdits(document, formatFile(target, FORMATTING));
    assert.ok(once.replace(/\s/g, '') === text.replace(/\s/g, ''), 'formatting changes blanks alone');
  }
}

const FORMATTING = { tabSize: 4, insertSpaces: true, tableLayout: 'aligned' };

describe(`broken lookup tables: ${2 * RUNS} texts`, () => {
  let docs: Docs;
  before(async () => {
    docs = await loadDocs(sourceAssets, 'postfix', 'zh-cn');
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const texts = { noise, 'generated tables': generatedTable.map(({ text }) => text ?? '') };
  for (const [name, text] of Object.entries(texts)) {
    it(`survives ${name}`, async function () {
      this.timeout(0);
      const property = fc.asyncProperty(text, share, (one, at) => survive(one, at, docs));
      await fc.assert(property, { numRuns: RUNS, seed: SEED });
    });
  }
});
