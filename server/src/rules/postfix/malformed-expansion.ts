import { referencedNames, type MalformedCode, type MalformedNode, type Name } from '../../postfix/expansion';
import { parseLevel } from '../../postfix/compatibilityLevel';
import type { Service } from '../../postfix/masterCf';
import type { PostfixInstance } from '../../system/postfixInstance';
import { knownText } from '../../system/settings';
import { inValue, mentioningOf, type Assignment } from '../assignments';
import { fatalProblems, isAlwaysExpanded } from '../expansions';
import { defineRule, type FixReport } from '../rule';
import { shorten } from '../services';

type Texts = MalformedCode | 'no-functions' | 'level' | 'number' | 'raw' | 'double' | 'close';

/** Forms of `$name` that Postfix cannot expand ("macro processing error", postconf(5)). */
export const malformedExpansion = defineRule<Texts>({
  id: 'malformed-expansion',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    'empty-name': {
      en: 'No name follows this $; a plain $ is written $$',
      'zh-cn': '这个 $ 之后没有名称；要写 $ 本身请用 $$',
    },
    truncated: { en: 'Nothing closes the bracket that opens here', 'zh-cn': '此处打开的括号没有闭合' },
    'name-syntax': {
      en: '"{text}" cannot stand here: a name has letters, digits and _ only, and ? or : may follow it',
      'zh-cn': '此处不能是“{text}”：名称只能含字母、数字和 _，其后可跟 ? 或 :',
    },
    'unknown-function': {
      en: 'Postfix has no such function: "{text}"',
      'zh-cn': 'Postfix 没有这个函数：“{text}”',
    },
    'no-functions': {
      en: 'Functions in ${…} exist from Postfix 3.11 on; this is {version}',
      'zh-cn': '${…} 中的函数从 Postfix 3.11 起才有；当前版本是 {version}',
    },
    'branch-expected': {
      en: 'Behind a comparison only ? or : may follow, not "{text}"',
      'zh-cn': '比较式之后只能是 ? 或 :，不能是“{text}”',
    },
    'colon-expected': {
      en: 'Behind ?{…} only : may follow, not "{text}"',
      'zh-cn': '?{…} 之后只能是 :，不能是“{text}”',
    },
    'unexpected-input': { en: '"{text}" is one piece too many', 'zh-cn': '“{text}”是多余的' },
    'operator-expected': {
      en: 'A comparison needs one of == != < <= > >= before "{text}"',
      'zh-cn': '比较式在“{text}”之前需要 == != < <= > >= 之一',
    },
    'operand-expected': {
      en: 'The right side of a comparison stands in braces, as the left one does',
      'zh-cn': '比较式的右边也要像左边一样放在花括号里',
    },
    'bad-operator-suffix': {
      en: 'Only "level" may be put behind an operator, not "{text}"',
      'zh-cn': '运算符之后只能加 level，不能加“{text}”',
    },
    'unbalanced-braces': {
      en: 'Nothing closes the brace that opens here',
      'zh-cn': '此处打开的花括号没有闭合',
    },
    level: {
      en: '"{text}" is compared as a compatibility level, but is none',
      'zh-cn': '“{text}”被当作兼容级别来比较，但它不是',
    },
    number: { en: 'The number {text} is too large to compare', 'zh-cn': '数字 {text} 太大，无法比较' },
    raw: {
      en: '{name} has a $ of its own, which Postfix tries to expand here and cannot',
      'zh-cn': '{name} 的值中有自己的 $，Postfix 会在此处试图展开它，却无法展开',
    },
    double: { en: 'Write $$, a plain $', 'zh-cn': '写成 $$，表示 $ 本身' },
    close: { en: 'Close it at the end of the value', 'zh-cn': '在值的末尾闭合它' },
  },
  check({ instance, report }) {
    for (const assignment of suspects(instance)) {
      const { text } = assignment.reading;
      for (const node of assignment.reading.malformed(instance.release.hasFunctions)) {
        const stops = fatalProblems(instance).some(
          (problem) => problem.kind === 'malformed' && problem.node === node,
        );
        const old = node.code === 'name-syntax' && /^\s*\{/.test(node.behind) && node.before.trim() !== '';
        report({
          at: inValue(assignment, node),
          message: old ? 'no-functions' : node.code,
          values: { text: shorten(node.behind, 30), version: instance.release.version },
          ...(stops && { severity: 'error' }),
          fixes: fixesOf(assignment, node),
        });
      }
      for (const name of rawNames(instance, assignment)) {
        report({
          at: inValue(assignment, name),
          message: 'raw',
          values: { name: name.text },
          ...(isAlwaysExpanded(instance, assignment) && { severity: 'error' }),
        });
      }
      for (const { kind, text: operand, stops } of operandProblems(instance, assignment)) {
        report({
          at: inValue(assignment, { start: 0, end: text.length }),
          message: kind,
          values: { text: operand },
          ...(stops && { severity: 'error' }),
        });
      }
    }
  },
});

/** The values that may be wrong: a look at the text of the others is enough. */
function suspects(instance: PostfixInstance): readonly Assignment[] {
  const { release, nameUse } = instance;
  const calls = release.hasFunctions;
  if (nameUse.mentionsAny(release.rawNames)) return mentioningOf(instance);
  return mentioningOf(instance).filter(
    ({ entry, reading }) =>
      reading.compares || entry.name === 'compatibility_level' || reading.malformed(calls).length > 0,
  );
}

/** Parameters whose values are read as they are, mentioned where they are expanded after all, in vain. */
function rawNames(instance: PostfixInstance, { reading, service }: Assignment): Name[] {
  const { text } = reading;
  const { release } = instance;
  const isRaw = (name: string): boolean => release.rawNames.has(name);
  if (!reading.scan(release.hasFunctions).names.some(isRaw)) return [];
  if (!instance.expand(text, service).failure) return [];
  return referencedNames(reading.template).filter(
    (name) => isRaw(name.text) && instance.expand(`$${name.text}`, service).failure,
  );
}

interface OperandProblem {
  readonly kind: 'level' | 'number';
  readonly text: string;
  readonly stops: boolean;
}

/** Operands that only an expansion shows to be wrong; looked for where the value itself compares. */
function operandProblems(
  instance: PostfixInstance,
  { entry, reading, service }: Assignment,
): OperandProblem[] {
  const { text } = entry.value;
  if (entry.name === 'compatibility_level') return levelProblem(instance, text, service);
  if (!reading.compares) return [];
  return instance.expand(text, service).problems.flatMap((problem): OperandProblem[] => {
    if (problem.kind !== 'level' && problem.kind !== 'number') return [];
    const stops = fatalProblems(instance).some(
      (other) => other.kind === problem.kind && other.text === problem.text,
    );
    return [{ kind: problem.kind, text: problem.text, stops }];
  });
}

/** The level itself, which defaults compare; a value that is known without Postfix is judged with other values. */
function levelProblem(
  instance: PostfixInstance,
  text: string,
  service: Service | undefined,
): OperandProblem[] {
  const expanded = instance.expand(text, service);
  const wrong = !expanded.failure && parseLevel(expanded.text) === undefined;
  if (!wrong || knownText(instance, text, service) !== undefined) return [];
  return [{ kind: 'level', text: expanded.text, stops: true }];
}

function fixesOf(assignment: Assignment, node: MalformedNode): FixReport<Texts>[] {
  const { text } = assignment.entry.value;
  const opening = text[node.start + 1] ?? '';
  if (node.code === 'empty-name' && opening !== '{' && opening !== '(') {
    const place = inValue(assignment, { start: node.start, end: node.start + 1 });
    return [{ title: 'double', edits: () => [{ ...place, text: '$$' }] }];
  }
  if (node.code !== 'truncated') return [];
  const { end } = assignment.entry.value;
  const edit = { uri: assignment.file.uri, span: { start: end, end }, text: opening === '(' ? ')' : '}' };
  return [{ title: 'close', edits: () => [edit] }];
}
