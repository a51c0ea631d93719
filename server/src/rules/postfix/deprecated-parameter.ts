import { settingsOf } from '../../system/settings';
import { defineRule, type FixReport } from '../rule';
import { namePlace, removal, renaming, valueReplacement } from '../settings';
import { successorOf, type Successor } from '../successor';

type MessageId = 'goes' | 'goesFor' | 'oldName' | 'later' | 'laterFor' | 'rename' | 'set' | 'remove';

/** Names that still work, and that a later Postfix drops (postconf(1), "support for parameter … will be removed"). */
export const deprecatedParameter = defineRule<MessageId>({
  id: 'deprecated-parameter',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    goes: {
      en: '{name} is deprecated: a later Postfix will not know it',
      'zh-cn': '{name} 已弃用，今后的 Postfix 将不再支持',
    },
    goesFor: {
      en: '{name} is deprecated: a later Postfix will not know it; use {other}',
      'zh-cn': '{name} 已弃用，今后的 Postfix 将不再支持，请改用 {other}',
    },
    oldName: {
      en: '{name} is the old name of {other}',
      'zh-cn': '{name} 是旧名称，现在叫 {other}',
    },
    later: {
      en: '{name} is deprecated from Postfix {since} on',
      'zh-cn': '{name} 从 Postfix {since} 起弃用',
    },
    laterFor: {
      en: '{name} is deprecated from Postfix {since} on; {other} does the same here already',
      'zh-cn': '{name} 从 Postfix {since} 起弃用；当前版本已经可以改用 {other}',
    },
    rename: { en: 'Rename it to {other}', 'zh-cn': '改名为 {other}' },
    set: { en: 'Write {other} = {value} instead', 'zh-cn': '改为 {other} = {value}' },
    remove: { en: 'Remove it: it changes nothing', 'zh-cn': '删除此项，行为不变' },
  },
  check({ instance, report }) {
    const { release } = instance;
    for (const setting of settingsOf(instance)) {
      const { fact, name } = setting;
      const isOld = release.isLegacy(name);
      if (!fact?.deprecated || !(setting.type ?? isOld)) continue;
      const { since, replacement } = fact.deprecated;
      const warned = release.isAtLeast(since);
      const other = replacement ?? fact.replacedBy;
      if (!warned && other !== undefined && !release.parameter(other)) continue;
      const message = warned ? 'goes' : isOld && other !== undefined ? 'oldName' : 'later';
      report({
        at: namePlace(setting),
        message: other !== undefined && message !== 'oldName' ? `${message}For` : message,
        severity: warned ? 'warning' : 'hint',
        values: { name, since, other: other ?? '' },
        tag: 'deprecated',
        fixes: fixesFor(successorOf(instance, setting)),
      });

      function fixesFor(successor: Successor | undefined): FixReport<MessageId>[] {
        if (!successor) return [];
        if (successor.kind === 'remove') {
          return [{ title: 'remove', safe: true, edits: () => [removal(setting)] }];
        }
        const values = { other: successor.name };
        if (successor.kind === 'rename') {
          return [{ title: 'rename', values, safe: true, edits: () => [renaming(setting, successor.name)] }];
        }
        const edits = [renaming(setting, successor.name), valueReplacement(setting, successor.value)];
        return [
          { title: 'set', values: { ...values, value: successor.value }, safe: true, edits: () => edits },
        ];
      }
    }
  },
});
