import type { Service } from '../../postfix/masterCf';
import { readingOf, type Reading } from '../../postfix/reading';
import type { PostfixInstance } from '../../system/postfixInstance';
import { inValue, mentioningOf, type Assignment } from '../assignments';
import { fatalProblems, isAlwaysExpanded } from '../expansions';
import { findLoops, LONG_CHAIN } from '../loops';
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
      const loops = findLoops(
        group.map(({ entry }) => entry.name),
        usesIn(instance, group[0]?.service),
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

/** Main.cf's values that mention names, where they may lead far or back, and those of each service. */
function byScope(instance: PostfixInstance): Assignment[][] {
  const groups = new Map<unknown, Assignment[]>();
  const inMain = instance.nameUse.longestChainInMain > LONG_CHAIN;
  for (const assignment of mentioningOf(instance)) {
    if (!assignment.service && !inMain) continue;
    const group = groups.get(assignment.service);
    if (group) group.push(assignment);
    else groups.set(assignment.service, [assignment]);
  }
  return [...groups.values()];
}

/** For each name those that its value puts in, without those whose own values put in nothing. */
function usesIn(instance: PostfixInstance, service: Service | undefined): (name: string) => string[] {
  const readingIn = (name: string): Reading => readingOf(instance.rawValue(name, service)?.text ?? '');
  return (name) =>
    readingIn(name)
      .inserted.map((node) => node.name.text)
      .filter((used) => readingIn(used).mentions);
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
