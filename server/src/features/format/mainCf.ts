import type { MainCf, Parameter } from '../../postfix/mainCf';
import type { PostfixInstance } from '../../system/postfixInstance';
import type { TextChange } from '../../text/edits';
import { isListValue } from '../lists';
import { contentEnd, contentStart, replaceBlanks, trimEnd, type FormatStyle } from './layout';

/** One blank on each side of the equals sign, continuation lines indented alike. */
export function mainChanges(tree: MainCf, instance: PostfixInstance, style: FormatStyle): TextChange[] {
  const changes = tree.problems.flatMap(({ line, code }) =>
    code === 'missing-equals' && line.firstLine === line.lastLine ? trimEnd(tree, line.firstLine) : [],
  );
  for (const parameter of tree.parameters) {
    if (parameter.line.source.text.includes('\0')) continue;
    changes.push(...aroundEquals(tree, parameter));
    const { firstLine, lastLine } = parameter.line;
    if (firstLine === lastLine) changes.push(...trimEnd(tree, firstLine));
    else changes.push(...continuationChanges(tree, parameter, instance, style));
  }
  return changes;
}

function aroundEquals(tree: MainCf, { line, nameSpan, equals, value }: Parameter): TextChange[] {
  const firstEnd = contentEnd(tree, line.firstLine);
  if (equals >= firstEnd) return [];
  const before = replaceBlanks(tree, nameSpan.end, equals, ' ');
  if (value.text === '' || value.start >= firstEnd) return before;
  return [...before, ...replaceBlanks(tree, equals + 1, value.start, ' ')];
}

/** Blanks at the borders of lines are a part of the value, so that they change only where they mean nothing. */
function continuationChanges(
  tree: MainCf,
  parameter: Parameter,
  instance: PostfixInstance,
  style: FormatStyle,
): TextChange[] {
  const { lines, text } = tree;
  const { firstLine, lastLine } = parameter.line;
  const free = isListValue(parameter, instance);
  const changes: TextChange[] = [];
  const nesting = new Nesting();
  let scanned = parameter.equals + 1;
  for (let line = firstLine; line <= lastLine; line++) {
    const kind = lines.kindOf(line);
    if (kind !== 'first' && kind !== 'continuation') continue;
    const start = contentStart(tree, line);
    // Before the first character of the value there is nothing that blanks could separate.
    const leading = start <= parameter.value.start;
    if (kind === 'continuation' && (leading || (free && !nesting.isOpen))) {
      changes.push(...replaceBlanks(tree, lines.startOf(line), start, style.indentation));
    }
    const end = contentEnd(tree, line);
    nesting.read(text, Math.max(scanned, start), end);
    scanned = end;
    const trailing = line === lastLine || parameter.value.start >= end;
    if (trailing || (free && !nesting.isOpen)) changes.push(...trimEnd(tree, line));
  }
  return changes;
}

/** Whether braces, brackets or quotes are open: blanks inside them may be text. */
class Nesting {
  private depth = 0;
  private quoted = false;

  get isOpen(): boolean {
    return this.depth > 0 || this.quoted;
  }

  read(text: string, start: number, end: number): void {
    for (let at = start; at < end; at++) {
      const character = text[at];
      if (character === '"') this.quoted = !this.quoted;
      else if (character === '{' || character === '(') this.depth++;
      else if ((character === '}' || character === ')') && this.depth > 0) this.depth--;
    }
  }
}
