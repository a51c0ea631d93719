import { CodeActionKind } from 'vscode-languageserver-types';
import { parseMasterCf } from '../../postfix/masterCf';
import type { PostfixFile } from '../../system/files';
import type { FileEdit } from '../../rules/rule';
import type { Span } from '../../text/span';
import { physicalLines, type Lines } from './blocks';
import type { Refactor } from './refactoring';

const TITLES = {
  service: { en: 'Uncomment the service with its options', 'zh-cn': '取消注释此服务及其选项' },
  setting: { en: 'Uncomment the setting', 'zh-cn': '取消注释此设置' },
  several: { en: 'Uncomment {count} entries', 'zh-cn': '取消注释 {count} 项' },
};

/** Takes the `#` from settings and services that were commented out, with the lines that continue them. */
export const uncomment: Refactor = {
  kind: `${CodeActionKind.RefactorRewrite}.comment.remove`,
  find({ file }, range) {
    const blocks = blocksTouching(file, range);
    if (blocks.length === 0) return [];
    const title = blocks.length > 1 ? 'several' : file.kind === 'main' ? 'setting' : 'service';
    return [
      {
        title: { text: TITLES[title], values: { count: blocks.length } },
        edits: blocks.flatMap((block) => withoutMarks(file, block)),
      },
    ];
  },
};

const OPTION = /^#\s*-[a-zA-Z]/;
const SETTING = /^#\s?[a-z0-9]\w*\s*=/;
/** What may continue a setting: more than the one blank of a sentence. */
const CONTINUATION = /^#(\t|\s{2,})\S/;

function blocksTouching(file: PostfixFile, range: Span): Lines[] {
  const touched = physicalLines(file, range);
  const { lines } = file.tree;
  let first = touched.first;
  while (first > 0 && lines.kindOf(first) === 'comment' && !isHead(file, first)) first--;
  const blocks: Lines[] = [];
  for (let line = first; line <= touched.last; line++) {
    if (!isHead(file, line)) continue;
    const block = { first: line, last: lastOf(file, line) };
    if (block.last >= touched.first && !isInside(file, block)) blocks.push(block);
    line = block.last;
  }
  return blocks;
}

function comment({ tree: { text, lines } }: PostfixFile, line: number): string {
  return lines.kindOf(line) === 'comment' ? text.slice(lines.startOf(line), lines.endOf(line)) : '';
}

/** A row of eight columns, or `name =`. */
function isHead(file: PostfixFile, line: number): boolean {
  const text = comment(file, line);
  if (file.kind === 'main') return SETTING.test(text);
  const match = /^#\s?(\S.*)$/.exec(text);
  const service = match && !OPTION.test(text) ? parseMasterCf(match[1] ?? '').services[0] : undefined;
  const [, type, isPrivate] = service?.fields ?? [];
  return (
    service?.fields.length === 8 &&
    /^(inet|unix|unix-dgram|fifo|pass)$/.test(type?.text ?? '') &&
    /^[-yn]$/.test(isPrivate?.text ?? '')
  );
}

function lastOf(file: PostfixFile, head: number): number {
  let last = head;
  for (let line = head + 1; continues(file, line, last); line++) last = line;
  return last;
}

function continues(file: PostfixFile, line: number, before: number): boolean {
  const text = comment(file, line);
  if (file.kind === 'master')
    return OPTION.test(text) || (CONTINUATION.test(text) && /^#\s+[a-z]+=/.test(text));
  return CONTINUATION.test(text) && !SETTING.test(text) && /[,=]\s*$/.test(comment(file, before));
}

/** Lines that continue another setting follow: they would go over to this one. */
function isInside({ tree: { lines } }: PostfixFile, { last }: Lines): boolean {
  let next = last + 1;
  while (lines.kindOf(next) === 'comment' || lines.kindOf(next) === 'blank') next++;
  return lines.kindOf(next) === 'continuation';
}

function withoutMarks(file: PostfixFile, { first, last }: Lines): FileEdit[] {
  const { lines } = file.tree;
  const edits: FileEdit[] = [];
  for (let line = first; line <= last; line++) {
    const start = lines.startOf(line);
    const mark = (line === first ? /^#\s?/ : /^#/).exec(comment(file, line))?.[0] ?? '';
    const flush = line > first && !/^#\s/.test(comment(file, line));
    edits.push({ uri: file.uri, span: { start, end: start + mark.length }, text: flush ? '  ' : '' });
  }
  return edits;
}
