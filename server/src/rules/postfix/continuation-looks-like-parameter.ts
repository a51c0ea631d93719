import type { MainCf } from '../../postfix/mainCf';
import type { PostfixInstance } from '../../system/postfixInstance';
import { findAt } from '../../text/span';
import { defineRule } from '../rule';

/** A line that begins with a blank goes on with the value above, whatever it looks like (postconf(5)). */
export const continuationLooksLikeParameter = defineRule({
  id: 'continuation-looks-like-parameter',
  severity: 'warning',
  reads: ['main'],
  messages: {
    swallowed: {
      en: 'The blank before {name} makes this line a part of {owner}',
      'zh-cn': '{name} 前面有空格，这一行会成为 {owner} 的一部分',
    },
    owner: { en: 'The value begins here', 'zh-cn': '值从这里开始' },
    dedent: { en: 'Begin the line with {name}', 'zh-cn': '让 {name} 顶格书写' },
  },
  check({ instance, report }) {
    const { main } = instance;
    if (!main) return;
    for (const { name, start, end } of swallowedNames(main.tree, instance)) {
      const owner = findAt(main.tree.parameters, start, ({ line }) => line);
      report({
        at: { uri: main.uri, span: { start: end - name.length, end } },
        message: 'swallowed',
        values: { name, owner: owner?.name ?? '' },
        related: owner ? [{ at: { uri: main.uri, span: owner.nameSpan }, message: 'owner' }] : [],
        fixes: [
          {
            title: 'dedent',
            values: { name },
            edits: () => [{ uri: main.uri, span: { start, end: end - name.length }, text: '' }],
          },
        ],
      });
    }
  },
});

interface Swallowed {
  readonly name: string;
  /** Offset of the line, and behind the name. */
  readonly start: number;
  readonly end: number;
}

const ASSIGNMENT = /[ \t]+([A-Za-z0-9_]+)[ \t]*=/y;

function* swallowedNames({ text, lines }: MainCf, instance: PostfixInstance): Generator<Swallowed> {
  const { release, serviceParameters } = instance;
  for (let index = 0; index < lines.length; index++) {
    if (lines.kindOf(index) !== 'continuation') continue;
    const start = lines.startOf(index);
    ASSIGNMENT.lastIndex = start;
    const match = ASSIGNMENT.exec(text);
    const name = match?.[1];
    if (name === undefined || (!release.parameterOfAnyVersion(name) && !serviceParameters.has(name)))
      continue;
    yield { name, start, end: start + (match?.[0].indexOf(name) ?? 0) + name.length };
  }
}
