import type { Range } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigurationFile } from '../system/files';
import type { MailSystem } from '../system/mailSystem';
import type { PostfixInstance } from '../system/postfixInstance';
import type { Language } from '../text/localized';
import type { Span } from '../text/span';

/** What a feature works on: one document, in the server that it belongs to. */
export interface Target {
  readonly document: TextDocument;
  readonly file: ConfigurationFile;
  readonly system: MailSystem;
  readonly instance: PostfixInstance;
  readonly language: Language;
}

export function toRange(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
