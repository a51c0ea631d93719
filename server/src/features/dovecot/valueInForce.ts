import type { Assignment } from '../../system/dovecot/assignments';
import type { Section } from '../../system/dovecot/sections';
import type { DovecotInstance } from '../../system/dovecotInstance';

/** Expansions of expansions are cut off here. */
const DEEPEST = 20;

/**
 * A value with its `$name` (2.3) or `$SET:name` (2.4) filled in: the setting itself means what it was worth before, in
 * its block or one around it; another one, what it is worth outside of all blocks. Undefined where that cannot be told.
 */
export function valueInForce(
  assignment: Assignment,
  dovecot: DovecotInstance,
  depth = 0,
): string | undefined {
  const { entry } = assignment;
  if (depth > DEEPEST || entry.form !== 'plain') return entry.form === 'plain' ? undefined : entry.value;
  const words = entry.value.split(/(\s+)/).map((word): string | undefined => {
    const name = nameIn(word, dovecot);
    return name === undefined ? word : worth(name, assignment, dovecot, depth + 1);
  });
  return words.includes(undefined) ? undefined : words.join('').trim();
}

function nameIn(word: string, { release }: DovecotInstance): string | undefined {
  const pattern = release.line === '2.3' ? /^\$([\w-]+)$/ : /^\$SET:([\w-]+)$/;
  return pattern.exec(word)?.[1];
}

function worth(name: string, from: Assignment, dovecot: DovecotInstance, depth: number): string | undefined {
  const { assignments } = dovecot.reading;
  const isOwn = from.fact?.name === name;
  const before =
    isOwn || dovecot.release.line === '2.4' ? assignments.slice(0, assignments.indexOf(from)) : assignments;
  const places = isOwn ? outwards(from.section) : [undefined];
  for (const section of places) {
    const found = before.findLast((one) => one.section === section && one.fact?.name === name);
    if (found) return valueInForce(found, dovecot, depth);
  }
  const fact = dovecot.release.setting(name);
  return fact && String(fact.default ?? '');
}

/** A block, those around it, and the outside of all. */
function outwards(section: Section | undefined): (Section | undefined)[] {
  const places: (Section | undefined)[] = [];
  for (let at = section; at; at = at.parent) places.push(at);
  return [...places, undefined];
}
