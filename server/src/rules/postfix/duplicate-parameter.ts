import type { Parameter } from '../../postfix/mainCf';
import type { MainFile } from '../../system/files';
import { wholeLines } from '../edits';
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
    if (!main) return;
    for (const [name, entries] of repeated(main.tree.parameters)) {
      const last = entries[entries.length - 1] as Parameter;
      for (const entry of entries.slice(0, -1)) {
        const same = entry.value.text === last.value.text;
        report({
          at: { uri: main.uri, span: entry.nameSpan },
          message: same ? 'repeated' : 'overridden',
          ...(same && { severity: 'info' }),
          values: { name, line: last.line.firstLine + 1 },
          tag: 'unnecessary',
          related: [{ at: { uri: main.uri, span: last.nameSpan }, message: 'rules' }],
          fixes: [
            { title: 'keepLast', safe: true, edits: () => [removal(main, entry)] },
            {
              title: 'keepThis',
              edits: () => entries.filter((other) => other !== entry).map((other) => removal(main, other)),
            },
          ],
        });
      }
    }
  },
});

function repeated(parameters: readonly Parameter[]): Map<string, Parameter[]> {
  const byName = new Map<string, Parameter[]>();
  for (const parameter of parameters) {
    const entries = byName.get(parameter.name);
    if (entries) entries.push(parameter);
    else byName.set(parameter.name, [parameter]);
  }
  return new Map([...byName].filter(([, entries]) => entries.length > 1));
}

function removal(main: MainFile, parameter: Parameter): FileEdit {
  return { uri: main.uri, span: wholeLines(main.tree, parameter.line), text: '' };
}
