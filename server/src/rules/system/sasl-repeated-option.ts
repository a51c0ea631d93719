import { defineRule } from '../rule';
import { saslRemoval } from '../saslEdits';

/** Of options with one name the library keeps the first, where most programs keep the last. */
export const saslRepeatedOption = defineRule({
  id: 'sasl-repeated-option',
  severity: 'warning',
  reads: ['sasl'],
  messages: {
    ignored: {
      en: 'Cyrus SASL keeps the first {name}, and passes over this one',
      'zh-cn': 'Cyrus SASL 只采用第一个 {name}，会忽略这一个',
    },
    first: { en: 'The one that counts', 'zh-cn': '以此处为准' },
    remove: { en: 'Remove the one that is passed over', 'zh-cn': '删除被忽略的选项' },
  },
  check({ system, report }) {
    for (const file of system.files) {
      if (file.kind !== 'sasl') continue;
      const seen = new Map<string, (typeof file.tree.options)[number]>();
      for (const option of file.tree.options) {
        const first = seen.get(option.name);
        if (!first) {
          seen.set(option.name, option);
          continue;
        }
        const end = Math.max(option.nameSpan.end, option.valueSpan.end);
        report({
          at: { uri: file.uri, span: { start: option.nameSpan.start, end } },
          message: 'ignored',
          values: { name: option.name },
          severity: first.value === option.value ? 'hint' : 'warning',
          tag: 'unnecessary',
          related: [{ at: { uri: file.uri, span: first.nameSpan }, message: 'first' }],
          fixes: [{ title: 'remove', safe: true, edits: () => [saslRemoval(file, option)] }],
        });
      }
    }
  },
});
