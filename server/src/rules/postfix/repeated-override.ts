import { fieldText } from '../../postfix/masterCf';
import { overriddenItems } from '../repeated';
import { defineRule } from '../rule';
import { optionRemoval, shorten } from '../services';

/** Of several `-o` for one name, the program keeps the last, without a word. */
export const repeatedOverride = defineRule({
  id: 'repeated-override',
  severity: 'warning',
  reads: ['master'],
  messages: {
    overridden: {
      en: '{service} sets {name} again on line {line}, to "{value}": this value is never used',
      'zh-cn': '服务 {service} 在第 {line} 行又把 {name} 设为“{value}”：此处的值不会生效',
    },
    repeated: {
      en: '{service} sets {name} again on line {line}, to the same value',
      'zh-cn': '服务 {service} 在第 {line} 行又设置了 {name}，值相同',
    },
    rules: { en: 'This setting, the last one, is in force', 'zh-cn': '以最后这一处为准' },
    keepLast: { en: 'Keep the one in force: remove this -o', 'zh-cn': '保留生效的一处：删除此处的 -o' },
    keepThis: { en: 'Keep this value: remove the other -o', 'zh-cn': '保留此处的值：删除其他各处的 -o' },
  },
  check({ instance, report }) {
    const { master } = instance;
    if (!master) return;
    for (const service of master.tree.services) {
      if (service.overrides.length < 2) continue;
      for (const { entry, last, others } of overriddenItems(service.overrides, ({ name }) => name)) {
        const same = entry.value.text === last.value.text;
        const line = master.tree.lines.indexAt(last.span.start) + 1;
        report({
          at: { uri: master.uri, span: entry.nameSpan },
          message: same ? 'repeated' : 'overridden',
          ...(same && { severity: 'info' }),
          values: {
            service: fieldText(service, 'service'),
            name: entry.name,
            value: shorten(last.value.text),
            line,
          },
          tag: 'unnecessary',
          related: [{ at: { uri: master.uri, span: last.nameSpan }, message: 'rules' }],
          fixes: [
            { title: 'keepLast', safe: true, edits: () => [optionRemoval(master, entry.span)] },
            {
              title: 'keepThis',
              edits: () => others().map(({ span }) => optionRemoval(master, span)),
            },
          ],
        });
      }
    }
  },
});
