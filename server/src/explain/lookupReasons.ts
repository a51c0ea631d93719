import type { LookupResult } from '../postfix/tables/lookup';
import type { UntoldReason } from '../route/types';
import type { Localized } from '../text/localized';

type ReasonOf<Kind extends LookupResult['kind']> =
  Extract<LookupResult, { kind: Kind }> extends {
    readonly reason: infer Reason extends string;
  }
    ? Reason
    : never;

/** Why a look-up fails in Postfix, or cannot be foretold. */
export const LOOKUP_REASONS: Readonly<Record<ReasonOf<'error'> | ReasonOf<'unknown'>, Localized>> = {
  'need-braces': {
    en: 'the table needs its content in braces',
    'zh-cn': '查找表的内容须写在花括号中',
  },
  'empty-table': { en: 'the table in braces is empty', 'zh-cn': '花括号中的查找表没有内容' },
  'text-after-brace': { en: 'there is text behind a closing brace', 'zh-cn': '右花括号后面还有文字' },
  'missing-brace': { en: 'a brace is missing', 'zh-cn': '缺少花括号' },
  'missing-equals': { en: 'an entry has no "="', 'zh-cn': '有条目缺少“=”' },
  'missing-key': { en: 'an entry has no key', 'zh-cn': '有条目没有键' },
  'unbalanced-quote': { en: 'a quote is not closed', 'zh-cn': '引号没有配对' },
  'need-table': { en: 'a member is not of the form type:name', 'zh-cn': '有成员不是“类型:名称”的形式' },
  'missing-file': { en: 'the file of the table cannot be read', 'zh-cn': '无法读取查找表文件' },
  'no-table': { en: 'this is not of the form type:name', 'zh-cn': '不是“类型:名称”的形式' },
  'unknown-type': { en: 'Postfix knows no such table type', 'zh-cn': 'Postfix 没有这种查找表类型' },
  'always-fails': { en: 'each look-up in this table fails', 'zh-cn': '在此表中的查询总是失败' },
  'empty-value': {
    en: 'the answer is empty, which Postfix takes for a fault of the table',
    'zh-cn': '查询结果为空，Postfix 会视为查找表故障',
  },
  remote: {
    en: 'only the server itself can ask this table (database, socket or system service)',
    'zh-cn': '只有服务器本身才能查询此表（数据库、套接字或系统服务）',
  },
  environment: {
    en: 'the answer is in the environment of the running program',
    'zh-cn': '结果取决于运行中程序的环境变量',
  },
  'file-not-read': { en: 'the file of the table is not at hand', 'zh-cn': '手头没有该查找表的文件' },
  random: {
    en: 'Postfix answers with one of several values at random',
    'zh-cn': 'Postfix 会随机返回其中一个值',
  },
  pattern: {
    en: 'what a pattern makes of this key depends on the regular-expression library',
    'zh-cn': '该模式对此键的匹配结果取决于正则表达式库',
  },
};

/** Why a step on the way of an address cannot be told. */
export const UNTOLD_REASONS: Readonly<Record<UntoldReason, Localized>> = {
  ...LOOKUP_REASONS,
  sender: { en: 'it depends on the sender', 'zh-cn': '取决于发件人' },
  file: { en: 'the list is read from a file', 'zh-cn': '列表取自文件' },
  interfaces: {
    en: 'it depends on the addresses of the machine',
    'zh-cn': '取决于这台机器的网络接口地址',
  },
};
