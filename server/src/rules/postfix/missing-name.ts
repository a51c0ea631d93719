import { commentOut } from '../edits';
import { defineRule } from '../rule';

/** Every program of Postfix stops at a line that begins with `=` ("missing attribute name"). */
export const missingName = defineRule({
  id: 'missing-name',
  severity: 'error',
  reads: ['main'],
  messages: {
    missing: {
      en: 'No name stands before the "=": no program of Postfix starts until it is mended',
      'zh-cn': '“=”之前没有参数名：改正之前，Postfix 的任何程序都无法启动',
    },
    comment: { en: 'Make it a comment', 'zh-cn': '改为注释' },
  },
  check({ instance, report }) {
    const { main } = instance;
    for (const { code, span, line } of main?.tree.problems ?? []) {
      if (!main || code !== 'missing-name') continue;
      report({
        at: { uri: main.uri, span },
        message: 'missing',
        fixes: [{ title: 'comment', edits: () => commentOut(main, line) }],
      });
    }
  },
});
