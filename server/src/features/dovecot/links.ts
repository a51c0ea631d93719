import type { DocumentLink } from 'vscode-languageserver-types';
import type { Include } from '../../dovecot/nodes';
import type { FileAccess } from '../../host';
import type { DovecotDriverFile, DovecotFile } from '../../system/files';
import { fileAmong } from '../../system/becoming';
import { placesOf } from '../../system/layout';
import { pathsIn } from '../../system/dovecot/paths';
import { directoryOf, joinUri } from '../../system/uris';
import type { Span } from '../../text/span';
import { toRange, type Target } from '../target';
import { entriesOf } from './entries';

type AnyFile = DovecotFile | DovecotDriverFile;

/** Included files, and the paths in values, where the files really are: below the folder that copies the server's tree. */
export async function documentLinks(target: Target<AnyFile>, files: FileAccess): Promise<DocumentLink[]> {
  const entries = entriesOf(target.file);
  const includes = entries.flatMap((entry) =>
    entry.kind === 'include' ? (includeLink(target, entry) ?? []) : [],
  );
  const paths = entries.flatMap((entry) => (entry.kind === 'setting' ? pathsIn(entry) : []));
  const found = await Promise.all(
    paths.map(async ({ span, text }) => ({ span, uri: await fileAmong(candidates(text, target), files) })),
  );
  return [...includes, ...found.flatMap(({ span, uri }) => (uri === undefined ? [] : { span, uri }))]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ span, uri }) => ({ range: toRange(target.document, span), target: uri }));
}

/** An include of one file; for a pattern that has several, the definitions lead to all of them. */
function includeLink(
  { system }: Target<AnyFile>,
  entry: Include,
): { readonly span: Span; readonly uri: string } | undefined {
  const files = system.dovecot?.included(entry)?.files ?? [];
  const [only] = files;
  if (!only || files.length > 1) return undefined;
  return { span: { start: entry.pattern.start, end: entry.pattern.end }, uri: only.uri };
}

function candidates(path: string, { file, system }: Target<AnyFile>): readonly string[] {
  return path.startsWith('/') ? placesOf(path, system.layout) : [joinUri(directoryOf(file.uri), path)];
}
