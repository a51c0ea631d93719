import { TextDocument } from 'vscode-languageserver-textdocument';
import { heapGrowth, median, table } from './measure';
import { contestants, type Contestant } from './peers';

const SIZES = [1_000, 10_000, 100_000];

/** Slower runs are measured less often; the peers need seconds for the largest files. */
const RUNS: Readonly<Record<number, { runs: number; warmUp: number }>> = {
  1_000: { runs: 15, warmUp: 10 },
  10_000: { runs: 9, warmUp: 4 },
  100_000: { runs: 3, warmUp: 1 },
};

interface Row {
  readonly open: number;
  readonly keystroke: number;
  readonly completion: number;
  readonly hover: number;
  readonly memory: number;
}

async function measure(contestant: Contestant, lines: number): Promise<Row> {
  const { languageId } = contestant;
  const text = contestant.sample(lines);
  const options = RUNS[lines] ?? { runs: 3, warmUp: 1 };
  let version = 0;
  const fresh = (): TextDocument =>
    TextDocument.create('file:///etc/postfix/main.cf', languageId, ++version, text);
  const open = await median(() => contestant.validate(fresh()), options);
  let document = fresh();
  const middle = { line: Math.floor(document.lineCount / 2), character: 0 };
  const insertion = [{ range: { start: middle, end: middle }, text: ' ' }];
  const removal = [{ range: { start: middle, end: { line: middle.line, character: 1 } }, text: '' }];
  let typed = false;
  const type = (): void => {
    document = TextDocument.update(document, typed ? removal : insertion, ++version);
    typed = !typed;
  };
  const keystroke = await median(
    () => {
      type();
      return contestant.validate(document);
    },
    { runs: options.runs, warmUp: options.warmUp * 2 },
  );
  const place = { line: middle.line + 2, character: 3 };
  const completion = await median(() => {
    type();
    return contestant.complete(document, place);
  }, options);
  const hover = await median(() => {
    type();
    return contestant.hover(document, place);
  }, options);
  const memory = await heapGrowth(async () => {
    const held = fresh();
    await contestant.validate(held);
    return held;
  });
  return { open, keystroke, completion, hover, memory };
}

async function main(): Promise<void> {
  const all = await contestants();
  for (const lines of SIZES) {
    const rows: string[][] = [];
    for (const contestant of all) {
      const row = await measure(contestant, lines);
      rows.push([
        contestant.name,
        ...[row.open, row.keystroke, row.completion, row.hover].map((ms) => ms.toFixed(1)),
        row.memory.toFixed(1),
      ]);
    }
    const title = `${lines.toLocaleString('en')} lines (median, ms; completion and hover right after a keystroke; memory in MiB)`;
    const columns = ['', 'open → diagnostics', 'keystroke → diagnostics', 'completion', 'hover', 'memory'];
    process.stdout.write(`\n${title}\n\n${table(columns, rows)}\n`);
  }
}

void main();
