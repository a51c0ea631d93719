import type { PostfixRelease } from '../../knowledge/postfixKnowledge';
import {
  fieldText,
  type Service,
  type ServiceProblem,
  type ServiceProblemCode,
} from '../../postfix/masterCf';
import type { MasterFile } from '../../system/files';
import { isCutByBlank, meantSettings, severityFor, type MeantSetting } from '../options';
import { defineRule, type FileEdit } from '../rule';
import { edit, insertion, optionRemoval } from '../services';

type Code = Exclude<ServiceProblemCode, 'field-count' | 'unknown-option'>;

/** What is no `name=value` behind an `-o`: the program stops at its start; for braces, master itself. */
export const overrideSyntax = defineRule({
  id: 'override-syntax',
  severity: 'error',
  reads: ['master'],
  messages: {
    'override-without-equals': {
      en: 'There is no = in this setting: {command} stops at its start',
      'zh-cn': '这个设置里没有等号：{command} 一启动就会退出',
    },
    'override-without-name': {
      en: 'There is no name before the =: {command} stops at its start',
      'zh-cn': '等号前面没有参数名：{command} 一启动就会退出',
    },
    'override-missing': {
      en: 'Nothing follows this -o: {command} stops at its start',
      'zh-cn': '这个 -o 后面什么也没有：{command} 一启动就会退出',
    },
    'attached-braces': {
      en: 'Braces count only when a blank stands before them: {command} takes this one for part of the name',
      'zh-cn': '花括号前要有空格才算数：{command} 会把它当作参数名的一部分',
    },
    'unbalanced-braces': {
      en: 'This brace has no partner at the end of the word: Postfix does not start',
      'zh-cn': '花括号没有在词尾配对：Postfix 无法启动',
    },
    setTo: { en: 'Write {text}', 'zh-cn': '写成 {text}' },
    remove: { en: 'Remove this -o', 'zh-cn': '删除这个 -o' },
    blank: { en: 'Put a blank before the brace', 'zh-cn': '在花括号前加空格' },
    close: { en: 'Close the brace', 'zh-cn': '补上右花括号' },
    trailing: { en: 'Remove what follows the brace', 'zh-cn': '删除花括号后面的内容' },
  },
  check({ instance, report }) {
    const { master } = instance;
    if (!master) return;
    for (const service of master.tree.services) {
      if (service.problems.length === 0) continue;
      const command = fieldText(service, 'command');
      const daemon = instance.release.daemon(command);
      const meant = new Map(meantSettings(service, daemon).map((one) => [one.option.span.start, one]));
      for (const problem of service.problems) {
        const { code, span } = problem;
        const setting = meant.get(span.start);
        if (code === 'field-count' || code === 'unknown-option') continue;
        if (setting && isCutByBlank(setting)) continue;
        const fix = FIXES[code]({ master, service, problem, setting, release: instance.release });
        report({
          at: { uri: master.uri, span },
          message: code,
          severity: code === 'unbalanced-braces' ? 'error' : severityFor(daemon),
          values: { command },
          fixes: fix ? [{ ...fix, safe: code !== 'override-missing' }] : [],
        });
      }
    }
  },
});

interface Case {
  readonly master: MasterFile;
  readonly service: Service;
  readonly problem: ServiceProblem;
  readonly setting: MeantSetting | undefined;
  readonly release: PostfixRelease;
}

interface CaseFix {
  readonly title: 'setTo' | 'remove' | 'blank' | 'close' | 'trailing';
  readonly values?: Readonly<Record<string, string>>;
  readonly edits: () => readonly FileEdit[];
}

const FIXES: Readonly<Record<Code, (found: Case) => CaseFix | undefined>> = {
  'override-without-equals': addEquals,
  'override-without-name': () => undefined,
  'override-missing': ({ master, problem }) => ({
    title: 'remove',
    edits: () => [optionRemoval(master, problem.span)],
  }),
  'attached-braces': ({ master, problem }) => ({
    title: 'blank',
    edits: () => [insertion(master, master.tree.text.indexOf('{', problem.span.start), ' ')],
  }),
  'unbalanced-braces': closeBraces,
};

/** `-o name value` becomes `-o name=value`; a switch without a value is meant to be on. */
function addEquals({ master, problem, setting, release }: Case): CaseFix | undefined {
  if (!setting || setting.setting.text.startsWith('{')) return undefined;
  const name = setting.setting.text;
  const [value, ...more] = setting.loose;
  const end = setting.setting.span.end;
  if (value && more.length === 0 && !value.text.startsWith('#')) {
    const edits = () => [edit(master, { start: end, end: value.span.start }, '=')];
    return { title: 'setTo', values: { text: `-o ${name}=${value.text}` }, edits };
  }
  if (value || release.parameter(name)?.type.kind !== 'boolean') return undefined;
  const edits = () => [insertion(master, problem.span.end, '=yes')];
  return { title: 'setTo', values: { text: `-o ${name}=yes` }, edits };
}

function closeBraces({ master, problem }: Case): CaseFix | undefined {
  const { start, end } = problem.span;
  const text = master.tree.text.slice(start, end);
  const behind = /\}([^{}]+)$/.exec(text)?.[1];
  const opened = text.split('{').length;
  const closed = text.split('}').length;
  if (opened === closed + 1) return { title: 'close', edits: () => [insertion(master, end, ' }')] };
  if (behind === undefined || opened !== closed) return undefined;
  return { title: 'trailing', edits: () => [edit(master, { start: end - behind.length, end }, '')] };
}
