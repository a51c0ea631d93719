import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { messageText, type FileEdit, type Finding, type Fix } from '../rules/rule';
import type { Language } from '../text/localized';
import type { Span } from '../text/span';
import { toDiagnostic, type DocumentLookup } from './diagnostics';
import { toRange } from './target';

export interface CodeActionInput {
  readonly document: TextDocument;
  readonly findings: readonly Finding[];
  readonly language: Language;
  readonly documents: DocumentLookup;
  /** The client's command that gives a document the line end LF, when it has one. */
  readonly convertToLf?: string;
}

/** No menu is longer; a selection of a whole file may touch thousands of findings. */
const SHOWN_FINDINGS = 50;

/** The fixes of every finding that touches the range; of several ones, the first is the preferred one. */
export function codeActions(input: CodeActionInput, range: Span): CodeAction[] {
  const touched = input.findings
    .filter(({ span }) => span.start <= range.end && range.start <= span.end)
    .slice(0, SHOWN_FINDINGS);
  const single = touched.flatMap((finding) =>
    finding.fixes.map((fix, index) => toAction(input, finding, fix, index === 0)),
  );
  return [...single, ...fixAllActions(input, touched)];
}

function toAction(input: CodeActionInput, finding: Finding, fix: Fix, preferred: boolean): CodeAction {
  const diagnostic: Diagnostic = toDiagnostic(input, finding);
  const title = messageText(fix.title, input.language);
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: preferred && fix.safe,
    ...(fix.lineEnds && input.convertToLf !== undefined
      ? { command: { title, command: input.convertToLf, arguments: [finding.uri] } }
      : { edit: toWorkspaceEdit(input, fix.edits()) }),
  };
}

function fixAllActions(input: CodeActionInput, touched: readonly Finding[]): CodeAction[] {
  const groups = new Map<string, Fix>();
  for (const fix of touched.flatMap(({ fixes }) => fixes)) if (fix.all) groups.set(fix.all.key, fix);
  return [...groups].flatMap(([key, fix]) => {
    const fixes = input.findings.flatMap((finding) => finding.fixes.filter(({ all }) => all?.key === key));
    if (!fix.all || fixes.length < 2) return [];
    return {
      title: messageText(fix.all.title, input.language),
      kind: CodeActionKind.QuickFix,
      edit: toWorkspaceEdit(
        input,
        fixes.flatMap(({ edits }) => edits()),
      ),
    };
  });
}

function toWorkspaceEdit({ documents }: CodeActionInput, edits: readonly FileEdit[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, span, text } of edits) {
    const document = documents(uri);
    if (document) (changes[uri] ??= []).push({ range: toRange(document, span), newText: text });
  }
  return { changes };
}
