import type { DaemonFact } from '../knowledge/types';
import type { Argument, Service } from '../postfix/masterCf';
import type { Span } from '../text/span';
import { isCutByBlank, meantSettings } from './options';

/** `name=value` behind the options of pipe(8), spawn(8), smtp(8), lmtp(8). */
export interface Attribute {
  /** In lower case: Postfix does not heed it. */
  readonly name: string;
  readonly value: string;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

export interface Attributes {
  readonly known: readonly Attribute[];
  /** Words that are none. */
  readonly strange: readonly Argument[];
  /** The words of `argv=`, its own first. */
  readonly command: readonly Argument[];
}

/** Reads the words behind the options; everything from `argv=` on is the command. Undefined for other programs. */
export function readAttributes(service: Service, daemon: DaemonFact | undefined): Attributes | undefined {
  if (daemon?.arguments !== 'attributes' || beginsAmiss(service, daemon)) return undefined;
  const names = new Set(daemon.attributes?.map(({ name }) => name));
  const known: Attribute[] = [];
  const strange: Argument[] = [];
  for (const [index, word] of service.operands.entries()) {
    const attribute = parse(word);
    if (!attribute || !names.has(attribute.name)) {
      strange.push(word);
      continue;
    }
    known.push(attribute);
    if (attribute.name === 'argv') return { known, strange, command: commandFrom(service, index, attribute) };
  }
  return { known, strange, command: [] };
}

/** The first word comes from a setting that a blank has cut, or is a comment: other rules tell of it. */
function beginsAmiss(service: Service, daemon: DaemonFact): boolean {
  const [first] = service.operands;
  if (!first) return false;
  if (first.text.startsWith('#')) return true;
  return meantSettings(service, daemon).some((one) => one.loose.includes(first) && isCutByBlank(one));
}

/** A word in braces loses them, and the blanks inside (master(5)). */
function parse({ text, span }: Argument): Attribute | undefined {
  const match = /^(\{\s*)?(\w+)=(.*?)(\s*\})?$/s.exec(text);
  if (!match) return undefined;
  const [, brace = '', name = '', rest = '', close = ''] = match;
  const value = brace === '' ? rest + close : rest;
  const nameStart = span.start + brace.length;
  const valueStart = nameStart + name.length + 1;
  return {
    name: name.toLowerCase(),
    value,
    nameSpan: { start: nameStart, end: nameStart + name.length },
    valueSpan: { start: valueStart, end: valueStart + value.length },
  };
}

function commandFrom(service: Service, index: number, argv: Attribute): Argument[] {
  return [{ text: argv.value, span: argv.valueSpan }, ...service.operands.slice(index + 1)];
}
