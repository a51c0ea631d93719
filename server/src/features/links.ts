import type { DocumentLink } from 'vscode-languageserver-types';
import { manualPage } from '../explain/manual';
import type { FileAccess } from '../host';
import type { ValueType } from '../knowledge/types';
import { tableFile, tableReferences, withMembers } from '../postfix/tableReference';
import type { PostfixFile } from '../system/files';
import { fileAmong } from '../system/becoming';
import { placesOf } from '../system/layout';
import { wordsOf } from '../system/names';
import { joinUri } from '../system/uris';
import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import { toRange, type Target } from './target';

interface PathInFile {
  readonly span: Span;
  readonly text: string;
}

/**
 * Table files, keys, certificates and other paths in values, where the file really is: below the folder that copies the
 * server's tree, or on this very machine when its own /etc/postfix is open.
 */
export async function documentLinks(target: Target, files: FileAccess): Promise<DocumentLink[]> {
  const known = new Map<string, Promise<string | undefined>>();
  const find = (path: string): Promise<string | undefined> => {
    const place = known.get(path) ?? fileAmong(candidates(path, target), files);
    known.set(path, place);
    return place;
  };
  const paths = pathsOf(target).map(async ({ span, text }) => ({ span, uri: await find(text) }));
  const links = [...(await Promise.all(paths)), ...manualsOf(target)];
  return links
    .flatMap(({ span, uri }) => (uri === undefined ? [] : { span, uri }))
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ span, uri }) => ({ range: toRange(target.document, span), target: uri }));
}

const MENTION = /([\w-]+)\(([158])\)/g;

/** Manual pages that comments mention. */
function manualsOf({ file, instance }: Target): { readonly span: Span; readonly uri: string | undefined }[] {
  const { text, lines } = file.tree;
  if (!/\([158]\)/.test(text)) return [];
  const daemons = new Set(instance.release.daemons.map(({ name }) => name));
  return [...text.matchAll(MENTION)]
    .filter(({ index }) => lines.kindOf(lines.indexAt(index)) === 'comment')
    .map(({ 0: mention, 1: name = '', 2: section = '', index }) => ({
      span: { start: index, end: index + mention.length },
      uri: manualPage(name, section, daemons),
    }));
}

/** What an editor does not know, but the place of the file tells. */
const CONFIG_DIRECTORY = '<config_directory>';

function candidates(path: string, { instance, system }: Target): readonly string[] {
  const expanded = path.includes('$') ? instance.expand(path).text : path;
  if (!expanded.startsWith(`${CONFIG_DIRECTORY}/`)) return placesOf(expanded, system.layout);
  return [joinUri(instance.directory, expanded.slice(CONFIG_DIRECTORY.length + 1))];
}

function pathsOf({ file, instance }: Target): PathInFile[] {
  const typeOf = (name: string): ValueType | undefined => instance.release.parameter(name)?.type;
  return settingsOf(file)
    .filter(({ value }) => value.text.includes('/'))
    .flatMap(({ name, value }) => pathsInValue(value, typeOf(name)));
}

function settingsOf(file: PostfixFile): readonly { readonly name: string; readonly value: SourceText }[] {
  return file.kind === 'main'
    ? file.tree.parameters
    : file.tree.services.flatMap(({ overrides }) => overrides);
}

function pathsInValue(value: SourceText, type: ValueType | undefined): PathInFile[] {
  if (type?.kind === 'path') return [{ span: value.spanOf(0, value.text.length), text: value.text }];
  const tables = tableReferences(value.text)
    .flatMap(withMembers)
    .flatMap((table) => {
      const path = tableFile(table);
      return path === undefined
        ? []
        : { span: value.spanOf(table.nameStart, table.nameStart + path.length), text: path };
    });
  return type?.kind === 'list' ? [...tables, ...listedFiles(value)] : tables;
}

/** An item that begins with a slash is a file of items (postconf(5), lists of hosts and domains). */
function listedFiles(value: SourceText): PathInFile[] {
  return wordsOf(value.text).flatMap(({ text, end }) => {
    const path = text.replace(/^!/, '');
    return path.startsWith('/') ? { span: value.spanOf(end - path.length, end), text: path } : [];
  });
}
