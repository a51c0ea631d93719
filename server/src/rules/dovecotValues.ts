import type { Assignment } from '../system/dovecot/assignments';
import { givenValues } from '../system/dovecot/given';
import type { DovecotInstance } from '../system/dovecotInstance';
import type { Place } from './rule';

/** The value of a line as it is written; its key where the value is empty and cannot be seen. */
export function valueOf({ file, entry }: Assignment): Place {
  const { source, key } = entry;
  const span = source.start < source.end ? { start: source.start, end: source.end } : key.span;
  return { uri: file.uri, span };
}

/** The lines whose values count. */
export function linesInForce(dovecot: DovecotInstance): Assignment[] {
  return givenValues(dovecot).flatMap(({ value }) => value.assignment ?? []);
}

const YES = /^(?:yes|y|1)$/i;

export function isYes(text: string): boolean {
  return YES.test(text);
}

/** Part of the value of a line, by indexes into what is written. */
export function partOf({ file, entry }: Assignment, start: number, end: number): Place {
  const span = entry.source.spanOf(start, end);
  return { uri: file.uri, span: { start: span.start, end: span.end } };
}
