import type { DocumentLink, Location } from 'vscode-languageserver-types';
import type { FileAccess } from '../../host';
import { saslOption } from '../../sasl/saslConf';
import { flagsOf } from '../../sasl/flags';
import { saslWords } from '../../sasl/words';
import { fileAmong } from '../../system/becoming';
import { placesOf } from '../../system/layout';
import { saslauthdFiles, saslEntries, type CyrusFile } from '../../system/saslFiles';
import type { Span } from '../../text/span';
import type { DocumentLookup } from '../diagnostics';
import { toRange, type Target } from '../target';
import { saslSubjectAt, type SaslSubject } from './subject';

/** Paths in values, where the file really is. */
export async function documentLinks(
  { document, file, system }: Target<CyrusFile>,
  files: FileAccess,
): Promise<DocumentLink[]> {
  const paths = saslEntries(file)
    .flatMap(({ value, valueSpan }) => saslWords(value, valueSpan))
    .filter(({ text }) => text.startsWith('/'));
  const links = await Promise.all(
    paths.map(async ({ text, span }): Promise<DocumentLink[]> => {
      const uri = await fileAmong(placesOf(text, system.layout), files);
      return uri === undefined ? [] : [{ range: toRange(document, span), target: uri }];
    }),
  );
  return links.flat();
}

interface Place {
  readonly uri: string;
  readonly span: Span;
}

/** From who asks saslauthd to where its socket is set, and back. */
export function definitions(
  target: Target<CyrusFile>,
  offset: number,
  documents: DocumentLookup,
): Location[] {
  const subject = saslSubjectAt(target.file, offset);
  return (subject ? placesBehind(subject, target) : []).flatMap(({ uri, span }) => {
    const document = documents(uri);
    return document ? { uri, range: toRange(document, span) } : [];
  });
}

function placesBehind(subject: SaslSubject, { file, system }: Target<CyrusFile>): Place[] {
  if (file.kind === 'sasl') return asksSaslauthd(subject) ? saslauthdFiles(system).map(socketPlace) : [];
  const isSocket =
    (subject.kind === 'flag' && subject.flag.name === '-m') ||
    subject.entry.name === 'SOCKETDIR' ||
    (subject.kind === 'word' && flagsBefore(subject, file));
  const { sasl } = system;
  const asker = sasl && (saslOption(sasl.tree, 'saslauthd_path') ?? saslOption(sasl.tree, 'pwcheck_method'));
  return isSocket && sasl && asker ? [{ uri: sasl.uri, span: asker.valueSpan }] : [];
}

function asksSaslauthd(subject: SaslSubject): boolean {
  if (subject.entry.name === 'saslauthd_path') return true;
  return subject.kind === 'word' && subject.word.text.toLowerCase() === 'saslauthd';
}

/** The word is the argument of `-m`. */
function flagsBefore({ span }: SaslSubject, file: CyrusFile): boolean {
  if (file.kind !== 'saslauthd') return false;
  return flagsOf(file.tree).some(
    ({ name, argument }) => name === '-m' && argument?.span.start === span.start,
  );
}

/** Where a file says which directory the socket is in, or else its beginning. */
function socketPlace({ uri, tree }: Extract<CyrusFile, { kind: 'saslauthd' }>): Place {
  const flag = flagsOf(tree).findLast(({ name }) => name === '-m');
  const setting = tree.settings.findLast(({ name }) => name === 'SOCKETDIR');
  return { uri, span: flag?.argument?.span ?? setting?.valueSpan ?? { start: 0, end: 0 } };
}
