import type { Block, DovecotConf, Setting } from '../dovecot/nodes';
import { applyEdits, type TextChange } from '../text/edits';
import type { LogicalLine } from '../text/logicalLines';
import type { Language } from '../text/localized';
import { reasonText, type Reason } from './reasons';
import { headOf, linesOf, type NewSetting, type Statement } from './statements';

/** What comments about open points begin with. */
export const MARK = 'mailwright: 2.4:';

/** Writes what becomes of the lines of one file; everything else of it stays. */
export class LineEdits {
  private readonly changes: TextChange[] = [];
  private readonly repeated: { readonly block: Block; readonly labels: readonly string[] }[] = [];

  constructor(
    private readonly tree: DovecotConf,
    private readonly language: Language,
  ) {}

  get edits(): readonly TextChange[] {
    const changes = this.repeated.reduce((all, one) => this.copy(all, one), this.changes);
    const isDos = this.tree.text.includes('\r\n');
    const merged = merge(changes);
    return isDos ? merged.map(({ span, text }) => ({ span, text: text.replace(/\r?\n/g, '\r\n') })) : merged;
  }

  insert(at: number, text: string): void {
    this.changes.push({ span: { start: at, end: at }, text });
  }

  /** A comment for each reason above a line. */
  mark(line: LogicalLine, reasons: readonly Reason[], indent = this.indentOf(line)): void {
    for (const reason of reasons)
      this.insert(line.start, `# ${MARK} ${reasonText(reason, this.language)}\n${indent}`);
  }

  /** `#` before each line of a stretch. */
  commentOut(firstLine: number, lastLine: number): void {
    for (let index = firstLine; index <= lastLine; index++) {
      const kind = this.tree.lines.kindOf(index);
      if (kind !== 'first' && kind !== 'continuation') continue;
      const start = this.tree.lines.startOf(index);
      const blanks =
        /^[ \t\r]*/.exec(this.tree.text.slice(start, this.tree.lines.endOf(index)))?.[0].length ?? 0;
      this.insert(start + blanks, '# ');
    }
  }

  /** Takes a line away, but for a comment at its end. */
  remove({ start, end, firstLine, lastLine }: LogicalLine): void {
    const { lines, text } = this.tree;
    const rest = text.slice(end, lines.endOf(lastLine));
    const blanks = /^[ \t\r]*/.exec(rest)?.[0].length ?? 0;
    const span =
      blanks === rest.length
        ? { start: lines.startOf(firstLine), end: lines.startOf(lastLine + 1) }
        : { start, end: end + blanks };
    this.changes.push({ span, text: '' });
  }

  /** Other statements in place of a setting; only what differs changes. */
  replace(entry: Setting, statements: readonly Statement[], indent = this.indentOf(entry.line)): void {
    const [only, ...more] = statements;
    if (only?.kind === 'setting' && more.length === 0 && this.adjust(entry, only)) return;
    const text = statements.flatMap((statement) => linesOf(statement)).join(`\n${indent}`);
    this.changes.push({ span: { start: entry.line.start, end: entry.line.end }, text });
  }

  /** Another type or label of a block. */
  rename({ type, brace }: Block, newType: string, label: string | undefined): void {
    this.changes.push({ span: { start: type.span.start, end: brace + 1 }, text: headOf(newType, label) });
  }

  /** The block once for each label, with all that becomes of what it holds. */
  repeat(block: Block, labels: readonly string[]): void {
    this.repeated.push({ block, labels });
  }

  private copy(
    changes: readonly TextChange[],
    { block, labels }: { readonly block: Block; readonly labels: readonly string[] },
  ): TextChange[] {
    const start = block.brace + 1;
    const end = block.close?.line.end ?? start;
    const isInside = ({ span }: TextChange): boolean => span.start >= start && span.end <= end;
    const moved = changes
      .filter(isInside)
      .map(({ span, text }) => ({ span: { start: span.start - start, end: span.end - start }, text }));
    const body = applyEdits(this.tree.text.slice(start, end), moved);
    const indent = this.indentOf(block.line);
    const text = labels.map((label) => `${headOf(block.type.text, label)}${body}`).join(`\n${indent}`);
    const whole = { span: { start: block.type.span.start, end }, text };
    return [...changes.filter((change) => !isInside(change)), whole];
  }

  /** Blanks at the beginning of lines, as many as a block around them indented them. */
  outdent(firstLine: number, lastLine: number, width: number): void {
    const { lines, text } = this.tree;
    for (let index = firstLine; index <= lastLine; index++) {
      const start = lines.startOf(index);
      const blanks = /^[ \t]*/.exec(text.slice(start, lines.endOf(index)))?.[0].length ?? 0;
      const end = start + Math.min(blanks, width);
      if (end > start) this.changes.push({ span: { start, end }, text: '' });
    }
  }

  indentOf({ firstLine, start }: LogicalLine): string {
    return /^[ \t]*/.exec(this.tree.text.slice(this.tree.lines.startOf(firstLine), start))?.[0] ?? '';
  }

  /** Key and words of the value, where nothing else changes; false when that is not so. */
  private adjust(
    { key, source, form, value: old }: Setting,
    { key: name, value, edits }: NewSetting,
  ): boolean {
    const isSame = value === source.text || (form === 'file' && value === `<${old}`);
    if (!isSame && !edits) return false;
    if (name !== key.text) this.changes.push({ span: key.span, text: name });
    if (isSame) return true;
    for (const { span, text } of edits ?? [])
      this.changes.push({ span: source.spanOf(span.start, span.end), text });
    return true;
  }
}

/** Changes that touch each other become one: editors want none twice at a place. */
function merge(changes: readonly TextChange[]): TextChange[] {
  const ordered = [...changes].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const merged: TextChange[] = [];
  for (const change of ordered) {
    const last = merged.at(-1);
    if (last && change.span.start <= last.span.end) {
      merged.pop();
      const end = Math.max(last.span.end, change.span.end);
      merged.push({ span: { start: last.span.start, end }, text: last.text + change.text });
    } else merged.push(change);
  }
  return merged;
}
