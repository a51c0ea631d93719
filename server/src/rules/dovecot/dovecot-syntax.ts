import type { SyntaxProblemCode } from '../../dovecot/nodes';
import type { DovecotInstance } from '../../system/dovecotInstance';
import type { DovecotFile } from '../../system/files';
import type { Span } from '../../text/span';
import { defineRule, type FixReport } from '../rule';

type Texts = SyntaxProblemCode | 'unexpected-close' | 'unclosed-block' | 'unfold' | 'space' | 'equals';

/** What the reader of doveconf stops at, in either line (config_parse_line() of Dovecot). */
export const dovecotSyntax = defineRule<Texts>({
  id: 'dovecot-syntax',
  severity: 'error',
  reads: ['dovecot'],
  messages: {
    'one-line-block': {
      en: 'A block does not fit on one line: nothing may follow "{", and "}" stands alone on a line',
      'zh-cn': '不能把整个块写在一行里：“{”之后不能再有内容，“}”必须独占一行',
    },
    'garbage-after-brace': {
      en: 'Nothing may follow "{" on its line: Dovecot reads no configuration with this',
      'zh-cn': '“{”之后同一行不能再有内容：Dovecot 会拒绝整个配置',
    },
    'expecting-brace': {
      en: 'This is neither "key = value" nor "type {", with a blank before "{": Dovecot reads no configuration with it',
      'zh-cn': '这一行既不是“键 = 值”，也不是“类型 {”（“{”之前要有空格）：Dovecot 会拒绝整个配置',
    },
    'garbage-after-close': {
      en: '"}" stands alone on its line',
      'zh-cn': '“}”必须独占一行',
    },
    'expecting-group-name': {
      en: 'A group has a label and a name: group @label name {',
      'zh-cn': 'group 要有标签和名称：group @标签 名称 {',
    },
    'unexpected-close': {
      en: 'No block is open here that this "}" could end',
      'zh-cn': '这里没有可以用“}”结束的块',
    },
    'unclosed-block': {
      en: 'This block has no "}": Dovecot refuses the whole configuration',
      'zh-cn': '这个块缺少“}”：Dovecot 会拒绝整个配置',
    },
    unfold: { en: 'Unfold the block', 'zh-cn': '把块展开成多行' },
    space: { en: 'Put a blank before "{"', 'zh-cn': '在“{”之前加空格' },
    equals: { en: 'Insert "="', 'zh-cn': '插入“=”' },
  },
  check({ system, report }) {
    const { dovecot } = system;
    if (!dovecot) return;
    for (const file of dovecot.files) {
      for (const { code, span } of file.tree.problems) {
        const fixes = fixesOf(file, code, span);
        report({ at: { uri: file.uri, span }, message: code, fixes });
      }
    }
    for (const { code, file, span } of unbalanced(dovecot))
      report({ at: { uri: file.uri, span }, message: code });
  },
});

interface Unbalanced {
  readonly code: 'unexpected-close' | 'unclosed-block';
  readonly file: DovecotFile;
  readonly span: Span;
}

function unbalanced({ reading }: DovecotInstance): Unbalanced[] {
  return reading.problems.flatMap(({ code, file, span }) =>
    code === 'unexpected-close' || code === 'unclosed-block' ? [{ code, file, span }] : [],
  );
}

function fixesOf(file: DovecotFile, code: SyntaxProblemCode, span: Span): FixReport<Texts>[] {
  const text = file.tree.text.slice(span.start, span.end);
  const replace = (title: Texts, changed: string): FixReport<Texts>[] =>
    changed === text || text.includes('\n')
      ? []
      : [{ title, safe: true, edits: () => [{ uri: file.uri, span, text: changed }] }];
  if (code === 'one-line-block') return replace('unfold', unfold(file, text, span.start));
  if (code !== 'expecting-brace') return [];
  if (/^[^={}]+[^\s{]\{$/.test(text)) return replace('space', text.replace(/\{$/, ' {'));
  const [, key, value] = /^(\w+)\s+([^\s={}].*)$/.exec(text) ?? [];
  const isGuess = key !== undefined && value !== undefined && !text.endsWith('{');
  return isGuess ? replace('equals', `${key} = ${value}`).map((fix) => ({ ...fix, safe: false })) : [];
}

/** `a b { c = d }` over three lines, indented below its own. */
function unfold({ tree }: DovecotFile, text: string, start: number): string {
  const lineStart = tree.text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(tree.text.slice(lineStart, start))?.[0] ?? '';
  const brace = text.indexOf('{');
  const inner = text.slice(brace + 1, -1).trim();
  // More than one setting, or another block: where one ends cannot be told.
  if (inner.includes('{') || (inner.match(/=/g)?.length ?? 0) > 1) return text;
  const body = inner === '' ? '' : `${indent}  ${inner}\n`;
  return `${text.slice(0, brace + 1)}\n${body}${indent}}`;
}
