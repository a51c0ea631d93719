import type { Parameter } from '../../postfix/mainCf';
import type { MainFile } from '../../system/files';
import { wholeLines } from '../edits';
import { overriddenItems } from '../repeated';
import { defineRule, type FileEdit } from '../rule';

/** Postfix keeps the last entry of a name and warns "overriding earlier entry" when the values differ. */
export const duplicateParameter = defineRule({
  id: 'duplicate-parameter',
  severity: 'warning',
  reads: ['main'],
  messages: {
    overridden: {
      en: '{name} is set again on line {line}: this value is never used',
      'zh-cn': '{name} 在第 {line} 行又设置了一次：此处的值不会生效',
    },
    repeated: {
      en: '{name} is set again on line {line}, to the same value',
      'zh-cn': '{name} 在第 {line} 行又设置了一次，值相同',
    },
    rules: { en: 'This entry, the last one, is in force', 'zh-cn': '以最后这一处为准' },
    keepLast: { en: 'Keep the one in force: remove this entry', 'zh-cn': '保留生效的一处：删除此处' },
    keepThis: { en: 'Keep this value: remove the other entries', 'zh-cn': '保留此处的值：删除其他各处' },
  },
  check({ instance, report }) {
    const { main } = instance;
    const isUnique = instance.entries.size === main?.tree.parameters.length;
    if (!main || isUnique) return;
    for (const { entry, last, others } of overriddenItems(main.tree.parameters, ({ name }) => name)) {
      const same = entry.value.text === last.value.text;
      report({
        at: { uri: main.uri, span: entry.nameSpan },
        message: same ? 'repeated' : 'overridden',
        ...(same && { severity: 'info' }),
        values: { name: entry.name, line: last.line.firstLine + 1 },
        tag: 'unnecessary',
        related: [{ at: { uri: main.uri, span: last.nameSpan }, message: 'rules' }],
        fixes: [
          { title: 'keepLast', safe: true, edits: () => [removal(main, entry)] },
          { title: 'keepThis', edits: () => others().map((other) => removal(main, other)) },
        ],
      });
    }
  },
});

function removal(main: MainFile, parameter: Parameter): FileEdit {
  return { uri: main.uri, span: wholeLines(main.tree, parameter.line), text: '' };
}
