import type { SourceText } from '../../text/sourceText';
import type { TableProblem } from './tableProblem';

/** `if` and `endif` of regexp_table(5), pcre_table(5) and cidr_table(5). */
export type Keyword = 'if' | 'endif';

/** The keyword that a line begins with; a letter or digit behind it makes it something else. */
export function keywordOf(text: string): Keyword | undefined {
  const match = /^(if|endif)(?![A-Za-z0-9])/i.exec(text);
  return match ? (match[1]?.toLowerCase() as Keyword) : undefined;
}

/** A rule with the place that a condition skips to: the index of its `endif`; the end of the table without one. */
export interface Conditional<Rule> {
  readonly rule: Rule;
  readonly endif?: number;
}

export interface RuleLike {
  readonly op: 'match' | Keyword;
  readonly source: SourceText;
}

/**
 * Reads rules one after the other and joins each `if` to its `endif`. `read` gives undefined for a line that has no
 * effect, and is told how many conditions are open.
 */
export function joinConditions<Rule extends RuleLike>(
  sources: readonly SourceText[],
  problems: TableProblem[],
  read: (source: SourceText, depth: number) => Rule | undefined,
): Conditional<Rule>[] {
  const rules: { rule: Rule; endif?: number }[] = [];
  const open: { rule: Rule; endif?: number }[] = [];
  for (const source of sources) {
    const rule = read(source, open.length);
    if (!rule) continue;
    const entry = { rule };
    if (rule.op === 'if') open.push(entry);
    if (rule.op === 'endif') {
      const start = open.pop();
      if (start) start.endif = rules.length;
    }
    rules.push(entry);
  }
  for (const { rule } of open) {
    const { source } = rule;
    problems.push({ code: 'if-without-endif', span: source.spanOf(0, source.text.length), skipped: false });
  }
  return rules;
}

/** Walks the rules that a key reaches. `test` decides a condition; 'unknown' ends the walk there. */
export function* reachedRules<Rule extends RuleLike>(
  rules: readonly Conditional<Rule>[],
  test: (rule: Rule) => boolean | 'unknown',
): Generator<Rule, 'unknown' | undefined> {
  for (let index = 0; index < rules.length; index++) {
    const entry = rules[index];
    if (!entry || entry.rule.op === 'endif') continue;
    if (entry.rule.op === 'match') {
      yield entry.rule;
      continue;
    }
    const holds = test(entry.rule);
    if (holds === 'unknown') return 'unknown';
    if (!holds) index = entry.endif ?? rules.length;
  }
  return undefined;
}
