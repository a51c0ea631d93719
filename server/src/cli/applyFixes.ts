import type { FileEdit, Finding } from '../rules/rule';
import { applyEdits } from '../text/edits';

/** Fixes may uncover what others mend; after this many rounds the rest is left to a person. */
const MAXIMUM_ROUNDS = 10;

interface State {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Applies the safe fixes of a file, round by round, until none is left. Resolves to how many were applied. */
export async function applySafeFixes(
  uri: string,
  find: (uri: string) => Promise<State>,
  write: (text: string) => Promise<void>,
): Promise<number> {
  let applied = 0;
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    const { text, findings } = await find(uri);
    const chosen = chooseFixes(uri, findings);
    if (chosen.length === 0) return applied;
    await write(applyEdits(text, chosen.flat()));
    applied += chosen.length;
  }
  return applied;
}

/** The first safe fix of each finding, as long as it changes this file alone and collides with no earlier one. */
function chooseFixes(uri: string, findings: readonly Finding[]): (readonly FileEdit[])[] {
  const chosen: (readonly FileEdit[])[] = [];
  for (const { fixes } of findings) {
    const edits = fixes.find(({ safe }) => safe)?.edits() ?? [];
    const fits =
      edits.length > 0 && edits.every((edit) => edit.uri === uri && !collides(edit, chosen.flat()));
    if (fits) chosen.push(edits);
  }
  return chosen;
}

function collides(edit: FileEdit, others: readonly FileEdit[]): boolean {
  return others.some(({ span }) => edit.span.start <= span.end && span.start <= edit.span.end);
}
