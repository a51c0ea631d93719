import type { ExpansionProblem } from '../postfix/expansionProblem';
import { isExpanded } from '../system/nameUse';
import type { PostfixInstance } from '../system/postfixInstance';
import { assignmentsOf, type Assignment } from './assignments';

const problemsByInstance = new WeakMap<PostfixInstance, readonly ExpansionProblem[]>();

/**
 * What goes wrong in the values that every program, `postconf` included, expands: those of Postfix's own parameters.
 * Costs an expansion of all of them, so that it is asked for only where something is wrong.
 */
export function fatalProblems(instance: PostfixInstance): readonly ExpansionProblem[] {
  let problems = problemsByInstance.get(instance);
  if (!problems) {
    problems = assignmentsOf(instance)
      .filter((assignment) => isAlwaysExpanded(instance, assignment))
      .flatMap(({ entry, service }) => instance.expand(entry.value.text, service).problems);
    problemsByInstance.set(instance, problems);
  }
  return problems;
}

/** A mistake in this value stops every program. */
export function isAlwaysExpanded(instance: PostfixInstance, { entry }: Assignment): boolean {
  return isExpanded(entry.name, instance);
}
