import { settingsOf } from '../../system/settings';
import { defineRule } from '../rule';
import { namePlace, removal } from '../settings';

/** Names that only a later Postfix has; the target version passes over them ("unused parameter"). */
export const notYetAvailable = defineRule({
  id: 'not-yet-available',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    later: {
      en: 'Postfix {version} does not know {name} yet: the setting has no effect before Postfix {since}',
      'zh-cn': 'Postfix {version} 还没有 {name}，升级到 Postfix {since} 之前此项设置不起作用',
    },
    remove: { en: 'Remove this setting', 'zh-cn': '删除此项设置' },
  },
  check({ instance, report }) {
    const { release } = instance;
    for (const setting of settingsOf(instance)) {
      const { fact, name, type, service } = setting;
      if (type || fact?.since === undefined || release.isAtLeast(fact.since)) continue;
      if (instance.kindOf(name, service) !== 'unused') continue;
      report({
        at: namePlace(setting),
        message: 'later',
        values: { name, version: release.version, since: fact.since },
        tag: 'unnecessary',
        fixes: [{ title: 'remove', edits: () => [removal(setting)] }],
      });
    }
  },
});
