import { lastWithout } from '../../knowledge/versions';
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
    between: {
      en: 'Postfix {version} does not know {name} yet, and the setting has no effect: it came after Postfix {before}, with {since} at the latest',
      'zh-cn':
        'Postfix {version} 还没有 {name}，此项设置不起作用：它在 Postfix {before} 之后引入，最迟 {since} 已有',
    },
    remove: { en: 'Remove this setting', 'zh-cn': '删除此项设置' },
  },
  check({ instance, report }) {
    const { release } = instance;
    for (const setting of settingsOf(instance)) {
      const { fact, name, type, service } = setting;
      if (type || fact?.since === undefined || !release.lacks(fact.since)) continue;
      if (instance.kindOf(name, service) !== 'unused') continue;
      const before = lastWithout(fact.since, release.knowledge.versions);
      report({
        at: namePlace(setting),
        message: before === undefined ? 'later' : 'between',
        values: { name, version: release.version, since: fact.since, before: before ?? '' },
        tag: 'unnecessary',
        fixes: [{ title: 'remove', edits: () => [removal(setting)] }],
      });
    }
  },
});
