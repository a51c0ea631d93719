import { readingOf } from '../../system/reading';
import { isScanned } from '../../system/nameUse';
import type { PostfixInstance } from '../../system/postfixInstance';
import { assignmentsOf, inValue, type Assignment } from '../assignments';
import { fatalProblems, isAlwaysExpanded } from '../expansions';
import { findLoops } from '../loops';
import { defineRule } from '../rule';

/** A value that comes to mention itself ("unreasonable macro call nesting"). */
export const expansionLoop = defineRule({
  id: 'expansion-loop',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    itself: {
      en: '{name} is its own value: Postfix cannot expand it',
      'zh-cn': '{name} 的值引用了它自己：Postfix 无法展开',
    },
    around: {
      en: '{name} comes back to itself by way of {used}: Postfix cannot expand it',
      'zh-cn': '{name} 经由 {used} 又引用到自己：Postfix 无法展开',
    },
    deep: {
      en: '{name} rests on a chain of more than 100 names: Postfix gives up',
      'zh-cn': '{name} 的引用链超过 100 层：Postfix 会放弃展开',
    },
  },
  check({ instance, report }) {
    for (const group of byScope(instance)) {
      const service = group[0]?.service;
      const valueOf = (name: string): string => instance.rawValue(name, service)?.text ?? '';
      const loops = findLoops(
        group.map(({ entry }) => entry.name),
        (name) => namesIn(valueOf(name), valueOf),
      );
      for (const assignment of group) {
        const { name } = assignment.entry;
        const loop = loops.get(name);
        if (!loop || !nests(instance, assignment)) continue;
        const nodes = assignment.reading.inserted;
        const guilty = nodes.filter((node) => loop.members.has(node.name.text));
        for (const node of guilty.length > 0 ? guilty : nodes.slice(0, 1)) {
          const used = node.name.text;
          report({
            at: inValue(assignment, node.name),
            message: guilty.length === 0 ? 'deep' : used === name ? 'itself' : 'around',
            values: { name, used },
            ...(stops(instance, assignment) && { severity: 'error' }),
          });
        }
      }
    }
  },
});

/** Main.cf's values that mention names, and those of each service. */
function byScope(instance: PostfixInstance): Assignment[][] {
  const groups = new Map<unknown, Assignment[]>();
  for (const assignment of assignmentsOf(instance)) {
    const { name } = assignment.entry;
    if (!assignment.reading.text.includes('$') || !isScanned(name, instance.release)) continue;
    const group = groups.get(assignment.service);
    if (group) group.push(assignment);
    else groups.set(assignment.service, [assignment]);
  }
  return [...groups.values()];
}

/** The names that a value puts in, those left out whose own values put in nothing. */
function namesIn(value: string, valueOf: (name: string) => string): string[] {
  const names = readingOf(value).inserted.map(({ name }) => name.text);
  return names.filter((name) => valueOf(name).includes('$'));
}

/** The loop is not only there, in a branch that is not taken: the expansion runs into it. */
function nests(instance: PostfixInstance, { entry, service }: Assignment): boolean {
  return instance.expand(entry.value.text, service).problems.some(({ kind }) => kind === 'nesting');
}

function stops(instance: PostfixInstance, assignment: Assignment): boolean {
  return (
    isAlwaysExpanded(instance, assignment) || fatalProblems(instance).some(({ kind }) => kind === 'nesting')
  );
}
