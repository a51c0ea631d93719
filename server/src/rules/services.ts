import { COLUMNS, field, type Column, type Service } from '../postfix/masterCf';
import type { MasterFile } from '../system/files';
import type { PostfixInstance } from '../system/postfixInstance';
import { isBlank } from '../text/logicalLines';
import type { Span } from '../text/span';
import type { FileEdit, Place } from './rule';

/** Services with all eight columns: the others are lost to Postfix as a whole. */
export function completeServices(master: MasterFile): readonly Service[] {
  return master.tree.services.filter((service) => service.fields.length === COLUMNS.length);
}

export function columnPlace(master: MasterFile, service: Service, column: Column): Place {
  const span = field(service, column)?.span ?? { start: service.line.start, end: service.line.end };
  return { uri: master.uri, span };
}

export function edit(master: MasterFile, span: Span, text: string): FileEdit {
  return { uri: master.uri, span, text };
}

export function insertion(master: MasterFile, offset: number, text: string): FileEdit {
  return edit(master, { start: offset, end: offset }, text);
}

/** Takes an option out: with its lines when nothing else stands on them, else with the blanks before it. */
export function optionRemoval(master: MasterFile, span: Span): FileEdit {
  const { text } = master.tree;
  let { start } = span;
  while (start > 0 && isInlineBlank(text, start - 1)) start--;
  let { end } = span;
  while (end < text.length && isInlineBlank(text, end)) end++;
  const ownLine = (start === 0 || text[start - 1] === '\n') && (end === text.length || text[end] === '\n');
  if (ownLine) return edit(master, { start, end: Math.min(end + 1, text.length) }, '');
  return edit(master, { start, end: span.end }, '');
}

function isInlineBlank(text: string, at: number): boolean {
  return text[at] !== '\n' && isBlank(text.charCodeAt(at));
}

/** Long values would make a message unreadable. */
export function shorten(value: string, limit = 60): string {
  const flat = value.replace(/\s+/g, ' ');
  return flat.length <= limit ? flat : `${flat.slice(0, limit - 1)}…`;
}

/** Widths of the columns in the shipped file. */
const WIDTHS = [9, 5, 7, 7, 7, 7, 7, 0];

/** The line of the shipped master.cf for a service, under the name that it has here. */
export function shippedRow({ release }: PostfixInstance, shipped: string, name = shipped): string {
  const fact = release.shippedServices.find(({ row }) => row[0] === shipped);
  const row = [name, ...(fact?.row.slice(1) ?? [])];
  return `${row.map((word, index) => word.padEnd(WIDTHS[index] ?? 0)).join(' ')}\n`;
}
