import type { Location } from 'vscode-languageserver-types';
import { saslWords } from '../../sasl/words';
import { isCyrusFile, saslEntries, type CyrusFile } from '../../system/saslFiles';
import type { Span } from '../../text/span';
import type { DocumentLookup } from '../diagnostics';
import type { ReferenceOptions } from '../navigate';
import { toRange, type Target } from '../target';
import { saslSubjectAt, type SaslSubject } from './subject';

/** Every place in all files of Cyrus SASL that sets the same option, or says the same word. */
export function references(
  { file, system }: Target<CyrusFile>,
  offset: number,
  _options: ReferenceOptions,
  documents: DocumentLookup,
): Location[] {
  const subject = saslSubjectAt(file, offset);
  if (!subject) return [];
  return system.files.filter(isCyrusFile).flatMap((other) => {
    const document = documents(other.uri);
    return document
      ? placesIn(other, subject).map((span) => ({ uri: other.uri, range: toRange(document, span) }))
      : [];
  });
}

function placesIn(file: CyrusFile, subject: SaslSubject): Span[] {
  if (subject.kind === 'name') {
    return saslEntries(file)
      .filter(({ name }) => name === subject.entry.name)
      .map(({ nameSpan }) => nameSpan);
  }
  const word = subject.kind === 'flag' ? subject.flag.name : subject.word.text.toLowerCase();
  return saslEntries(file)
    .flatMap(({ value, valueSpan }) => saslWords(value, valueSpan))
    .filter(({ text }) => (subject.kind === 'flag' ? text : text.toLowerCase()) === word)
    .map(({ span }) => span);
}
