import type { Range } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigurationFile, PostfixFile } from '../system/files';
import type { LivePostfix } from '../system/liveServer';
import type { MailSystem } from '../system/mailSystem';
import type { PostfixInstance } from '../system/postfixInstance';
import type { Language } from '../text/localized';
import type { Span } from '../text/span';

/** What a feature works on: one document, in the server that it belongs to. */
export interface Target<F extends ConfigurationFile = PostfixFile> {
  readonly document: TextDocument;
  readonly file: F;
  readonly system: MailSystem;
  /** The Postfix of the server. */
  readonly instance: PostfixInstance;
  readonly language: Language;
  /** The running Postfix that these files are for, where the editor is connected to it. */
  readonly live?: LivePostfix;
}

export function toRange(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
