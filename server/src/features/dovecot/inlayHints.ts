import { InlayHintKind, type InlayHint } from 'vscode-languageserver-types';
import type { Setting } from '../../dovecot/nodes';
import type { DovecotSettingFact } from '../../knowledge/dovecotKnowledge';
import { formatValue } from '../../system/doveconf/formatValue';
import { assignmentOf } from '../../system/dovecot/place';
import type { GivenValue } from '../../system/dovecot/settingsTree';
import { valueInForce } from '../../system/dovecot/valueInForce';
import type { DovecotInstance } from '../../system/dovecotInstance';
import type { DovecotFile } from '../../system/files';
import { baseName } from '../../system/uris';
import type { Span } from '../../text/span';
import type { Target } from '../target';
import { entriesOf } from './entries';

/** Longer values are left to the hover. */
const SHOWN_LENGTH = 80;

/**
 * What a value comes to, at its end: permissions that were not written in octal, bytes in units, `$names` filled in; and
 * which line counts in its place.
 */
export function inlayHints({ file, document, system }: Target<DovecotFile>, range: Span): InlayHint[] {
  const { dovecot } = system;
  if (!dovecot) return [];
  return entriesOf(file).flatMap((entry): InlayHint[] => {
    const isShown = entry.line.start <= range.end && range.start <= entry.line.end;
    const label = entry.kind === 'setting' && isShown ? hint(entry, dovecot) : undefined;
    if (entry.kind !== 'setting' || label === undefined) return [];
    const position = document.positionAt(entry.source.end);
    return [{ position, label, kind: InlayHintKind.Type, paddingLeft: true }];
  });
}

function hint(entry: Setting, dovecot: DovecotInstance): string | undefined {
  const assignment = assignmentOf(dovecot, entry);
  if (!assignment) return undefined;
  const given = valueInForce(dovecot, assignment);
  if (given?.assignment && given.assignment !== assignment) return overriddenBy(given);
  if (given?.assignment !== assignment) return undefined;
  if (entry.value.includes('$')) return given.text === entry.value ? undefined : `= ${cut(given.text)}`;
  return inUnits(entry, assignment.fact, dovecot);
}

/** Permissions that were written in decimal, and sizes in bytes, as doveconf prints them. */
function inUnits(
  { value }: Setting,
  fact: DovecotSettingFact | undefined,
  { release }: DovecotInstance,
): string | undefined {
  const isDecimal = fact?.type === 'octal' && /^[1-9]/.test(value);
  const isInBytes = fact?.type === 'size' && /^\d{4,}$/.test(value);
  if (!isDecimal && !isInBytes) return undefined;
  const text = formatValue(value, fact, release.line);
  return text === value || text.endsWith(' B') ? undefined : `= ${text}`;
}

/** A line that another one overrides: what counts, and where it is said. */
function overriddenBy({ text, assignment }: GivenValue): string | undefined {
  if (!assignment) return undefined;
  const { file, entry } = assignment;
  return `→ ${cut(text)} (${baseName(file.uri)}:${entry.line.firstLine + 1})`;
}

function cut(value: string): string {
  return value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value;
}
