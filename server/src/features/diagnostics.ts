import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { messageText, type Finding, type Severity } from '../rules/rule';
import { rulePage } from '../rules/pages';
import type { Language } from '../text/localized';
import { toRange } from './target';

/** The text of a file that a finding points at; undefined when it cannot be had. */
export type DocumentLookup = (uri: string) => TextDocument | undefined;

export interface DiagnosticInput {
  readonly document: TextDocument;
  readonly language: Language;
  readonly documents: DocumentLookup;
}

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

export function toDiagnostic(input: DiagnosticInput, finding: Finding): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(input.document, finding.span),
    message: messageText(finding.message, input.language),
    severity: SEVERITY[finding.severity],
    source: 'mailwright',
    code: finding.rule,
    codeDescription: { href: rulePage(finding.rule, input.language) },
  };
  if (finding.tag) diagnostic.tags = [TAGS[finding.tag]];
  if (finding.related.length === 0) return diagnostic;
  const related = finding.related.flatMap((item) => toRelated(input, item));
  if (related.length > 0) diagnostic.relatedInformation = related;
  return diagnostic;
}

function toRelated(input: DiagnosticInput, item: Finding['related'][number]): DiagnosticRelatedInformation[] {
  const document = input.documents(item.uri);
  if (!document) return [];
  const location = { uri: item.uri, range: toRange(document, item.span) };
  return [{ location, message: messageText(item.message, input.language) }];
}
