import type { PostfixInstance } from '../../system/postfixInstance';
import { nearest } from '../../text/nearest';
import { ENTRY_KINDS, entryFiles, rolesOf, splitValue, valueLines, type ValueLine } from '../lookupTables';
import { defineRule } from '../rule';

type MessageId = 'unknown' | 'similar' | 'table' | 'number' | 'argument' | 'check' | 'write' | 'reject';

/** access(5), "ACCEPT ACTIONS", "REJECT ACTIONS", "OTHER ACTIONS"; true for those that need a text. */
const ACTIONS: Readonly<Record<string, boolean>> = {
  OK: false,
  RELAY: false,
  DUNNO: false,
  REJECT: false,
  DEFER: false,
  DEFER_IF_PERMIT: false,
  DEFER_IF_REJECT: false,
  DISCARD: false,
  HANGUP: false,
  HOLD: false,
  INFO: false,
  WARN: false,
  BCC: true,
  FILTER: true,
  PREPEND: true,
  REDIRECT: true,
};

/** header_checks(5), "TABLE FORMAT"; IGNORE, REPLACE and STRIP are not for access tables. */
const CHECK_ACTIONS: ReadonlySet<string> = new Set([
  ...['BCC', 'DISCARD', 'DUNNO', 'FILTER', 'HOLD', 'IGNORE', 'INFO', 'PASS', 'PREPEND'],
  ...['REDIRECT', 'REJECT', 'REPLACE', 'STRIP', 'WARN', 'OK'],
]);
const CHECKS = /^((mime|nested)_)?(header|body)_checks$/;

/** What the right-hand sides of access tables say to do. */
export const accessAction = defineRule<MessageId>({
  id: 'access-action',
  severity: 'warning',
  reads: ENTRY_KINDS,
  messages: {
    unknown: {
      en: 'Postfix knows no action or restriction {word}: a client that gets here is put off with "451 Server configuration error"',
      'zh-cn': 'Postfix 没有动作或限制 {word}：匹配到此处的客户端会收到 “451 Server configuration error”',
    },
    similar: {
      en: 'Postfix knows no action {word}; did you mean {meant}?',
      'zh-cn': 'Postfix 没有动作 {word}；是不是 {meant}？',
    },
    table: {
      en: 'A table cannot name another table: the answer is "451 Server configuration error". Name a restriction class instead',
      'zh-cn': '查找表的结果不能再引用查找表：客户端会收到 “451 Server configuration error”。请改用限制类',
    },
    number: {
      en: 'A number without a text behind it means OK: {word} lets the client through',
      'zh-cn': '只有数字而没有说明文字等于 OK：{word} 会放行客户端',
    },
    argument: { en: '{word} needs something behind it', 'zh-cn': '{word} 后面需要参数' },
    check: {
      en: 'There is no action {word} for headers and bodies: the line has no effect',
      'zh-cn': '邮件头和正文检查没有动作 {word}：该行不起作用',
    },
    write: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
    reject: { en: 'Refuse with this code: {meant}', 'zh-cn': '以此代码拒收：{meant}' },
  },
  check({ system, instance, report }) {
    for (const file of entryFiles(system)) {
      const roles = rolesOf(system, file);
      const isAccess = roles.length > 0 && roles.every((role) => role.startsWith('access-'));
      const uses = system.tables.usesOf(file.uri);
      const isCheck = uses.length > 0 && uses.every(({ setting }) => CHECKS.test(setting.name));
      if (!isAccess && !isCheck) continue;
      for (const line of valueLines(file)) {
        const found = isAccess ? accessProblem(line, instance) : checkProblem(line);
        if (!found) continue;
        const { word, place } = splitValue(line);
        const { message, meant, title = 'write' } = found;
        const at = { uri: file.uri, span: place.spanOf(0, word.length) };
        report({
          at,
          message,
          values: { word, meant: meant ?? '' },
          fixes:
            meant === undefined ? [] : [{ title, values: { meant }, edits: () => [{ ...at, text: meant }] }],
        });
      }
    }
  },
});

interface Problem {
  readonly message: MessageId;
  /** What to write instead of the first word. */
  readonly meant?: string;
  readonly title?: 'write' | 'reject';
}

function accessProblem(line: ValueLine, instance: PostfixInstance): Problem | undefined {
  const { word, text } = splitValue(line);
  // What a group inserts is known only when it matches.
  if (word === '' || (line.pattern && word.includes('$'))) return undefined;
  const needsText = ACTIONS[word.toUpperCase()];
  if (needsText !== undefined) return needsText && text === '' ? { message: 'argument' } : undefined;
  if (/^\d+$/.test(word) && text === '')
    return /^[45]\d\d$/.test(word)
      ? { message: 'number', meant: `${word} Access denied`, title: 'reject' }
      : undefined;
  if (/^[45]\d\d$/.test(word)) return undefined;
  if (`${word} ${text}`.includes(':') && !isRestriction(word, instance)) return { message: 'table' };
  if (line.value.text.split(/[\s,]+/).some((item) => item.includes(':'))) return { message: 'table' };
  if (isRestriction(word.replace(/,$/, ''), instance)) return undefined;
  const meant = nearest(word.toUpperCase(), Object.keys(ACTIONS));
  return meant === undefined ? { message: 'unknown' } : { message: 'similar', meant };
}

function isRestriction(word: string, { release, restrictionClasses }: PostfixInstance): boolean {
  const [name = ''] = word.split(',');
  return release.restriction(name) !== undefined || restrictionClasses.has(name);
}

function checkProblem(line: ValueLine): Problem | undefined {
  const { word } = splitValue(line);
  if (word === '' || word.includes('$') || CHECK_ACTIONS.has(word.toUpperCase())) return undefined;
  const meant = nearest(word.toUpperCase(), CHECK_ACTIONS);
  return meant === undefined ? { message: 'check' } : { message: 'similar', meant };
}
