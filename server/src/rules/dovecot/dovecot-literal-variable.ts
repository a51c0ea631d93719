import type { Assignment } from '../../system/dovecot/assignments';
import type { DovecotInstance } from '../../system/dovecotInstance';
import { partOf } from '../dovecotValues';
import { defineRule, type RuleContext } from '../rule';

type Context = RuleContext<'name' | 'variable' | 'replace'>;

/** `$name` and `%u` are plain text to 2.4, which says nothing of it. */
export const dovecotLiteralVariable = defineRule({
  id: 'dovecot-literal-variable',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    name: {
      en: 'Dovecot 2.4 takes {text} for plain text; the value of the setting is {meant}',
      'zh-cn': 'Dovecot 2.4 把 {text} 当作普通文本；要引用该设置的值，应写 {meant}',
    },
    variable: {
      en: 'Dovecot 2.4 takes {text} for plain text; the variable is {meant}',
      'zh-cn': 'Dovecot 2.4 把 {text} 当作普通文本；变量应写作 {meant}',
    },
    replace: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
  },
  check(context) {
    const { dovecot } = context.system;
    if (dovecot?.release.line !== '2.4') return;
    for (const assignment of dovecot.reading.assignments) {
      reportNames(context, dovecot, assignment);
      if (!assignment.fact?.name.includes('timestamp')) reportVariables(context, assignment);
    }
  },
});

const NAME = /(?<=^|[\s,])\$(\w+)(?=$|[\s,])/g;

/** Only a name of a setting: a password may begin with a `$`. */
function reportNames(context: Context, { release, otherLine }: DovecotInstance, line: Assignment): void {
  for (const { 0: text, 1: name = '', index } of line.entry.source.text.matchAll(NAME)) {
    const isKnown = release.setting(name) !== undefined || otherLine.placesOf(name).length > 0;
    if (isKnown && line.entry.form === 'plain')
      reportPart(context, line, 'name', { text, index, meant: `$SET:${name}` });
  }
}

/** The letters of 2.3 that stand for what a user is, and their names in 2.4. */
const VARIABLES: Readonly<Record<string, string>> = {
  u: 'user',
  n: 'user | username',
  d: 'user | domain',
  h: 'home',
};
const FILTERS: Readonly<Record<string, string>> = { L: ' | lower', U: ' | upper' };

const LETTER = /(?<![%\w])%([LU]?)([undh])(?![A-Za-z0-9_%])/g;

function reportVariables(context: Context, line: Assignment): void {
  const { text: source } = line.entry.source;
  for (const { 0: text, 1: modifier = '', 2: letter = '', index } of source.matchAll(LETTER)) {
    const meant = `%{${VARIABLES[letter] ?? ''}${FILTERS[modifier] ?? ''}}`;
    reportPart(context, line, 'variable', { text, index, meant });
  }
}

interface Part {
  readonly text: string;
  readonly index: number;
  readonly meant: string;
}

function reportPart(
  { report }: Context,
  line: Assignment,
  message: 'name' | 'variable',
  { text, index, meant }: Part,
): void {
  const at = partOf(line, index, index + text.length);
  const edits = () => [{ ...at, text: meant }];
  report({ at, message, values: { text, meant }, fixes: [{ title: 'replace', values: { meant }, edits }] });
}
