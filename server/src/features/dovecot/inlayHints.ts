import { InlayHintKind, type InlayHint } from 'vscode-languageserver-types';
import type { Setting } from '../../dovecot/nodes';
import { readTyped } from '../../dovecot/values';
import { dovecotValueText } from '../../explain/dovecotValueText';
import { assignmentOf } from '../../system/dovecot/place';
import type { DovecotInstance } from '../../system/dovecotInstance';
import type { DovecotFile } from '../../system/files';
import type { Span } from '../../text/span';
import type { Target } from '../target';
import { entriesOf } from './entries';
import { valueInForce } from './valueInForce';

/** Longer values are left to the hover. */
const SHOWN_LENGTH = 80;

/** What a value comes to, at its end: permissions that were not written in octal, bytes in units, `$names` filled in. */
export function inlayHints({ file, document, system }: Target<DovecotFile>, range: Span): InlayHint[] {
  const { dovecot } = system;
  if (!dovecot) return [];
  return entriesOf(file).flatMap((entry): InlayHint[] => {
    const isShown = entry.line.start <= range.end && range.start <= entry.line.end;
    const label = entry.kind === 'setting' && isShown ? hint(entry, dovecot) : undefined;
    if (entry.kind !== 'setting' || label === undefined) return [];
    const position = document.positionAt(entry.source.end);
    return [{ position, label: `= ${label}`, kind: InlayHintKind.Type, paddingLeft: true }];
  });
}

function hint(entry: Setting, dovecot: DovecotInstance): string | undefined {
  const assignment = assignmentOf(dovecot, entry);
  const fact = assignment?.fact;
  if (assignment && entry.source.text.includes('$')) {
    const value = valueInForce(assignment, dovecot);
    return value === undefined || value === entry.value ? undefined : cut(value);
  }
  if (fact?.type === 'octal' && /^[1-9]\d*$/.test(entry.value)) return `0${Number(entry.value).toString(8)}`;
  if (fact?.type !== 'size' || !/^\d{4,}$/.test(entry.value)) return undefined;
  const read = readTyped('size', entry.value, dovecot.release.line);
  const text = 'value' in read ? dovecotValueText(fact, String(read.value)) : '';
  return /[kMGT]$/.test(text) ? text : undefined;
}

function cut(value: string): string {
  return value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value;
}
