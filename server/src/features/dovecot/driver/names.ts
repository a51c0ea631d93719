import type { Entry, Setting, Word } from '../../../dovecot/nodes';
import { driverKindOf } from '../../../system/dovecot/driverFiles';
import type { DovecotDriverFile } from '../../../system/files';
import { touches, type Span } from '../../../text/span';
import type { Target } from '../../target';
import { entriesOf } from '../entries';
import { driverPlaceAt, recordName } from './place';

/** A place of a driver's file that names a setting, or a key that dict is asked for. */
export interface DriverMention {
  readonly kind: 'setting' | 'key';
  readonly name: string;
  readonly span: Span;
  readonly role: 'definition' | 'use';
}

export function driverMentionAt(
  target: Target<DovecotDriverFile>,
  offset: number,
): DriverMention | undefined {
  return driverMentions(target).find(({ span }) => touches(span, offset));
}

/** The places that name the same, in the order of the file. */
export function sameMentions(
  target: Target<DovecotDriverFile>,
  { kind, name }: DriverMention,
): DriverMention[] {
  return driverMentions(target).filter((one) => one.kind === kind && one.name === name);
}

export function driverMentions(target: Target<DovecotDriverFile>): DriverMention[] {
  const isDict = driverKindOf(target.system, target.file) === 'auth-dict';
  return entriesOf(target.file).flatMap((entry) => [
    ...(isDict ? keysIn(entry) : []),
    ...(entry.kind === 'setting' ? [settingIn(entry, target)] : []),
  ]);
}

function settingIn({ key, line }: Setting, target: Target<DovecotDriverFile>): DriverMention {
  const name = recordName(driverPlaceAt(target, line.start), key.text);
  return { kind: 'setting', name, span: key.span, role: 'definition' };
}

/** `key NAME { }`, `%{dict:NAME.field}`, and the words of passdb_objects (db-dict.c of 2.3). */
function keysIn(entry: Entry): DriverMention[] {
  if (entry.kind === 'block') {
    const { label, type } = entry;
    return label && type.text === 'key' ? [keyMention(label, 'definition')] : [];
  }
  if (entry.kind !== 'setting') return [];
  const { source, key } = entry;
  const pattern = /^(?:passdb|userdb)_objects$/.test(key.text) ? OBJECT : DICT_VARIABLE;
  return [...source.text.matchAll(pattern)].map(({ 0: text, index }) =>
    keyMention({ text, span: source.spanOf(index, index + text.length) }, 'use'),
  );
}

const OBJECT = /[^\s"']+/g;
const DICT_VARIABLE = /(?<=%\{dict:)[^}.:|\s]+/g;

function keyMention({ text, span }: Pick<Word, 'text' | 'span'>, role: DriverMention['role']): DriverMention {
  return { kind: 'key', name: text, span: { start: span.start, end: span.end }, role };
}
