import { COLUMNS, endsInBraces, type MasterCf, type Service } from '../../postfix/masterCf';
import type { TextChange } from '../../text/edits';
import { findAt } from '../../text/span';
import { contentEnd, contentStart, replaceBlanks, trimEnd } from './layout';

/** Where the columns begin in the master.cf that comes with Postfix, and under the heading in its comments. */
const STOPS = [0, 10, 16, 24, 32, 40, 48, 56] as const;
const LONGEST_SHIFT = 20;
const OPTION_INDENTATION = '  ';
/** For lines that go on with what an option began. */
const DEEPER_INDENTATION = '    ';
const BEGINS_OPTION = /^(-[A-Za-z]|(flags|user|argv|directory|chroot|eol|null_sender|size)=)/i;

/** Columns aligned in each block of rows, options indented below their service. */
export function masterChanges(tree: MasterCf): TextChange[] {
  return blocksOf(tree).flatMap((services) => {
    const shift = shiftOf(services);
    return services.flatMap((service) => serviceChanges(tree, service, shift));
  });
}

/** Services with no blank line between them. */
function blocksOf({ lines, services }: MasterCf): Service[][] {
  const blocks: Service[][] = [];
  let previous: Service | undefined;
  for (const service of services) {
    let together = previous !== undefined;
    for (let line = (previous?.line.lastLine ?? 0) + 1; line < service.line.firstLine; line++) {
      if (lines.kindOf(line) === 'blank') together = false;
    }
    if (together) blocks.at(-1)?.push(service);
    else blocks.push([service]);
    previous = service;
  }
  return blocks;
}

/** The columns move to the right when the names of most rows need it; a few long names stick out instead. */
function shiftOf(services: readonly Service[]): number {
  const widths = services.map(({ fields }) => fields[0]?.text.length ?? 0).sort((a, b) => a - b);
  const width = widths[Math.floor((widths.length - 1) * 0.75)] ?? 0;
  return Math.min(Math.max(0, width + 1 - STOPS[1]), LONGEST_SHIFT);
}

function serviceChanges(tree: MasterCf, service: Service, shift: number): TextChange[] {
  const { firstLine, lastLine } = service.line;
  const isRow = service.fields.length === COLUMNS.length && isOnLine(tree, service, firstLine);
  const changes = isRow ? columnChanges(tree, service, shift) : [];
  for (let line = firstLine; line <= lastLine; line++) {
    const kind = tree.lines.kindOf(line);
    if (kind !== 'first' && kind !== 'continuation') continue;
    const start = contentStart(tree, line);
    const end = contentEnd(tree, line);
    if (isRow && kind === 'continuation' && !isInArgument(service, start)) {
      const indentation = BEGINS_OPTION.test(tree.text.slice(start, end))
        ? OPTION_INDENTATION
        : DEEPER_INDENTATION;
      changes.push(...replaceBlanks(tree, tree.lines.startOf(line), start, indentation));
    }
    const isInside = line === lastLine ? endsInBraces(service) : isInArgument(service, end);
    if (!isInside) changes.push(...trimEnd(tree, line));
  }
  return changes;
}

/** Braces keep no blanks together in a column, but `postconf` thinks so. */
function isOnLine(tree: MasterCf, { fields }: Service, line: number): boolean {
  return fields.every(({ span, text }) => span.end <= contentEnd(tree, line) && !/[{}]/.test(text));
}

/** Between the braces of an argument blanks are a part of it. */
function isInArgument({ arguments: words }: Service, offset: number): boolean {
  const word = findAt(words, offset - 1, ({ span }) => span);
  return word !== undefined && word.span.start < offset && offset < word.span.end;
}

/** Each column at its stop, or one blank behind a column that goes past it. */
function columnChanges(
  tree: MasterCf,
  { fields, arguments: words, line }: Service,
  shift: number,
): TextChange[] {
  const changes: TextChange[] = [];
  let column = 0;
  for (const [index, { text, span }] of fields.entries()) {
    const before = fields[index - 1];
    if (before) {
      const stop = Math.max((STOPS[index] ?? 0) + shift, column + 1);
      changes.push(...replaceBlanks(tree, before.span.end, span.start, ' '.repeat(stop - column)));
      column = stop;
    }
    column += text.length;
  }
  const command = fields.at(-1);
  const [first] = words;
  if (command && first && first.span.start < contentEnd(tree, line.firstLine)) {
    changes.push(...replaceBlanks(tree, command.span.end, first.span.start, ' '));
  }
  return changes;
}
