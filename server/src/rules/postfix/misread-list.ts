import { scanMentions } from '../../system/clientTables';
import type { PostfixInstance } from '../../system/postfixInstance';
import { settingsOf } from '../../system/settings';
import { assignmentsOf, inValue, type Assignment } from '../assignments';
import { commentWord, isStructured } from '../comments';
import { isAlwaysExpanded } from '../expansions';
import { defineRule } from '../rule';
import { shorten } from '../services';

/**
 * `postconf` looks for tables in the value of each parameter of Postfix, whatever it is, and warns of braces and
 * comments that it stumbles over (postconf(1), the reports of `postconf -n`).
 */
export const misreadList = defineRule({
  id: 'misread-list',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    unclosed: {
      en: 'Nothing closes the brace in "{text}": Postfix takes the rest of the value for its content',
      'zh-cn': '“{text}”中的花括号没有闭合：Postfix 会把值的余下部分都当作其中的内容',
    },
    trailing: {
      en: 'A blank or comma is missing behind the closing brace in "{text}"',
      'zh-cn': '“{text}”的右花括号后面缺少空格或逗号',
    },
    comment: {
      en: 'postconf takes this # for a comment, and warns that none may stand here',
      'zh-cn': 'postconf 会把这个 # 当作注释，并警告此处不能有注释',
    },
  },
  check({ instance, report }) {
    const told = toldElsewhere(instance);
    for (const assignment of candidates(instance)) {
      const { value } = assignment.entry;
      const expanded = instance.expand(value.text, assignment.service).text;
      const comments = instance.release.isAtLeast('3.8');
      for (const { kind, start, end } of scanMentions(expanded, { comments }).warnings) {
        if (kind === 'comment' && told.has(assignment.entry)) continue;
        const direct = !value.text.includes('$');
        report({
          at: inValue(assignment, direct ? { start, end } : { start: 0, end: value.text.length }),
          message: kind,
          values: { text: shorten(expanded.slice(start, end), 30) },
          ...(kind === 'comment' && { severity: 'info' }),
        });
      }
    }
  },
});

/** Values that `postconf` expands and in which a sign stands, or may come to stand by way of a `$name`. */
function candidates(instance: PostfixInstance): Assignment[] {
  const expanded: Assignment[] = [];
  let signsElsewhere = false;
  for (const assignment of assignmentsOf(instance)) {
    const { reading } = assignment;
    if (isAlwaysExpanded(instance, assignment)) {
      if (reading.mentions || reading.hasSign) expanded.push(assignment);
    } else if (!signsElsewhere && reading.hasSign) signsElsewhere = true;
  }
  return expanded.filter(({ reading }) => reading.hasSign || (signsElsewhere && reading.mentions));
}

/** Settings whose `#` has a rule of its own. */
function toldElsewhere(instance: PostfixInstance): ReadonlySet<unknown> {
  const told = new Set<unknown>();
  for (const setting of settingsOf(instance)) {
    if (isStructured(setting) && commentWord(setting.value.text)) told.add(setting.entry);
  }
  return told;
}
