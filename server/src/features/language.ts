import type {
  CodeLens,
  CompletionItem,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  FormattingOptions,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { FileAccess } from '../host';
import type { Docs, DocProduct } from '../knowledge/docs';
import type { ConfigurationFile } from '../system/files';
import type { Span } from '../text/span';
import type { ItemSubject } from './completion/item';
import type { DocumentLookup } from './diagnostics';
import type { ReferenceOptions } from './navigate';
import type { Refusal, Renameable } from './rename';
import type { NamedSpan } from './symbols';
import type { KindOfRefactoring, WantsKind } from './refactor/refactoring';
import type { Target } from './target';

/** The features of one language. What a language leaves out is answered with nothing. */
export interface LanguageFeatures<F extends ConfigurationFile> {
  /** Whose prose it shows. */
  readonly product: DocProduct;
  hover?(target: Target<F>, offset: number, docs: Docs): Hover | null;
  complete?(target: Target<F>, offset: number, docs: Docs): CompletionItem[];
  documentationOf?(subject: ItemSubject, target: Target<F>, docs: Docs): string | undefined;
  /** `explainRelaying` is the command that shows the whole picture, where the editor has one. */
  codeLenses?(target: Target<F>, explainRelaying?: string): CodeLens[];
  inlayHints?(target: Target<F>, range: Span): InlayHint[];
  semanticTokens?(target: Target<F>): number[];
  definitions?(target: Target<F>, offset: number, documents: DocumentLookup): Location[];
  references?(
    target: Target<F>,
    offset: number,
    options: ReferenceOptions,
    documents: DocumentLookup,
  ): Location[];
  highlights?(target: Target<F>, offset: number): DocumentHighlight[];
  prepareRename?(target: Target<F>, offset: number): Renameable | Refusal;
  rename?(
    target: Target<F>,
    offset: number,
    newName: string,
    documents: DocumentLookup,
  ): WorkspaceEdit | Refusal;
  documentLinks?(target: Target<F>, files: FileAccess): Promise<DocumentLink[]>;
  documentSymbols?(target: Target<F>): DocumentSymbol[];
  /** Names that a search over the whole workspace finds. */
  namedSpans?(file: F): NamedSpan[];
  foldingRanges?(file: F): FoldingRange[];
  selectionRanges?(target: Target<F>, offsets: readonly number[]): SelectionRange[];
  /** Changes of how a file is written, of the kinds that are wanted. */
  refactorings?(target: Target<F>, range: Span, docs: Docs, wants: WantsKind): KindOfRefactoring[];
  formatFile?(target: Target<F>, options: FormattingOptions, within?: Span): TextEdit[];
}
