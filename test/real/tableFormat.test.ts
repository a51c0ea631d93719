import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatFile } from '../../server/src/features/tables/format';
import { SORT_TABLE, sortings } from '../../server/src/features/tables/sort';
import type { Target } from '../../server/src/features/target';
import type { EntryFile } from '../../server/src/rules/lookupTables';
import { readFile } from '../../server/src/system/files';
import { tableKindOf } from '../../server/src/system/tableFiles';
import { applyEdits } from '../../server/src/text/edits';
import { generatedTable, type GeneratedTable } from '../support/arbitraries/tables';
import { mailSystem } from '../support/mailServer';
import { runPostmap, type RealAnswers } from '../support/postmap';
import { realPostfixes } from '../support/realPostfix';

/** Tables for each Postfix; any number by MAILWRIGHT_RUNS. */
const RUNS = Number(process.env['MAILWRIGHT_RUNS'] ?? 40);
const SEED = Number(process.env['MAILWRIGHT_SEED'] ?? 20_241_124);

type Rewriting = (target: Target<EntryFile>) => string;

/** What the editor makes of a table without being asked for another meaning. */
const REWRITINGS: Readonly<Record<string, Rewriting>> = {
  aligned: (target) => formatted(target, 'aligned'),
  plain: (target) => formatted(target, 'plain'),
  sorted: (target) => {
    const [found] = sortings(target, { start: 0, end: 0 }, undefined, (kind) => kind === SORT_TABLE);
    return applyEdits(target.file.tree.text, found?.edits ?? []);
  },
};

function formatted(target: Target<EntryFile>, tableLayout: string): string {
  const edits = formatFile(target, { tabSize: 4, insertSpaces: true, tableLayout });
  return TextDocument.applyEdits(target.document, edits);
}

async function rewrite(table: GeneratedTable, rewriting: Rewriting): Promise<GeneratedTable> {
  const { text } = table;
  const kind = table.type === 'aliases' ? 'alias-table' : tableKindOf(table.type, undefined);
  if (text === undefined || !kind || kind === 'client-table') return table;
  const system = await mailSystem({ 'main.cf': '' });
  const uri = 'file:///etc/postfix/table';
  const file = readFile(kind, uri, text);
  const document = TextDocument.create(uri, '', 1, text);
  return { ...table, text: rewriting({ document, file, system, instance: system.postfix, language: 'en' }) };
}

/** Found answers, and whether the look-ups failed: messages may name other columns. */
function answersOf(answers: RealAnswers | undefined): object {
  return { found: [...(answers?.found ?? [])], failed: answers?.failed };
}

describe('rewritten lookup tables answer as before', function () {
  this.timeout(0);
  const tables = fc
    .sample(generatedTable, { numRuns: RUNS, seed: SEED })
    .filter(({ text }) => text !== undefined);
  for (const postfix of realPostfixes('rewritten lookup tables')) {
    for (const [way, rewriting] of Object.entries(REWRITINGS)) {
      it(`${way}, beside postmap -q of Postfix ${postfix.version}`, async () => {
        const all = await Promise.all(
          tables.map(async (before) => ({ before, after: await rewrite(before, rewriting) })),
        );
        const changed = all.filter(({ before, after }) => before.text !== after.text);
        assert.ok(changed.length > 0, 'nothing was rewritten');
        const work = postfix.workDirectory();
        try {
          const both = changed.flatMap(({ before, after }) => [before, after]);
          const answers = runPostmap(postfix, work, both, true);
          for (const [index, { before, after }] of changed.entries()) {
            const [old, now] = [answers[2 * index], answers[2 * index + 1]];
            assert.deepEqual(
              answersOf(now),
              answersOf(old),
              JSON.stringify([before.type, before.text, after.text]),
            );
          }
        } finally {
          work.remove();
        }
      });
    }
  }
});
