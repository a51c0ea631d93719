import { defineRule } from '../rule';

/** Where nothing matches, by what is known of the place. */
const LACKS = {
  'no-match': { message: 'missing' },
  // The rest of the files may be on the server, such as those that its package brings.
  'not-copied': { message: 'notCopied', severity: 'warning' },
} as const;

/** `!include` of what is not there: doveconf stops, also where a wildcard matches nothing. */
export const dovecotMissingInclude = defineRule({
  id: 'dovecot-missing-include',
  severity: 'error',
  reads: ['dovecot'],
  messages: {
    missing: {
      en: 'Nothing matches {pattern}: Dovecot refuses the whole configuration. "!include_try" passes over it',
      'zh-cn': '没有文件与 {pattern} 匹配：Dovecot 会拒绝整个配置。用“!include_try”可以跳过',
    },
    notCopied: {
      en: 'Nothing in this copy of the configuration matches {pattern}: Dovecot refuses the whole configuration unless the server has it. "!include_try" passes over it',
      'zh-cn':
        '此份配置副本中没有与 {pattern} 匹配的文件：服务器上若也没有，Dovecot 会拒绝整个配置。用“!include_try”可以跳过',
    },
    unreadable: {
      en: 'A file of {pattern} cannot be read: Dovecot refuses the whole configuration',
      'zh-cn': '{pattern} 中有文件无法读取：Dovecot 会拒绝整个配置',
    },
    recursive: {
      en: '{pattern} is being read already: Dovecot refuses files that include each other in a circle',
      'zh-cn': '{pattern} 已经在读取之中：Dovecot 不允许文件循环包含',
    },
    optional: { en: 'Use "!include_try"', 'zh-cn': '改用“!include_try”' },
  },
  check({ system: { dovecot }, report }) {
    const seen = new Set<object>();
    for (const { file, entry, recursive } of dovecot?.steps ?? []) {
      if (entry.kind !== 'include' || seen.has(entry)) continue;
      seen.add(entry);
      const { key, optional, pattern } = entry;
      const at = { uri: file.uri, span: { start: pattern.start, end: pattern.end } };
      const values = { pattern: pattern.text };
      const outcome = dovecot?.included(entry)?.outcome;
      if (recursive) report({ at, message: 'recursive', values });
      else if (optional) continue;
      else if (outcome === 'unreadable') report({ at, message: 'unreadable', values });
      else if (outcome === 'no-match' || outcome === 'not-copied') {
        const edits = () => [{ uri: file.uri, span: key.span, text: '!include_try' }];
        report({ ...LACKS[outcome], at, values, fixes: [{ title: 'optional', edits }] });
      }
    }
  },
});
