import type { PostfixRelease } from '../knowledge/postfixKnowledge';
import type { DaemonFact } from '../knowledge/types';
import { fieldText, type Argument, type Service } from '../postfix/masterCf';
import { readAttributes, type Attribute } from '../rules/attributes';
import { templateOf } from '../system/names';
import { touches, type Span } from '../text/span';
import { referenceAt } from './subject';

/** What stands at a place behind the command of a service, outside of settings. Spans are document offsets. */
export type ArgumentSubject =
  | { readonly kind: 'option'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'attribute';
      readonly name: string;
      readonly daemon: DaemonFact;
      readonly span: Span;
    }
  /** One letter of an attribute that is a set of flags. */
  | {
      readonly kind: 'letter';
      readonly letter: string;
      readonly attribute: string;
      readonly daemon: DaemonFact;
      readonly span: Span;
    }
  /** `$name` in the command. */
  | {
      readonly kind: 'macro';
      readonly name: string;
      readonly daemon: DaemonFact;
      readonly span: Span;
    };

/** The option, attribute or macro at a place, or undefined where the program's own words stand. */
export function argumentSubjectAt(
  service: Service,
  offset: number,
  release: PostfixRelease,
): ArgumentSubject | undefined {
  const option = optionAt(service, offset);
  if (option) return option;
  const daemon = release.daemon(fieldText(service, 'command'));
  const attributes = readAttributes(service, daemon);
  if (!daemon || !attributes) return undefined;
  const macro = attributes.command.map((word) => macroAt(word, offset, daemon)).find(Boolean);
  if (macro) return macro;
  const attribute = attributes.known.find(({ nameSpan, valueSpan }) =>
    touches({ start: nameSpan.start, end: valueSpan.end }, offset),
  );
  return attribute && inAttribute(attribute, offset, daemon);
}

/** A word of one repeated letter: `-v`, `-vv`, `-D`. */
function optionAt(service: Service, offset: number): ArgumentSubject | undefined {
  const options = service.arguments.filter((word) => !service.operands.includes(word));
  const word = options.find(({ span }) => touches(span, offset));
  const letter = word && /^-([A-Za-z])\1*$/.exec(word.text)?.[1];
  return word && letter ? { kind: 'option', name: `-${letter}`, span: word.span } : undefined;
}

function inAttribute(
  { name, value, nameSpan, valueSpan }: Attribute,
  offset: number,
  daemon: DaemonFact,
): ArgumentSubject {
  const isFlags = daemon.attributes?.some((fact) => fact.name === name && fact.letters !== undefined);
  const index = offset - valueSpan.start;
  const letter = isFlags && index >= 0 ? value.charAt(index) : '';
  if (letter === '') {
    return { kind: 'attribute', name, daemon, span: { start: nameSpan.start, end: valueSpan.end } };
  }
  return { kind: 'letter', letter, attribute: name, daemon, span: { start: offset, end: offset + 1 } };
}

function macroAt({ text, span }: Argument, offset: number, daemon: DaemonFact): ArgumentSubject | undefined {
  if (!touches(span, offset)) return undefined;
  const reference = referenceAt(templateOf(text), offset - span.start);
  if (!reference) return undefined;
  const { name, start } = reference;
  return {
    kind: 'macro',
    name: name.text,
    daemon,
    span: { start: span.start + start, end: span.start + name.end },
  };
}
