import type { MainCfProblemCode } from '../../postfix/mainCf';
import type { ClientFile } from '../../system/tableClients';
import { commentOut } from '../edits';
import { overriddenItems } from '../repeated';
import { defineRule, type RuleContext } from '../rule';
import { clientRemoval } from '../tableClients';

const PROBLEMS = {
  'missing-equals': {
    en: 'This line has no "=": every look-up in the table fails until it is mended',
    'zh-cn': '这一行没有“=”：改正之前，对此查找表的每次查询都会失败',
  },
  'missing-name': {
    en: 'No parameter stands before "=": every look-up in the table fails until it is mended',
    'zh-cn': '“=”之前没有参数名：改正之前，对此查找表的每次查询都会失败',
  },
  'leading-whitespace': {
    en: 'Postfix drops this line: it is indented, and there is no line before it to continue',
    'zh-cn': 'Postfix 会丢弃这一行：它有缩进，而前面没有可以延续的行',
  },
  'null-byte': {
    en: 'Text behind a null byte is lost',
    'zh-cn': '空字节之后的内容会丢失',
  },
} as const satisfies Readonly<Record<MainCfProblemCode, object>>;

type MessageId = MainCfProblemCode | 'overridden' | 'rules' | 'comment' | 'remove';

const FATAL: ReadonlySet<MainCfProblemCode> = new Set(['missing-equals', 'missing-name']);

/** Lines of a client's file that end a program, or say nothing to it. */
export const clientLine = defineRule<MessageId>({
  id: 'client-line',
  severity: 'warning',
  reads: ['client-table'],
  messages: {
    ...PROBLEMS,
    overridden: {
      en: '{name} is set again on line {line}: this value is never used',
      'zh-cn': '{name} 在第 {line} 行又设置了一次：此处的值不会生效',
    },
    rules: { en: 'This entry, the last one, is in force', 'zh-cn': '以最后这一处为准' },
    comment: { en: 'Make it a comment', 'zh-cn': '改为注释' },
    remove: { en: 'Keep the one in force: remove this entry', 'zh-cn': '保留生效的一处：删除此处' },
  },
  check(context) {
    for (const file of context.system.tables.files) {
      if (file.kind !== 'client-table') continue;
      for (const { code, span, line } of file.tree.problems) {
        context.report({
          at: { uri: file.uri, span },
          message: code,
          ...(FATAL.has(code) && { severity: 'error' as const }),
          fixes: [{ title: 'comment', edits: () => commentOut(file, line) }],
        });
      }
      reportRepeated(context, file);
    }
  },
});

function reportRepeated({ report }: RuleContext<MessageId>, file: ClientFile): void {
  for (const { entry, last } of overriddenItems(file.tree.parameters, ({ name }) => name)) {
    report({
      at: { uri: file.uri, span: entry.nameSpan },
      message: 'overridden',
      values: { name: entry.name, line: file.tree.lines.indexAt(last.line.start) + 1 },
      tag: 'unnecessary',
      related: [{ at: { uri: file.uri, span: last.nameSpan }, message: 'rules' }],
      fixes: [{ title: 'remove', safe: true, edits: () => [clientRemoval({ file, entry })] }],
    });
  }
}
