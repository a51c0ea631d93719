import { mergeDiff3 } from 'node-diff3';

export type Merge = { readonly text: string } | { readonly conflicts: readonly Conflict[] };

/** Lines, from 1, of the text here that collide with what changed on the server. */
export interface Conflict {
  readonly line: number;
  readonly count: number;
}

/** Joins what changed here and on the server since the base, line by line; or says where both changed the same lines. */
export function mergeTexts(here: string, base: string, server: string): Merge {
  const { conflict, result } = mergeDiff3(here.split('\n'), base.split('\n'), server.split('\n'), {
    excludeFalseConflicts: true,
    label: MARKS,
  });
  return conflict ? { conflicts: conflictsIn(result) } : { text: result.join('\n') };
}

/** No configuration has lines that begin like this. */
const MARKS = { a: '\0here', o: '\0base', b: '\0server' };

function conflictsIn(lines: readonly string[]): Conflict[] {
  const conflicts: Conflict[] = [];
  let line = 1;
  let side: 'both' | 'here' | 'away' = 'both';
  let start = 1;
  for (const text of lines) {
    if (text.endsWith(MARKS.a)) [side, start] = ['here', line];
    else if (text.endsWith(MARKS.o)) {
      conflicts.push({ line: start, count: line - start });
      side = 'away';
    } else if (text.endsWith(MARKS.b)) side = 'both';
    else if (side !== 'away') line++;
  }
  return conflicts;
}
