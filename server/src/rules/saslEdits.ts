import type { CyrusFile, SaslEntry } from '../system/saslFiles';
import { wholeLines } from './edits';
import type { FileEdit } from './rule';

/** Takes a setting out, with its lines. */
export function saslRemoval({ uri, tree }: CyrusFile, { nameSpan, valueSpan }: SaslEntry): FileEdit {
  const firstLine = tree.lines.indexAt(nameSpan.start);
  const lastLine = tree.lines.indexAt(Math.max(nameSpan.start, valueSpan.end - 1));
  return { uri, span: wholeLines(tree, { firstLine, lastLine }), text: '' };
}

/** Puts a line below that of a setting. */
export function lineBelow({ uri, tree }: CyrusFile, { valueSpan }: SaslEntry, line: string): FileEdit {
  const end = tree.lines.endOf(tree.lines.indexAt(valueSpan.start));
  return { uri, span: { start: end, end }, text: `\n${line}` };
}
