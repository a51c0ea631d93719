import { InlayHintKind, type InlayHint } from 'vscode-languageserver-types';
import type { Parameter } from '../postfix/mainCf';
import type { Override, Service } from '../postfix/masterCf';
import { parseInteger } from '../postfix/values';
import { otherLiveValue, type LivePostfix } from '../system/liveServer';
import type { PostfixInstance } from '../system/postfixInstance';
import type { Span } from '../text/span';
import { typeOf } from '../explain/parameterMarkdown';
import type { Target } from './target';

/** Expanded values longer than this are left to the hover. */
const SHOWN_LENGTH = 80;

/**
 * What a value comes to, at its end: `$names` filled in, the unit of a bare number, bytes as MiB; and what the server
 * has instead, where it is known.
 */
export function inlayHints({ file, document, instance, live }: Target, range: Span): InlayHint[] {
  const hints =
    file.kind === 'main'
      ? [...mainHints(instance, range), ...liveHints(instance, live, range)]
      : serviceHints(instance, range);
  return hints.map(({ offset, label, padded }) => ({
    position: document.positionAt(offset),
    label,
    kind: InlayHintKind.Type,
    paddingLeft: padded,
  }));
}

interface Hint {
  readonly offset: number;
  readonly label: string;
  readonly padded: boolean;
}

function mainHints(instance: PostfixInstance, range: Span): Hint[] {
  return instance.parameters
    .filter(({ line }) => line.start <= range.end && range.start <= line.end)
    .flatMap((parameter) => hint(parameter, instance));
}

/** Only the entry that rules is compared: of the others the server has heard nothing. */
function liveHints(instance: PostfixInstance, live: LivePostfix | undefined, range: Span): Hint[] {
  return [...instance.entries.values()]
    .filter(({ line }) => line.start <= range.end && range.start <= line.end)
    .flatMap(({ name, value }) => {
      const other = otherLiveValue(live, name, value.text);
      if (!live || other === undefined) return [];
      return [{ offset: value.end, label: `${live.server}: ${shorten(other)}`, padded: true }];
    });
}

function serviceHints(instance: PostfixInstance, range: Span): Hint[] {
  return instance.services
    .filter(({ line }) => line.start <= range.end && range.start <= line.end)
    .flatMap((service) => service.overrides.flatMap((override) => hint(override, instance, service)));
}

function hint({ name, value }: Parameter | Override, instance: PostfixInstance, service?: Service): Hint[] {
  if (value.text.includes('$')) return expanded(value.text, value.end, instance, service);
  const unit = unitHint(name, value.text, instance);
  return unit ? [{ offset: value.end, ...unit }] : [];
}

function expanded(raw: string, offset: number, instance: PostfixInstance, service?: Service): Hint[] {
  const { text, failure } = instance.expand(raw, service);
  const flat = text.replace(/\s+/g, ' ');
  if (failure || flat === raw) return [];
  return [{ offset, label: `= ${shorten(flat)}`, padded: true }];
}

function shorten(text: string): string {
  if (text === '') return '""';
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** The letter that a bare time takes from the default's unit; a size in units that a person reads. */
function unitHint(name: string, text: string, instance: PostfixInstance): Omit<Hint, 'offset'> | undefined {
  const type = typeOf(name, instance);
  const number = parseInteger(text);
  if (number === undefined || number === 0) return undefined;
  if (type?.kind === 'time') return { label: type.unit, padded: false };
  if (type?.kind === 'integer' && type.unit === 'bytes') {
    const size = readableSize(number);
    return size === undefined ? undefined : { label: size, padded: true };
  }
  return undefined;
}

const SIZES = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

function readableSize(bytes: number): string | undefined {
  if (bytes < 1024) return undefined;
  const power = Math.min(SIZES.length, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** power;
  return `= ${Number(amount.toFixed(amount < 10 ? 1 : 0))} ${SIZES[power - 1]}`;
}
