import type { ValueType } from '../../knowledge/types';
import type { Parameter } from '../../postfix/mainCf';
import { COLUMNS, fieldText, type Service } from '../../postfix/masterCf';
import type { MainFile, MasterFile } from '../../system/files';
import type { PostfixInstance } from '../../system/postfixInstance';
import { findAt, touches, type Span } from '../../text/span';
import { checkValue } from '../checkValue';
import { lookAlikeRuns, type LookAlikeRun } from '../lookAlikeRuns';
import { defineRule, type Report, type Severity } from '../rule';

type MessageId = 'character' | 'blank' | 'invisible' | 'notComment' | 'write' | 'remove' | 'all';

/** Characters of an input method or a word processor where Postfix looks for ASCII. */
export const lookAlikeCharacter = defineRule<MessageId>({
  id: 'look-alike-character',
  severity: 'error',
  reads: ['main', 'master'],
  messages: {
    character: {
      en: '"{shown}" (U+{code}) only looks like "{ascii}": to Postfix it is another character',
      'zh-cn': '“{shown}”（U+{code}）只是看起来像“{ascii}”，对 Postfix 来说是另一个字符',
    },
    blank: {
      en: 'This blank (U+{code}) is no white space to Postfix: it becomes a part of the word',
      'zh-cn': '这个空格（U+{code}，全角或不换行空格）对 Postfix 不是空白，会成为单词的一部分',
    },
    invisible: {
      en: 'An invisible character (U+{code}) stands here and becomes a part of the word',
      'zh-cn': '这里有一个不可见字符（U+{code}），会成为单词的一部分',
    },
    notComment: {
      en: 'Only an ASCII # begins a comment: Postfix reads this line',
      'zh-cn': '只有半角 # 才是注释：Postfix 会读取这一行',
    },
    write: { en: 'Change it to "{ascii}"', 'zh-cn': '改为半角“{ascii}”' },
    remove: { en: 'Remove it', 'zh-cn': '删除它' },
    all: { en: 'Change all look-alike characters to ASCII', 'zh-cn': '把所有形似字符改为半角 ASCII' },
  },
  check({ instance, report }) {
    const { main, master } = instance;
    for (const run of main ? lookAlikeRuns(main.tree.text, main.tree.lines) : []) {
      const severity = main && severityInMain(instance, main, run);
      if (main && severity) report(finding(main, run, severity));
    }
    for (const run of master ? lookAlikeRuns(master.tree.text, master.tree.lines) : []) {
      const severity = master && severityInMaster(instance, master, run);
      if (master && severity) report(finding(master, run, severity));
    }
  },
});

function finding(file: MainFile | MasterFile, run: LookAlikeRun, severity: Severity): Report<MessageId> {
  const { text, lines } = file.tree;
  const { start, end, ascii } = run;
  const startsLine = lines.startOf(lines.indexAt(start)) === start;
  const blank = ascii.trim() === '';
  return {
    at: { uri: file.uri, span: { start, end } },
    message:
      ascii === ''
        ? 'invisible'
        : blank
          ? 'blank'
          : startsLine && ascii.startsWith('#')
            ? 'notComment'
            : 'character',
    severity,
    values: {
      shown: text.slice(start, end),
      ascii,
      code: (text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, '0'),
    },
    fixes: [
      {
        title: ascii === '' ? 'remove' : 'write',
        values: { ascii },
        allTitle: 'all',
        safe: true,
        edits: () => [{ uri: file.uri, span: { start, end }, text: ascii }],
      },
    ],
  };
}

/** Undefined where the character may be meant: in free text, and in names and values that are the user's own. */
function severityInMain(
  instance: PostfixInstance,
  { tree }: MainFile,
  run: LookAlikeRun,
): Severity | undefined {
  const parameter = findAt(tree.parameters, run.start, ({ line }) => line);
  // A line without an equals sign stops every program.
  if (!parameter) return 'error';
  if (run.start < parameter.equals) return 'error';
  const { release, entries, serviceParameters } = instance;
  const type = release.parameter(parameter.name)?.type ?? serviceParameters.get(parameter.name)?.type;
  const inForce = entries.get(parameter.name) === parameter;
  return severityInValue(instance, parameter, type, run, inForce);
}

type Valued = Pick<Parameter, 'name' | 'value'>;

const FREE: ReadonlySet<ValueType['kind']> = new Set(['string', 'template', 'command']);
/** Lists of names that may be written in other scripts. */
const INTERNATIONAL: ReadonlySet<ValueType['kind']> = new Set(['list', 'name', 'path', 'nexthop', 'tables']);

function severityInValue(
  { release }: PostfixInstance,
  { name, value }: Valued,
  type: ValueType | undefined,
  run: LookAlikeRun,
  inForce: boolean,
): Severity | undefined {
  if (!type || FREE.has(type.kind) || isInBraces(value.text, value.indexOf(run.start) ?? 0)) return undefined;
  if (run.letters && INTERNATIONAL.has(type.kind)) return undefined;
  const refused =
    type.kind === 'restrictions' ||
    type.kind === 'flags' ||
    checkValue(type, release.parameter(name), value.text);
  return refused && inForce ? 'error' : 'warning';
}

/** What stands in braces is the content of a table, or text. */
function isInBraces(text: string, index: number): boolean {
  let depth = 0;
  for (let at = 0; at < index; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}') depth--;
  }
  return depth > 0;
}

function severityInMaster(
  instance: PostfixInstance,
  { tree }: MasterFile,
  run: LookAlikeRun,
): Severity | undefined {
  const service = findAt(tree.services, run.start, ({ line }) => line);
  if (!service || service.fields.length < COLUMNS.length) return 'error';
  const column = service.fields.findIndex(({ span }) => touches(span, run.start));
  if (column === 0) return fieldText(service, 'type') === 'inet' ? 'error' : 'warning';
  return column > 0 ? 'error' : severityInArguments(instance, service, run);
}

function severityInArguments(
  instance: PostfixInstance,
  service: Service,
  run: LookAlikeRun,
): Severity | undefined {
  const override = service.overrides.find(({ span }) => contains(span, run));
  if (!override) return isOption(service, run) ? 'error' : undefined;
  if (contains(override.nameSpan, run)) return 'error';
  const { release, serviceParameters } = instance;
  const type = release.parameter(override.name)?.type ?? serviceParameters.get(override.name)?.type;
  return severityInValue(instance, override, type, run, true);
}

function contains(span: Span, run: Span): boolean {
  return span.start <= run.start && run.end <= span.end;
}

/** A dash that is none where options are read, or the setting behind a lone `-o` with an equals sign that is none. */
function isOption({ arguments: words, operands }: Service, run: LookAlikeRun): boolean {
  const index = words.findIndex(({ span }) => contains(span, run));
  const endsOptions = index === words.length - operands.length;
  const begins = words[index]?.span.start === run.start && run.ascii.startsWith('-');
  return (endsOptions && begins) || words[index - 1]?.text === '-o';
}
