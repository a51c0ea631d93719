import { settingsOf } from '../../system/settings';
import { defineRule } from '../rule';
import { namePlace, removal, renaming } from '../settings';
import { successorOf } from '../successor';

/** Names that an older Postfix had; the target version passes over them ("unused parameter"). */
export const removedParameter = defineRule({
  id: 'removed-parameter',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    removed: {
      en: 'Postfix {version} has no {name} any more: the setting has no effect',
      'zh-cn': 'Postfix {version} 已经没有 {name}，此项设置不起作用',
    },
    replaced: {
      en: 'Postfix {version} has no {name} any more: the setting has no effect; see {other}',
      'zh-cn': 'Postfix {version} 已经没有 {name}，此项设置不起作用；请参考 {other}',
    },
    rename: { en: 'Rename it to {other}', 'zh-cn': '改名为 {other}' },
    remove: { en: 'Remove this setting', 'zh-cn': '删除此项设置' },
  },
  check({ instance, report }) {
    const { release } = instance;
    for (const setting of settingsOf(instance)) {
      const { fact, name, type, service } = setting;
      const isGone = !type && fact?.removed !== undefined && release.isAtLeast(fact.removed);
      if (!isGone || release.isLegacy(name) || instance.kindOf(name, service) !== 'unused') continue;
      const other = fact.replacedBy;
      const successor = successorOf(instance, setting);
      report({
        at: namePlace(setting),
        message: other === undefined ? 'removed' : 'replaced',
        values: { name, version: release.version, other: other ?? '' },
        tag: 'deprecated',
        fixes: [
          ...(successor?.kind === 'rename'
            ? [
                {
                  title: 'rename' as const,
                  values: { other: successor.name },
                  edits: () => [renaming(setting, successor.name)],
                },
              ]
            : []),
          // A server that still has it may be what runs.
          { title: 'remove', safe: fact.defaults.length === 0, edits: () => [removal(setting)] },
        ],
      });
    }
  },
});
