import type { LineTable } from '../text/lineTable';

/** `# mailwright-disable-next-line id, id` and `# mailwright-disable id` (for the whole file). Without an id: all. */
const DIRECTIVE = /^\s*#\s*mailwright-disable(-next-line)?(?:\s+([\w,\s-]*?))?\s*$/;

export interface Suppressions {
  /** True when a finding of this rule, on this physical line, is silenced. */
  covers(rule: string, line: number): boolean;
}

const ALL = '*';

/** Reads the directives of a file. A next-line directive covers the next line that is neither comment nor blank. */
export function readSuppressions(text: string, lines: LineTable): Suppressions {
  if (!text.includes('mailwright-disable')) return { covers: () => false };
  const wholeFile = new Set<string>();
  const byLine = new Map<number, Set<string>>();
  let pending: Set<string> | undefined;
  [...lines].forEach((line, index) => {
    const match = line.kind === 'comment' ? DIRECTIVE.exec(text.slice(line.start, line.end)) : null;
    if (match) {
      const ids = (match[2] ?? '').split(/[\s,]+/).filter(Boolean);
      const target = match[1] ? (pending ??= new Set()) : wholeFile;
      for (const id of ids.length > 0 ? ids : [ALL]) target.add(id);
    } else if (pending && (line.kind === 'first' || line.kind === 'continuation')) {
      byLine.set(index, pending);
      pending = undefined;
    }
  });
  const has = (ids: Set<string> | undefined, rule: string): boolean =>
    !!ids && (ids.has(rule) || ids.has(ALL));
  return { covers: (rule, line) => has(wholeFile, rule) || has(byLine.get(line), rule) };
}
