/**
 * Template code in a configuration file is masked before it is parsed: each of its characters is moved to a private
 * area of Unicode, where no parser takes it for syntax, and from where it can be moved back. Offsets stay as they are.
 */
const MASK = 0xe000;
/** Characters below this one have a place of their own in the area. */
const REVERSIBLE = 0x1800;
/** Stands for a character that has none. */
const LOST = String.fromCharCode(MASK + REVERSIBLE);
const MASKED = /[\ue000-\uf800]/;
const ALL_MASKED = /[\ue000-\uf7ff]/g;

/** Code that leaves nothing behind, at the head of a line: what follows it begins the line. */
export const NOTHING = '\uf8f0';

const NOTHING_CODE = NOTHING.charCodeAt(0);

export function isNothing(code: number): boolean {
  return code === NOTHING_CODE;
}

/** True for a text that depends on template code. */
export function isMasked(text: string): boolean {
  return MASKED.test(text);
}

/** Hides a text that may stand for any value. */
export function maskText(text: string): string {
  let masked = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    masked += code < REVERSIBLE ? String.fromCharCode(MASK + code) : LOST;
  }
  return masked;
}

/** Puts the code back, wherever a masked text was copied to. */
export function unmaskText(text: string): string {
  if (!isMasked(text)) return text;
  return text.replace(ALL_MASKED, (character) => String.fromCharCode(character.charCodeAt(0) - MASK));
}

/** An answer of any shape with the code put back in all its texts, so that it may be printed. */
export function unmaskAll<T>(answer: T): T {
  return unmasked(answer) as T;
}

function unmasked(value: unknown): unknown {
  if (typeof value === 'string') return unmaskText(value);
  if (Array.isArray(value)) return value.map(unmasked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [unmaskText(key), unmasked(item)]));
}

/** A text that holds such characters itself cannot be masked. */
export function canMask(text: string): boolean {
  return !isMasked(text) && !text.includes(NOTHING);
}
