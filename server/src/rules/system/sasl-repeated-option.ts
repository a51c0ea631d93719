import type { SaslOption } from '../../sasl/saslConf';
import { defineRule } from '../rule';
import { saslRemoval } from '../saslEdits';

/** Of options with one name the library keeps the first, where most programs keep the last; so does saslauthd. */
export const saslRepeatedOption = defineRule({
  id: 'sasl-repeated-option',
  severity: 'warning',
  reads: ['sasl', 'saslauthd-ldap'],
  messages: {
    ignored: {
      en: 'Cyrus SASL keeps the first {name}, and passes over this one',
      'zh-cn': 'Cyrus SASL 只采用第一个 {name}，会忽略这一个',
    },
    ignoredBefore: {
      en: 'saslauthd keeps the last {name}, and passes over this one',
      'zh-cn': 'saslauthd 只采用最后一个 {name}，会忽略这一个',
    },
    ruling: { en: 'The one that counts', 'zh-cn': '以此处为准' },
    remove: { en: 'Remove the one that is passed over', 'zh-cn': '删除被忽略的选项' },
  },
  check({ system, report }) {
    for (const file of system.files) {
      if (file.kind !== 'sasl' && file.kind !== 'saslauthd-ldap') continue;
      const isFirst = file.kind === 'sasl';
      const seen = new Map<string, SaslOption>();
      for (const option of isFirst ? file.tree.options : file.tree.options.toReversed()) {
        const ruling = seen.get(option.name);
        if (!ruling) {
          seen.set(option.name, option);
          continue;
        }
        const end = Math.max(option.nameSpan.end, option.valueSpan.end);
        report({
          at: { uri: file.uri, span: { start: option.nameSpan.start, end } },
          message: isFirst ? 'ignored' : 'ignoredBefore',
          values: { name: option.name },
          severity: ruling.value === option.value ? 'hint' : 'warning',
          tag: 'unnecessary',
          related: [{ at: { uri: file.uri, span: ruling.nameSpan }, message: 'ruling' }],
          fixes: [{ title: 'remove', safe: true, edits: () => [saslRemoval(file, option)] }],
        });
      }
    }
  },
});
