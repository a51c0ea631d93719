import type { ValueType } from '../knowledge/types';
import { referencedNames } from '../postfix/expansion';
import { field, fieldText, type Service } from '../postfix/masterCf';
import type { Word } from '../postfix/values';
import type { PostfixFile } from '../system/files';
import { templateOf, wordsOf } from '../system/names';
import { isScanned } from '../system/nameUse';
import type { PostfixInstance } from '../system/postfixInstance';
import type { SourceText } from '../text/sourceText';
import { findAt, touches, type Span } from '../text/span';

/** A place where a parameter (restriction classes are parameters) or a service of master.cf is named. */
export interface Mention {
  readonly kind: 'parameter' | 'service';
  readonly name: string;
  readonly span: Span;
  readonly role: 'definition' | 'use';
}

export interface Occurrence extends Mention {
  readonly uri: string;
}

interface Setting {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: SourceText;
}

/** What is named at a place: of two names that meet there, the shorter one. */
export function mentionAt(file: PostfixFile, instance: PostfixInstance, offset: number): Mention | undefined {
  return mentionsAround(file, instance, offset)
    .filter(({ span }) => touches(span, offset))
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
}

function mentionsAround(file: PostfixFile, instance: PostfixInstance, offset: number): Mention[] {
  if (file.kind === 'main') {
    const parameter = findAt(file.tree.parameters, offset, ({ line }) => line);
    return parameter ? inSetting(parameter, instance) : [];
  }
  const service = findAt(file.tree.services, offset, ({ line }) => line);
  return service ? inService(service, instance) : [];
}

/** Every place in both files that names the same thing, in the order of the text. */
export function occurrencesOf(instance: PostfixInstance, { kind, name }: Mention): Occurrence[] {
  return [instance.main, instance.master].flatMap((file) =>
    file
      ? allMentions(file, instance)
          .filter((mention) => mention.kind === kind && mention.name === name)
          .map((mention) => ({ ...mention, uri: file.uri }))
          .sort((a, b) => a.span.start - b.span.start)
      : [],
  );
}

function allMentions(file: PostfixFile, instance: PostfixInstance): Mention[] {
  return file.kind === 'main'
    ? file.tree.parameters.flatMap((parameter) => inSetting(parameter, instance))
    : file.tree.services.flatMap((service) => inService(service, instance));
}

function inService(service: Service, instance: PostfixInstance): Mention[] {
  const column = field(service, 'service');
  const mentions = service.overrides.flatMap((override) => inSetting(override, instance));
  // What stands there for an inet service is a port.
  if (!column || fieldText(service, 'type') === 'inet') return mentions;
  return [{ kind: 'service', name: column.text, span: column.span, role: 'definition' }, ...mentions];
}

function inSetting(setting: Setting, instance: PostfixInstance): Mention[] {
  const { name, nameSpan, value } = setting;
  return [
    ...parameterMentions(instance, name, nameSpan, 'definition'),
    ...references(setting, instance),
    ...wordMentions(setting, instance).map(({ kind, word }) => ({
      kind,
      name: word.text,
      span: value.spanOf(word.start, word.end),
      role: 'use' as const,
    })),
  ];
}

/** A `SERVICE_<suffix>` name mentions the service as well. */
function parameterMentions(
  instance: PostfixInstance,
  name: string,
  span: Span,
  role: Mention['role'],
): Mention[] {
  const parameter: Mention = { kind: 'parameter', name, span, role };
  const suffix = instance.serviceParameters.get(name)?.suffix;
  if (suffix === undefined || instance.release.parameter(name)) return [parameter];
  const service = name.slice(0, -suffix.length);
  const prefix = { start: span.start, end: span.start + service.length };
  return [{ kind: 'service', name: service, span: prefix, role: 'use' }, parameter];
}

function references({ name, value }: Setting, instance: PostfixInstance): Mention[] {
  const { text } = value;
  if (!text.includes('$') || !isScanned(name, instance.release)) return [];
  return referencedNames(templateOf(text)).flatMap((used) =>
    parameterMentions(instance, used.text, value.spanOf(used.start, used.end), 'use'),
  );
}

interface NamedWord {
  readonly kind: Mention['kind'];
  readonly word: Word;
}

/** Words of a value that are names because of what the parameter holds. */
function wordMentions({ name, value }: Setting, instance: PostfixInstance): readonly NamedWord[] {
  const type = instance.release.parameter(name)?.type;
  const reader = type ? readerOf(type) : undefined;
  if (reader) return wordsOf(value.text).flatMap((word) => reader(word) ?? []);
  const holdsRestrictions = type?.kind === 'restrictions' || instance.restrictionClasses.has(name);
  if (!holdsRestrictions) return [];
  return wordsOf(value.text).flatMap((word): NamedWord[] => {
    if (instance.restrictionClasses.has(word.text)) return [{ kind: 'parameter', word }];
    const socket = cut(word, /^(?:unix:)?(?:private|public)\/(?=[^/]+$)/);
    return socket ? [{ kind: 'service', word: socket }] : [];
  });
}

type WordReader = (word: Word) => NamedWord | undefined;

function readerOf(type: ValueType): WordReader | undefined {
  if (type.kind === 'transport') return transport;
  if (type.kind === 'name') return NAME_READERS[type.of];
  return type.kind === 'list' ? LIST_READERS[type.of] : undefined;
}

const transport: WordReader = (word) => before(word, ':');
const parameter: WordReader = (word) => ({ kind: 'parameter', word });

const NAME_READERS: Readonly<Record<string, WordReader>> = {
  service: (word) => ({ kind: 'service', word }),
  parameter,
};

const LIST_READERS: Readonly<Record<string, WordReader>> = {
  transport,
  service: (word) => before(word, '/'),
  parameter,
  'restriction-class': parameter,
};

/** The part of a word before a separator; nothing when it is empty or another kind of text. */
function before(word: Word, separator: string): NamedWord | undefined {
  const [text = ''] = word.text.split(separator);
  if (text === '' || /[$[\]{}]/.test(text)) return undefined;
  return { kind: 'service', word: { text, start: word.start, end: word.start + text.length } };
}

/** What follows a prefix. */
function cut(word: Word, prefix: RegExp): Word | undefined {
  const length = prefix.exec(word.text)?.[0].length;
  if (length === undefined) return undefined;
  return { text: word.text.slice(length), start: word.start + length, end: word.end };
}
