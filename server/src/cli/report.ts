import { TextDocument } from 'vscode-languageserver-textdocument';
import { messageText, type Finding, type Message, type Severity } from '../rules/rule';
import type { Language } from '../text/localized';
import { unmaskText } from '../text/maskedText';
import type { Span } from '../text/span';

/** What `check` found, in the reader's language and in lines and columns (0-based, as in LSP). */
export interface Report {
  readonly files: readonly FileReport[];
}

export interface FileReport {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly ReportedFinding[];
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
  /** Titles. */
  readonly fixes: readonly string[];
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface ReportContext {
  readonly language: Language;
  toPath(uri: string): string;
  /** Text of any file that a finding may point at. */
  textOf(uri: string): string;
}

export function reportFile(context: ReportContext, uri: string, findings: readonly Finding[]): FileReport {
  const document = documentOf(context, uri);
  const textOf = (message: Message): string => unmaskText(messageText(message, context.language));
  return {
    path: context.toPath(uri),
    text: document.getText(),
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: textOf(finding.message),
      range: rangeOf(document, finding.span),
      related: finding.related.map((item) => ({
        path: context.toPath(item.uri),
        range: rangeOf(item.uri === uri ? document : documentOf(context, item.uri), item.span),
        message: textOf(item.message),
      })),
      fixes: finding.fixes.map((fix) => textOf(fix.title)),
    })),
  };
}

export function countBySeverity(files: readonly FileReport[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { findings } of files) for (const { severity } of findings) counts[severity]++;
  return counts;
}

function documentOf(context: ReportContext, uri: string): TextDocument {
  return TextDocument.create(uri, '', 0, context.textOf(uri));
}

function rangeOf(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
