import { pcreOptions } from '../../postfix/patterns/compiled';
import type { PatternNode } from '../../postfix/patterns/pattern';
import { parsePcre } from '../../postfix/patterns/pcre';
import { entryFiles } from '../lookupTables';
import { defineRule } from '../rule';

type MessageId = 'slow';

/** Patterns with which a hostile text keeps the library busy until it gives up (pcre alone goes back and tries again). */
export const slowPattern = defineRule<MessageId>({
  id: 'slow-pattern',
  severity: 'warning',
  reads: ['pcre-table'],
  messages: {
    slow: {
      en: 'A repetition inside of a repetition: on a long text that nearly matches the number of ways to try doubles with each character, until the library gives up',
      'zh-cn': '重复之中又有重复：遇到较长且差一点才匹配的文本，尝试次数会随字符数成倍增长，直到正则库放弃',
    },
  },
  check({ system, report }) {
    for (const file of entryFiles(system)) {
      if (file.kind !== 'pcre-table') continue;
      for (const { rule } of file.tree.rules) {
        const { pattern } = rule;
        if (pattern?.compiled.kind !== 'compiled') continue;
        const parsed = parsePcre(pattern.text, pcreOptions(pattern.flags));
        if (parsed.kind === 'pattern' && isExplosive(parsed.root))
          report({ at: { uri: file.uri, span: pattern.span }, message: 'slow' });
      }
    }
  },
});

/** Some repetition without an end holds another one that can take the same text in pieces. */
function isExplosive(node: PatternNode): boolean {
  if (node.kind === 'repeat' && node.max === Infinity && repeatsAlone(node.body)) return true;
  return childrenOf(node).some(isExplosive);
}

/** One turn of the body is nothing but a repetition without an end, whatever else in it may be empty. */
function repeatsAlone(node: PatternNode): boolean {
  switch (node.kind) {
    case 'repeat':
      return node.max === Infinity && !isEmpty(node.body);
    case 'group':
      return repeatsAlone(node.body);
    case 'choice':
      return node.items.some(repeatsAlone);
    case 'sequence':
      return node.items.some(
        (item, index) =>
          repeatsAlone(item) && node.items.every((other, at) => at === index || canBeEmpty(other)),
      );
    case 'byte':
    case 'assertion':
    case 'look':
      return false;
  }
}

function canBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case 'byte':
      return false;
    case 'assertion':
    case 'look':
      return true;
    case 'group':
      return canBeEmpty(node.body);
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.body);
    case 'choice':
      return node.items.some(canBeEmpty);
    case 'sequence':
      return node.items.every(canBeEmpty);
  }
}

function isEmpty(node: PatternNode): boolean {
  return node.kind === 'sequence' && node.items.length === 0;
}

function childrenOf(node: PatternNode): readonly PatternNode[] {
  if ('items' in node) return node.items;
  return 'body' in node ? [node.body] : [];
}
