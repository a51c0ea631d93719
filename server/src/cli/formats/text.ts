import { eastAsianWidth } from 'get-east-asian-width';
import { createColors } from 'picocolors';
import type { Severity } from '../../rules/rule';
import { format, type Language } from '../../text/localized';
import { TEXTS } from '../texts';
import { countBySeverity, type FileReport, type Report, type ReportedFinding } from '../report';

type Colours = ReturnType<typeof createColors>;

const COLOUR: Readonly<Record<Severity, 'red' | 'yellow' | 'blue' | 'gray'>> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  hint: 'gray',
};

/** Longer lines are cut in the excerpt; the message has its place in full. */
const EXCERPT_WIDTH = 160;

/** For a person at a terminal: each finding with its line, underlined, what it relates to, and the fixes offered. */
export function formatText(report: Report, language: Language, colours: boolean): string {
  const paint = createColors(colours);
  const findings = report.files.flatMap((file) =>
    file.findings.map((finding) => describe(file, finding, paint)),
  );
  return [...findings, summary(report, language)].join('\n') + '\n';
}

function describe(file: FileReport, finding: ReportedFinding, paint: Colours): string {
  const { severity, rule, range } = finding;
  const message = visible(finding.message);
  const related = finding.related.map((item) => ({ ...item, message: visible(item.message) }));
  const fixes = finding.fixes.map(visible);
  const colour = paint[COLOUR[severity]];
  const head = `${paint.bold(place(file.path, range.start))}: ${colour(severity)}: ${message} ${paint.dim(`[${rule}]`)}`;
  const notes = related.map(
    (item) => `    ${paint.dim(place(item.path, item.range.start))}: ${item.message}`,
  );
  const offers = fixes.map((title) => `    ${paint.green('→')} ${title}`);
  return [head, ...excerpt(file.text, finding, colour), ...notes, ...offers, ''].join('\n');
}

function place(path: string, { line, character }: { line: number; character: number }): string {
  return `${path}:${line + 1}:${character + 1}`;
}

function excerpt(text: string, { range }: ReportedFinding, colour: (text: string) => string): string[] {
  const { start, end } = range;
  const line = (text.split('\n', start.line + 1)[start.line] ?? '').replace(/\r$/, '');
  if (start.character > EXCERPT_WIDTH) return [];
  const shown = visible(line.slice(0, EXCERPT_WIDTH));
  const until = end.line > start.line ? line.length : end.character;
  const marked = line.slice(start.character, Math.min(until, EXCERPT_WIDTH));
  const gutter = String(start.line + 1).padStart(5);
  const indent = ' '.repeat(width(line.slice(0, start.character)));
  return [
    `${gutter} | ${shown}`,
    `${' '.repeat(5)} | ${indent}${colour('^'.repeat(Math.max(1, width(marked))))}`,
  ];
}

/** Control characters of a hostile file must not reach the terminal; each takes one column, a tab too. */
function visible(line: string): string {
  return line.replace(/\t/g, ' ').replace(/\p{Cc}/gu, '·');
}

/** Columns on a terminal: a Chinese character or a full-width dash takes two. */
function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += eastAsianWidth(character.codePointAt(0) ?? 0);
  return columns;
}

function summary(report: Report, language: Language): string {
  const counts = countBySeverity(report.files);
  const findings = counts.error + counts.warning + counts.info + counts.hint;
  const text = findings === 0 ? TEXTS.clean : TEXTS.summary;
  return format(text[language], { ...counts, findings, files: report.files.length });
}
