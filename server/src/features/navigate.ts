import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver-types';
import { fieldText } from '../postfix/masterCf';
import { tableFile } from '../postfix/tableReference';
import { isAt } from '../system/becoming';
import { placesOf } from '../system/layout';
import { findAt } from '../text/span';
import type { DocumentLookup } from './diagnostics';
import { mentionAt, occurrencesOf, type Occurrence } from './names';
import { listenersNamedAt } from './sockets';
import { subjectAt } from './subject';
import { toRange, type Target } from './target';

/** Where the name under the caret gets its meaning: the entry in force, the row of the service, the file of the table, Dovecot's end of a socket. */
export function definitions(target: Target, offset: number, documents: DocumentLookup): Location[] {
  const { file, instance, system } = target;
  const table = tableAt(target, offset);
  if (table !== undefined) return [{ uri: table, range: { start: TOP, end: TOP } }];
  const mention = mentionAt(file, instance, offset);
  if (!mention)
    return listenersNamedAt(system, file.uri, offset).flatMap((one) => toLocation(one, documents) ?? []);
  const found = occurrencesOf(instance, mention).filter(({ role }) => role === 'definition');
  if (mention.kind === 'service') return found.flatMap((one) => toLocation(one, documents) ?? []);
  const inMain = found.filter(({ uri }) => uri === instance.main?.uri);
  // Of several entries the last one rules; an `-o` of the same service rules over all of them.
  const chosen = ownOverride(target, offset, found) ?? inMain.at(-1);
  return (chosen ? [chosen] : found).flatMap((one) => toLocation(one, documents) ?? []);
}

const TOP = { line: 0, character: 0 };

/** The file of the table that is named at a place. */
function tableAt({ file, system, instance }: Target, offset: number): string | undefined {
  const subject = subjectAt(file, offset);
  const path = subject?.kind === 'table' ? tableFile(subject.table) : undefined;
  if (path === undefined) return undefined;
  const places = placesOf(instance.expand(path).text, system.layout);
  return system.tables.files.find(({ uri }) => isAt(places, uri))?.uri;
}

/** For a `$name` in the options of a service that sets the name itself. */
function ownOverride({ file }: Target, offset: number, found: readonly Occurrence[]): Occurrence | undefined {
  if (file.kind !== 'master') return undefined;
  const service = findAt(file.tree.services, offset, ({ line }) => line);
  if (!service || fieldText(service, 'command') === '') return undefined;
  const own = found.filter(
    ({ uri, span }) => uri === file.uri && span.start >= service.line.start && span.end <= service.line.end,
  );
  const override = own.at(-1);
  const isHere = override && override.span.start <= offset && offset <= override.span.end;
  return isHere ? undefined : override;
}

export interface ReferenceOptions {
  readonly includeDeclaration: boolean;
}

/** Every place in both files that names what the caret stands on. */
export function references(
  { file, instance }: Target,
  offset: number,
  { includeDeclaration }: ReferenceOptions,
  documents: DocumentLookup,
): Location[] {
  const mention = mentionAt(file, instance, offset);
  if (!mention) return [];
  return occurrencesOf(instance, mention)
    .filter(({ role }) => includeDeclaration || role === 'use')
    .flatMap((one) => toLocation(one, documents) ?? []);
}

/** The places in this document. */
export function highlights({ file, instance, document }: Target, offset: number): DocumentHighlight[] {
  const mention = mentionAt(file, instance, offset);
  if (!mention) return [];
  return occurrencesOf(instance, mention)
    .filter(({ uri }) => uri === file.uri)
    .map(({ span, role }) => ({
      range: toRange(document, span),
      kind: role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

function toLocation(
  { uri, span }: Pick<Occurrence, 'uri' | 'span'>,
  documents: DocumentLookup,
): Location | undefined {
  const document = documents(uri);
  return document && { uri, range: toRange(document, span) };
}
