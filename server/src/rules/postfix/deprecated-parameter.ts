import type { PostfixInstance } from '../../system/postfixInstance';
import { settingsOf, type Setting } from '../../system/settings';
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
    for (const setting of settingsOf(instance)) {
      const { fact, name } = setting;
      const isOld = instance.release.isLegacy(name);
      if (!fact?.deprecated || !(setting.type ?? isOld)) continue;
      const { since } = fact.deprecated;
      const warned = instance.release.isAtLeast(since);
      const other = fact.deprecated.replacement ?? fact.replacedBy;
      // In older versions the old name may be the only one.
      if (!warned && other !== undefined && !instance.release.parameter(other)) continue;
      report({
        at: namePlace(setting),
        message: messageFor(warned, isOld, other !== undefined),
        severity: warned ? 'warning' : 'hint',
        values: { name, since, other: other ?? '' },
        tag: 'deprecated',
        fixes: fixesFor(instance, setting, successorOf(instance, setting)),
      });
    }
  },
});

function messageFor(warned: boolean, isOld: boolean, hasOther: boolean): MessageId {
  if (warned) return hasOther ? 'goesFor' : 'goes';
  if (!hasOther) return 'later';
  return isOld ? 'oldName' : 'laterFor';
}

/** A new name is a safe one when every known version has it: the server may be older than the target version. */
function fixesFor(
  { release }: PostfixInstance,
  setting: Setting,
  successor: Successor | undefined,
): FixReport<MessageId>[] {
  if (!successor) return [];
  if (successor.kind === 'remove') return [{ title: 'remove', safe: true, edits: () => [removal(setting)] }];
  const values = { other: successor.name };
  const safe = release.parameterOfAnyVersion(successor.name)?.since === undefined;
  const rename = renaming(setting, successor.name);
  if (successor.kind === 'rename') return [{ title: 'rename', values, safe, edits: () => [rename] }];
  const { value } = successor;
  const edits = [rename, valueReplacement(setting, value)];
  return [{ title: 'set', values: { ...values, value }, safe, edits: () => edits }];
}
