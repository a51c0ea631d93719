import { overriddenLines } from '../../system/dovecot/given';
import { wholeLines } from '../edits';
import { defineRule } from '../rule';

/** doveconf takes the last value of a setting within a block and says nothing of the others. */
export const dovecotOverridden = defineRule({
  id: 'dovecot-overridden',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    overridden: {
      en: '{name} is set again on line {line}: this value is never used',
      'zh-cn': '{name} 在第 {line} 行又设置了一次：此处的值不会生效',
    },
    elsewhere: {
      en: '{name} is set again in {file}, line {line}, which is read later: this value is never used',
      'zh-cn': '后读取的 {file} 第 {line} 行又设置了 {name}：此处的值不会生效',
    },
    inForce: { en: 'This value is in force', 'zh-cn': '生效的是此处的值' },
    remove: { en: 'Remove the value that is never used', 'zh-cn': '删除不会生效的值' },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    for (const { lost, inForce } of overriddenLines(dovecot)) {
      const { file, entry } = lost;
      const isElsewhere = file.uri !== inForce.file.uri;
      report({
        at: { uri: file.uri, span: entry.key.span },
        message: isElsewhere ? 'elsewhere' : 'overridden',
        // To override the files of a package is what local.conf and the like are for.
        ...(isElsewhere && { severity: 'info' as const }),
        values: {
          name: entry.key.text,
          line: inForce.entry.line.firstLine + 1,
          file: inForce.file.uri.split('/').at(-1) ?? '',
        },
        tag: 'unnecessary',
        related: [{ at: { uri: inForce.file.uri, span: inForce.entry.key.span }, message: 'inForce' }],
        fixes: [
          {
            title: 'remove',
            safe: true,
            edits: () => [{ uri: file.uri, span: wholeLines(file.tree, entry.line), text: '' }],
          },
        ],
      });
    }
  },
});
