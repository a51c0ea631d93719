import { CodeActionKind } from 'vscode-languageserver-types';
import { foldKey } from '../../postfix/tables/foldKey';
import type { EntryFile } from '../../rules/lookupTables';
import type { Span } from '../../text/span';
import type { KindOfRefactoring, WantsKind } from '../refactor/refactoring';
import type { Target } from '../target';
import { tableLines } from './tableLine';

const TITLE = { en: 'Sort the entries by domain and name', 'zh-cn': '按域名和名称排列条目' };

export const SORT_TABLE = `${CodeActionKind.Source}.sortTable`;

/** An entry with the comments above it: physical lines [first, end). */
interface Block {
  readonly key: string;
  readonly first: number;
  readonly end: number;
}

/** Sorts tables whose order means nothing; of patterns and networks the first that fits rules. */
export function sortings(
  { file }: Target<EntryFile>,
  _range: Span,
  _docs: unknown,
  wants: WantsKind,
): KindOfRefactoring[] {
  if (!wants(SORT_TABLE) || (file.kind !== 'keyed-table' && file.kind !== 'alias-table')) return [];
  if (file.tree.problems.some(({ code }) => code !== 'duplicate-key')) return [];
  const edits = groupsOf(file).flatMap((group) => sorted(file, group));
  return edits.length === 0 ? [] : [{ kind: SORT_TABLE, title: { text: TITLE, values: {} }, edits }];
}

/** Entries between two blank lines. Comments above the first one are the heading of the group, and stay. */
function groupsOf(file: EntryFile): Block[][] {
  const { lines } = file.tree;
  const groups: Block[][] = [];
  let end = -1;
  for (const { entry, source } of tableLines(file)) {
    const own = lines.indexAt(source.start);
    let first = own;
    while (first > Math.max(end, 0) && lines.kindOf(first - 1) === 'comment') first--;
    const block = {
      key: 'key' in entry ? sortKey(entry.key) : '',
      first,
      end: lines.indexAt(source.end) + 1,
    };
    if (first === end) groups[groups.length - 1]?.push(block);
    else groups.push([{ ...block, first: own }]);
    ({ end } = block);
  }
  return groups;
}

/** `@domain` and `domain` before the users of the domain. */
function sortKey(key: string): string {
  const at = key.lastIndexOf('@');
  const folded = foldKey(key, true);
  return at < 0 ? `${folded}\0` : `${folded.slice(at + 1)}\0${folded.slice(0, at)}`;
}

/** The sort is stable: of two lines with one key the first one rules. */
function sorted(
  { uri, tree }: EntryFile,
  group: readonly Block[],
): { uri: string; span: Span; text: string }[] {
  const [first, last] = [group[0], group[group.length - 1]];
  if (!first || !last) return [];
  const order = [...group].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  if (order.every((block, index) => block === group[index])) return [];
  const text = order.map((block) => textOf(tree, block)).join('');
  const span = { start: tree.lines.startOf(first.first), end: tree.lines.startOf(last.end) };
  return [{ uri, span, text }];
}

function textOf({ text, lines }: EntryFile['tree'], { first, end }: Block): string {
  const own = text.slice(lines.startOf(first), lines.startOf(end));
  return own.endsWith('\n') ? own : `${own}\n`;
}
