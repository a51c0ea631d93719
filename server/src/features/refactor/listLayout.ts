import { CodeActionKind } from 'vscode-languageserver-types';
import type { Parameter } from '../../postfix/mainCf';
import type { Word } from '../../postfix/values';
import { wordsOf } from '../../system/names';
import type { PostfixInstance } from '../../system/postfixInstance';
import { findAt } from '../../text/span';
import { isListValue } from '../lists';
import type { Refactor, Refactoring } from './refactoring';
import { isPlainText } from './settings';

const TITLES = {
  spread: { en: 'Write the list on several lines', 'zh-cn': '把列表写成多行' },
  join: { en: 'Write the list on one line', 'zh-cn': '把列表写成一行' },
};

const INDENTATION = '    ';

/** A list on one line gets a line for each item, and the other way round. Commas stay where they are. */
export const listLayout: Refactor = {
  kind: `${CodeActionKind.RefactorRewrite}.listLayout`,
  find({ file, instance }, range) {
    if (file.kind !== 'main') return [];
    const parameter = findAt(file.tree.parameters, range.start, ({ line }) => line);
    if (!parameter || !isListValue(parameter, instance) || !isPlainText(parameter.value.text)) return [];
    const { value, line } = parameter;
    const items = itemsOf(parameter, instance);
    const comments = file.tree.lines;
    for (let at = line.firstLine; at <= line.lastLine; at++) {
      const kind = comments.kindOf(at);
      if (kind !== 'first' && kind !== 'continuation') return [];
    }
    // On a line of its own such an item would be a comment.
    if (items.length < 2 || items.some((item) => item.startsWith('#')) || value.text.includes('$('))
      return [];
    const span = { start: parameter.equals + 1, end: value.end };
    const rewrite = (title: keyof typeof TITLES, text: string): Refactoring => ({
      title: { text: TITLES[title], values: {} },
      edits: [{ uri: file.uri, span, text }],
    });
    return line.firstLine === line.lastLine
      ? [rewrite('spread', items.map((item) => `\n${INDENTATION}${item}`).join(''))]
      : [rewrite('join', ` ${items.join(' ')}`)];
  },
};

/** The items with the commas behind them; a restriction with its argument is one. */
function itemsOf({ value: { text } }: Parameter, instance: PostfixInstance): string[] {
  const words = wordsOf(text);
  const items: string[] = [];
  let item = text.slice(0, words[0]?.start ?? 0).replace(/\s+/g, '');
  for (const [index, word] of words.entries()) {
    const gap = text.slice(word.end, words[index + 1]?.start ?? text.length);
    item += word.text + gap.replace(/\s+/g, '');
    if (gap.includes(',') || index === words.length - 1 || !takesArgument(word, instance)) {
      items.push(item);
      item = '';
    } else item += ' ';
  }
  return items;
}

function takesArgument({ text }: Word, { release }: PostfixInstance): boolean {
  return release.restriction(text)?.argument !== undefined;
}
