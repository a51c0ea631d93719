import { looksLikeNetwork, networkProblem } from '../../postfix/networkProblem';
import { parseTableReference, withMembers, type TableReference } from '../../postfix/tableReference';
import { restrictionLists, type RestrictionEntry } from '../../system/restrictionList';
import { isRead, itemsOf, settingsOf, type Item, type Setting } from '../../system/settings';
import type { PostfixRelease } from '../../knowledge/postfixKnowledge';
import { lastWithout } from '../../knowledge/versions';
import { nearest } from '../../text/nearest';
import { isFeatureUsed } from '../gates';
import { defineRule, type RuleContext } from '../rule';
import { placeIn, replacement } from '../settings';

type MessageId = 'unknown' | 'later' | 'between' | 'foreign' | 'write';
type Context = RuleContext<MessageId>;

/** Postfix opens such a table all the same, and every look-up in it fails ("unsupported dictionary type"). */
export const unknownTableType = defineRule<MessageId>({
  id: 'unknown-table-type',
  severity: 'error',
  reads: ['main', 'master'],
  messages: {
    unknown: {
      en: 'Postfix has no lookup tables of type {type}: every look-up here fails',
      'zh-cn': 'Postfix 没有 {type} 类型的查询表：此处的每次查询都会失败',
    },
    later: {
      en: 'Postfix {version} has no lookup tables of type {type} yet; {since} has',
      'zh-cn': 'Postfix {version} 还没有 {type} 类型的查询表，{since} 才有',
    },
    between: {
      en: 'Postfix {version} has no lookup tables of type {type} yet: they came after Postfix {before}, with {since} at the latest',
      'zh-cn':
        'Postfix {version} 还没有 {type} 类型的查询表：它在 Postfix {before} 之后引入，最迟 {since} 已有',
    },
    foreign: {
      en: 'Few builds of Postfix have lookup tables of type {type}; postconf -m lists those of yours',
      'zh-cn': '只有少数 Postfix 编译版本带有 {type} 类型的查询表；可用 postconf -m 查看你的版本支持哪些',
    },
    write: { en: 'Change the type to {text}', 'zh-cn': '把类型改为 {text}' },
  },
  check(context) {
    for (const setting of settingsOf(context.instance)) {
      const { type } = setting;
      if (type?.kind === 'tables') checkList(context, setting, false);
      else if (type?.kind === 'list' && type.matched) checkList(context, setting, type.of === 'network');
      else if (type?.kind === 'list' && type.of === 'table') checkList(context, setting, false);
      else if (type?.kind === 'name' && type.of === 'table-type') checkName(context, setting);
    }
    for (const { setting, entries } of restrictionLists(context.instance)) {
      for (const entry of entries) checkItem(context, setting, tableOf(entry));
    }
  },
});

/** The item of a restriction that is a table. */
function tableOf({ kind, item, fact, argument, unreachable }: RestrictionEntry): Item | undefined {
  if (unreachable || looksLikeNetwork(item.text ?? '')) return undefined;
  return kind === 'table' ? item : fact?.argument === 'table' ? argument : undefined;
}

function checkList(context: Context, setting: Setting, networks: boolean): void {
  if (!setting.value.text.includes(':') && !setting.value.text.includes('$')) return;
  for (const item of itemsOf(context.instance, setting)) {
    if (item.text?.startsWith('#')) return;
    if (networks && networkProblem(item.text ?? '')) continue;
    checkItem(context, setting, item);
  }
}

function checkItem(context: Context, setting: Setting, item: Item | undefined): void {
  if (item?.text === undefined || !item.own) return;
  const bangs = /^!*/.exec(item.text)?.[0].length ?? 0;
  const reference = parseTableReference(item.text.slice(bangs), bangs);
  for (const table of reference ? withMembers(reference) : []) checkTable(context, setting, item, table);
}

interface Problem {
  readonly message: 'unknown' | 'later' | 'between' | 'foreign';
  readonly values?: { readonly since: string; readonly before?: string };
}

function problemOf(release: PostfixRelease, type: string): Problem | undefined {
  const fact = release.tableType(type);
  if (fact) return fact.foreign ? { message: 'foreign' } : undefined;
  const { facts, versions } = release.knowledge;
  const since = facts.tableTypes.find(({ name }) => name === type)?.since;
  if (since === undefined) return { message: 'unknown' };
  if (!release.lacks(since)) return undefined;
  const before = lastWithout(since, versions);
  return before === undefined
    ? { message: 'later', values: { since } }
    : { message: 'between', values: { since, before } };
}

function checkTable(
  { instance, report }: Context,
  setting: Setting,
  item: Item,
  table: TableReference,
): void {
  const { release } = instance;
  const { type } = table;
  const problem = problemOf(release, type);
  if (!problem) return;
  const known = release.tableTypes.map(({ name }) => name);
  const meant = problem.message === 'unknown' ? nearest(type, known) : undefined;
  const at = item.direct
    ? setting.value.spanOf(item.start + table.typeStart, item.start + table.typeStart + type.length)
    : item.span;
  const matters =
    problem.message !== 'foreign' && isRead(instance, setting) && isFeatureUsed(instance, setting);
  report({
    at: placeIn(setting, at),
    message: problem.message,
    severity: matters ? 'error' : 'warning',
    values: { type, version: release.version, ...problem.values },
    fixes:
      meant !== undefined && item.direct
        ? [
            {
              title: 'write',
              values: { text: meant },
              safe: true,
              edits: () => [replacement(setting, at, meant)],
            },
          ]
        : [],
  });
}

/** A default for tables without a type; the tools that build tables stumble over it, not the daemons. */
function checkName(context: Context, setting: Setting): void {
  for (const item of itemsOf(context.instance, setting)) {
    const { text } = item;
    if (text === undefined || !item.own) continue;
    const table = {
      type: text,
      typeStart: 0,
      name: '',
      nameStart: text.length,
      end: text.length,
      members: [],
    };
    checkTable(context, setting, item, table);
  }
}
