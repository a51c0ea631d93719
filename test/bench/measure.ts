import { performance } from 'node:perf_hooks';

/** Milliseconds of the middle run; the first ones warm the compiler up and do not count. */
export async function median(
  run: () => unknown,
  options: { readonly runs: number; readonly warmUp: number },
): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < options.runs + options.warmUp; index++) {
    const start = performance.now();
    await run();
    if (index >= options.warmUp) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? NaN;
}

/** Growth of the heap in MiB while `keep` makes something and holds it; wants `--expose-gc`. */
export async function heapGrowth(keep: () => Promise<unknown>): Promise<number> {
  const collect = (globalThis as { gc?: () => void }).gc;
  collect?.();
  const before = process.memoryUsage().heapUsed;
  const held = await keep();
  collect?.();
  const grown = process.memoryUsage().heapUsed - before;
  return held === undefined ? NaN : grown / 1024 / 1024;
}

/** A table in Markdown, with aligned columns. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}
