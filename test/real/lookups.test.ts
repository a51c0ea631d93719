import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseAliases } from '../../server/src/postfix/tables/aliases';
import { foldKey } from '../../server/src/postfix/tables/foldKey';
import { parseCidr } from '../../server/src/postfix/tables/cidr';
import { parseKeyed } from '../../server/src/postfix/tables/keyed';
import { lookup } from '../../server/src/postfix/tables/lookup';
import { parsePatterns } from '../../server/src/postfix/tables/regexp';
import type { TableProblem } from '../../server/src/postfix/tables/tableProblem';
import { openTable, type FileForm, type FileTable, type Table } from '../../server/src/postfix/tables/table';
import { generatedTable, type GeneratedTable } from '../support/arbitraries/tables';
import { runs, SEED } from '../support/campaign';
import { runPostmap, type RealAnswers } from '../support/postmap';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';
import { messageCodes, problemCodes } from '../support/tableMessages';

/** Look-ups for each Postfix: by default enough for every change, any number by MAILWRIGHT_RUNS. */
const RUNS = runs(2_500);
const BATCH = 70;
/** We may say that we do not know, but not often. */
const HIGHEST_UNKNOWN = 0.12;

const PARSERS: Readonly<Record<FileForm, (text: string) => FileTable>> = {
  keyed: parseKeyed,
  posix: (text) => parsePatterns(text, 'posix'),
  pcre: (text) => parsePatterns(text, 'pcre'),
  cidr: parseCidr,
};

function ownTable({ type, text, name }: GeneratedTable): Table {
  if (type === 'aliases') return parseAliases(text ?? '');
  const spec = `${type}:${name ?? '/file'}`;
  return openTable(spec, { open: (form) => (text === undefined ? 'missing' : PARSERS[form](text)) });
}

interface Tally {
  lookups: number;
  differing: number;
  found: number;
  unknown: number;
  /** Messages that were compared. */
  messages: number;
  readonly differences: string[];
}

function compare(generated: GeneratedTable, real: RealAnswers, utf8: boolean, tally: Tally): void {
  const table = ownTable(generated);
  const before = tally.differing;
  for (const key of generated.keys) {
    tally.lookups++;
    const result = lookup(table, key, { utf8 });
    const value = real.found.get(key);
    if (value !== undefined) tally.found++;
    if (result.kind === 'unknown') {
      tally.unknown++;
      continue;
    }
    const ours = result.kind === 'found' ? `= ${result.value}` : result.kind;
    const theirs = value !== undefined ? `= ${value}` : real.failed ? 'error' : 'absent';
    // One look-up stands for all that differ in a table.
    if (ours === theirs || ++tally.differing > before + 1) continue;
    const source = generated.text ?? generated.name ?? '';
    tally.differences.push(
      `${generated.type} ${JSON.stringify(source)} key ${JSON.stringify(key)}: ours ${ours}, real ${theirs}; ${real.messages.join(' | ')}`,
    );
  }
}

/** hash and its like name no line for a duplicate; what a pattern is that we do not support is not told. */
const WITH_LINES: ReadonlySet<string> = new Set(['texthash', 'aliases', 'regexp', 'pcre', 'cidr']);

function compareMessages(
  { type, text }: GeneratedTable,
  real: RealAnswers,
  utf8: boolean,
  tally: Tally,
): void {
  if (text === undefined || !WITH_LINES.has(type)) return;
  const table = ownTable({ type, text, keys: [] });
  if (!('problems' in table) || !isCertain(table)) return;
  const others = table.problems.filter(({ code }) => code !== 'duplicate-key');
  const problems = type === 'texthash' ? [...others, ...repeatedKeys(table, utf8)] : others;
  const ours = problemCodes(text, problems).sort();
  const theirs = messageCodes(real.messages).sort();
  tally.messages += theirs.length;
  if (ours.join() === theirs.join()) return;
  tally.differing++;
  tally.differences.push(`${type} ${JSON.stringify(text)}: ours ${ours.join()}, real ${theirs.join()}`);
}

/** Which keys are the same depends on SMTPUTF8, which a file does not tell. */
function repeatedKeys(table: FileTable, utf8: boolean): TableProblem[] {
  const seen = new Set<string>();
  return ('entries' in table ? table.entries : []).flatMap(({ key, keySpan }): TableProblem[] => {
    const folded = foldKey(key, utf8);
    const isRepeated = seen.has(folded);
    seen.add(folded);
    return isRepeated ? [{ code: 'duplicate-key', span: keySpan, skipped: true }] : [];
  });
}

/** No pattern in it is one that the real library may refuse or take. */
function isCertain(table: FileTable): boolean {
  return (
    table.kind !== 'pattern' ||
    table.rules.every(({ rule }) =>
      [rule.pattern, rule.second].every((pattern) => pattern?.compiled.kind !== 'unsupported'),
    )
  );
}

function campaign(postfix: RealPostfix, utf8: boolean, lookups: number): Tally {
  const tally: Tally = { lookups: 0, differing: 0, found: 0, unknown: 0, messages: 0, differences: [] };
  for (let round = 0; tally.lookups < lookups; round++) {
    const tables = fc.sample(generatedTable, { numRuns: BATCH, seed: SEED + round * 2 + (utf8 ? 1 : 0) });
    const work = postfix.workDirectory();
    try {
      const answers = runPostmap(postfix, work, tables, utf8);
      for (const [index, table] of tables.entries()) {
        const real = answers[index];
        if (!real) continue;
        compare(table, real, utf8, tally);
        compareMessages(table, real, utf8, tally);
      }
    } finally {
      work.remove();
    }
  }
  return tally;
}

describe('look-ups and messages beside postmap -q and postalias -q', function () {
  this.timeout(0);
  for (const postfix of realPostfixes('look-ups')) {
    for (const utf8 of [true, false]) {
      it(`Postfix ${postfix.version}, smtputf8_enable = ${utf8 ? 'yes' : 'no'}`, () => {
        const { lookups, differing, found, unknown, messages, differences } = campaign(
          postfix,
          utf8,
          RUNS / 2,
        );
        assert.deepEqual(differences.slice(0, 20), [], `${differing} of ${lookups} look-ups differ`);
        assert.ok(found > lookups / 8, `only ${found} of ${lookups} look-ups found something`);
        assert.ok(messages > lookups / 20, `only ${messages} messages compared`);
        assert.ok(unknown < lookups * HIGHEST_UNKNOWN, `${unknown} of ${lookups} look-ups are unknown to us`);
      });
    }
  }
});
