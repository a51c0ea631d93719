import { maskAddress } from '../../postfix/inetAddress';
import type { CidrRule } from '../../postfix/tables/cidr';
import type { Conditional } from '../../postfix/tables/conditions';
import type { PatternRule } from '../../postfix/tables/regexp';
import { entryFiles, lineRemoval, placeOfSource, type EntryFile } from '../lookupTables';
import { defineRule } from '../rule';

type MessageId = 'unreachable' | 'earlier' | 'remove';

/** Patterns and networks that an earlier line answers for in every case: the first match rules. */
export const unreachableEntry = defineRule<MessageId>({
  id: 'unreachable-entry',
  severity: 'warning',
  reads: ['regexp-table', 'pcre-table', 'cidr-table'],
  messages: {
    unreachable: {
      en: 'An earlier line answers for everything that this one matches: it is never reached',
      'zh-cn': '这一行能匹配的内容都已由前面的行给出结果：永远轮不到这一行',
    },
    earlier: { en: 'This line answers', 'zh-cn': '由这一行给出结果' },
    remove: { en: 'Remove this line', 'zh-cn': '删除这一行' },
  },
  check({ system, report }) {
    for (const file of entryFiles(system)) {
      for (const { later, earlier } of hidden(file)) {
        report({
          at: placeOfSource(file, later),
          message: 'unreachable',
          tag: 'unnecessary',
          related: [{ at: placeOfSource(file, earlier), message: 'earlier' }],
          fixes: [{ title: 'remove', safe: true, edits: () => [lineRemoval(file, later)] }],
        });
      }
    }
  },
});

interface Hidden {
  readonly later: PatternRule['source'];
  readonly earlier: PatternRule['source'];
}

function hidden({ tree }: EntryFile): Hidden[] {
  if (tree.kind === 'pattern') return hiddenBy(tree.rules, patternsBefore());
  return tree.kind === 'cidr' ? hiddenBy(tree.rules, networksBefore()) : [];
}

/** Finds what answers for a rule among those before it, and remembers the rule when no condition holds it back. */
type Before<Rule> = (rule: Rule, unconditional: boolean) => Rule | undefined;

interface RuleLike {
  readonly op: string;
  readonly source: Hidden['later'];
}

function hiddenBy<Rule extends RuleLike>(
  rules: readonly Conditional<Rule>[],
  before: Before<Rule>,
): Hidden[] {
  const found: Hidden[] = [];
  let depth = 0;
  for (const { rule } of rules) {
    if (rule.op === 'if') depth++;
    else if (rule.op === 'endif') depth--;
    else {
      const earlier = before(rule, depth === 0);
      if (earlier) found.push({ later: rule.source, earlier: earlier.source });
    }
  }
  return found;
}

/** Matches every text. */
const EVERYTHING = /^(\^|\$|\^?\.\*\$?|\^?\(\.\*\)\$?)?$/;

function patternsBefore(): Before<PatternRule> {
  const known = new Map<string, PatternRule>();
  let everything: PatternRule | undefined;
  return (rule, unconditional) => {
    const { pattern, second } = rule;
    if (!pattern || second) return everything;
    const key = `${String(pattern.negated)} ${pattern.flags} ${pattern.text}`;
    const earlier = everything ?? known.get(key);
    if (unconditional && !earlier) {
      known.set(key, rule);
      if (!pattern.negated && EVERYTHING.test(pattern.text) && pattern.compiled.kind === 'compiled')
        everything = rule;
    }
    return earlier;
  };
}

/** Networks are held by length and first bits, so that a rule asks once for each length before it. */
function networksBefore(): Before<CidrRule> {
  const lengths = new Map<number, Map<string, CidrRule>>();
  return (rule, unconditional) => {
    const { network, negated } = rule;
    if (!network || negated) return undefined;
    for (const [prefix, rules] of lengths) {
      if (prefix > network.prefix) continue;
      const earlier = rules.get(maskAddress(network.address, prefix).join());
      if (earlier) return earlier;
    }
    if (unconditional) {
      const rules = lengths.get(network.prefix) ?? new Map<string, CidrRule>();
      rules.set(network.address.join(), rule);
      lengths.set(network.prefix, rules);
    }
    return undefined;
  };
}
