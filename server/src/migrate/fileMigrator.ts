import { blocksAround, walk, type Block, type Entry, type Setting } from '../dovecot/nodes';
import { OBSOLETE_BLOCKS } from '../dovecot/obsolete';
import { assignmentOf, sectionOf } from '../system/dovecot/place';
import type { Section } from '../system/dovecot/sections';
import type { DovecotFile } from '../system/files';
import { convertAssignment } from './convertSetting';
import { open, type Context, type Outcome } from './conversion';
import type { LineEdits } from './lineEdits';
import type { OpenPoint } from './migration';
import { reason, type Reason } from './reasons';
import { isGoneDriver } from './settings/databases';
import { GONE_SERVICES } from './settings/services';
import { isReadable, linesOf, type Statement } from './statements';

/** Rewrites the lines of one file, one after the other. */
export class FileMigrator {
  private readonly points: OpenPoint[] = [];
  /** Lines of blocks that became comments. */
  private readonly done = new Set<Entry>();
  /** Blanks that lines lose because a block around them is gone. */
  private readonly outdented = new Map<Entry, number>();

  constructor(
    private readonly file: DovecotFile,
    private readonly context: Context,
    private readonly edits: LineEdits,
  ) {}

  run(): readonly OpenPoint[] {
    for (const entry of walk(this.file.tree.entries)) {
      if (this.done.has(entry)) continue;
      if (entry.kind === 'setting') this.migrateSetting(entry);
      else if (entry.kind === 'block') this.migrateBlock(entry);
      else if (entry.kind === 'broken')
        this.report(entry, [reason('not-understood', { value: entry.line.source.text })]);
    }
    return this.points;
  }

  private migrateSetting(entry: Setting): void {
    const assignment = assignmentOf(this.context.instance, entry);
    const outcome: Outcome = assignment
      ? convertAssignment(assignment, this.context)
      : open(reason('no-successor', { name: entry.key.text }));
    const isSafe = outcome.statements.every(isReadable);
    this.writeOutcome(entry, isSafe ? outcome : open(reason('not-understood', { value: entry.value })));
  }

  private writeOutcome(entry: Setting, { statements, reasons, isOverridden }: Outcome): void {
    const { line } = entry;
    const indent = this.edits.indentOf(line).slice(this.outdented.get(entry) ?? 0);
    const { stay, hoisted } = this.divide(entry, statements);
    this.report(entry, reasons, indent);
    if (stay.length > 0) this.edits.replace(entry, stay, indent);
    else if (hoisted.length > 0) this.edits.remove(line);
    else if (reasons.length > 0 || isOverridden) this.edits.commentOut(line.firstLine, line.lastLine);
    else this.edits.remove(line);
  }

  /** What does not stand in a filter in 2.4 goes behind the block around; `service` is one for all connections. */
  private divide(
    { line }: Entry,
    statements: readonly Statement[],
  ): { readonly stay: readonly Statement[]; readonly hoisted: readonly Statement[] } {
    const [outermost] = blocksAround(this.file.tree, line.start);
    const isHoisted = (one: Statement): boolean => one.kind === 'block' && one.type === 'service';
    const hoisted = outermost?.close ? statements.filter(isHoisted) : [];
    if (outermost?.close && hoisted.length > 0)
      this.edits.insert(
        this.file.tree.lines.endOf(outermost.close.line.lastLine),
        hoisted
          .flatMap((one) => linesOf(one))
          .map((text) => `\n${text}`)
          .join(''),
      );
    return { stay: statements.filter((one) => !hoisted.includes(one)), hoisted };
  }

  private report({ line }: Entry, reasons: readonly Reason[], indent = this.edits.indentOf(line)): void {
    this.edits.mark(line, reasons, indent);
    for (const one of reasons) this.points.push({ span: { start: line.start, end: line.end }, reason: one });
  }

  private migrateBlock(block: Block): void {
    const section = sectionOf(this.context.instance, block);
    if (!section) return;
    const gone = this.goneReasons(block, section);
    if (gone) this.commentOut(block, gone);
    else if (section.fact?.name === 'plugin') this.unwrap(block);
    else if (block.type.text === 'local_name' && namesOf(block).length > 1 && block.close)
      this.edits.repeat(block, namesOf(block));
    else if (section.fact?.name === 'dict') this.edits.rename(block, 'dict_server', undefined);
    else {
      const label = this.context.labelOf(section);
      if (label !== undefined && label !== block.label?.text)
        this.edits.rename(block, block.type.text, label);
    }
  }

  /** Why a block has no place in 2.4; nothing to tell where it sets nothing. */
  private goneReasons(block: Block, section: Section): readonly Reason[] | undefined {
    const name = section.fact?.name;
    const label = block.label?.text ?? '';
    if (section.kind === 'unknown')
      return [
        OBSOLETE_BLOCKS.has(block.type.text)
          ? reason('in-group', { name: block.type.text, value: label })
          : reason('no-successor', { name: block.type.text }),
      ];
    if (name === 'service' && GONE_SERVICES.has(label)) {
      const isEmpty = [...walk(block.entries)].every(({ kind }) => kind === 'block');
      return isEmpty ? [] : [reason('no-service', { name: label })];
    }
    if (section.kind === 'filter' && section.parent?.kind === 'section')
      return [reason('filter-inside', { name: block.type.text })];
    const driver = this.context.valueIn(section, 'driver') ?? '';
    return (name === 'passdb' || name === 'userdb') && isGoneDriver(driver)
      ? [reason('no-driver', { type: name, name: driver })]
      : undefined;
  }

  private commentOut(block: Block, reasons: readonly Reason[]): void {
    for (const inner of walk([block])) this.done.add(inner);
    if (!block.close) {
      this.report(block, [reason('open-block')]);
      return;
    }
    this.report(block, reasons);
    this.edits.commentOut(block.line.firstLine, block.close.line.lastLine);
  }

  /** What stood in `plugin` stands outside. */
  private unwrap(block: Block): void {
    const { close } = block;
    if (!close || close.line === block.line) {
      this.report(block, [reason('open-block')]);
      return;
    }
    const first = block.entries[0];
    const width = first
      ? Math.max(0, this.edits.indentOf(first.line).length - this.edits.indentOf(block.line).length)
      : 2;
    for (const inner of walk(block.entries)) this.outdented.set(inner, width);
    this.edits.remove(block.line);
    this.edits.outdent(block.line.lastLine + 1, close.line.firstLine - 1, width);
    this.edits.remove(close.line);
  }
}

/** 2.4 takes one name in a `local_name`. */
function namesOf({ label }: Block): string[] {
  return (label?.text ?? '').split(/\s+/).filter((name) => name !== '');
}
