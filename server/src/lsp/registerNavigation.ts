import {
  LSPErrorCodes,
  ResponseError,
  type FormattingOptions,
  type Position,
  type ReferenceContext,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { foldingRanges } from '../features/folding';
import { formatFile } from '../features/format/format';
import { documentLinks } from '../features/links';
import { definitions, highlights, references } from '../features/navigate';
import { prepareRename, rename, type Refusal } from '../features/rename';
import { selectionRanges } from '../features/selectionRanges';
import { documentSymbols, workspaceSymbols } from '../features/symbols';
import {
  handlersOf,
  offsetOf,
  spanOf,
  type DocumentParams,
  type PositionParams,
  type RangeParams,
} from './handlers';
import { safely } from './safely';
import type { Session } from './session';

export const NAVIGATION_CAPABILITIES: ServerCapabilities = {
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentLinkProvider: {},
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
};

/** Names across both files, the structure of a file, and its white space. */
export function registerNavigation(session: Session): void {
  registerNames(session);
  registerStructure(session);
}

function registerNames(session: Session): void {
  const { connection } = session;
  const handle = handlersOf(session);
  connection.onDefinition(
    handle([], (target, { position }: PositionParams) =>
      definitions(target, offsetOf(target, position), session.lookup(target.system)),
    ),
  );
  connection.onReferences(
    handle([], (target, { position, context }: PositionParams & { context: ReferenceContext }) =>
      references(target, offsetOf(target, position), context, session.lookup(target.system)),
    ),
  );
  connection.onDocumentHighlight(
    handle([], (target, { position }: PositionParams) => highlights(target, offsetOf(target, position))),
  );
  connection.onPrepareRename(
    handle(null, (target, { position }: PositionParams) =>
      accepted(prepareRename(target, offsetOf(target, position))),
    ),
  );
  connection.onRenameRequest(
    handle(null, (target, { position, newName }: PositionParams & { newName: string }) =>
      accepted(rename(target, offsetOf(target, position), newName, session.lookup(target.system))),
    ),
  );
}

function registerStructure(session: Session): void {
  const { connection } = session;
  const handle = handlersOf(session);
  connection.onDocumentLinks(handle([], (target) => documentLinks(target, session.files)));
  connection.onDocumentSymbol(handle([], (target) => documentSymbols(target)));
  connection.onWorkspaceSymbol(({ query }, token) =>
    safely(connection, token, [], async () =>
      workspaceSymbols(await session.openSystems(), query, (system) => session.lookup(system)),
    ),
  );
  connection.onFoldingRanges(handle([], ({ file }) => foldingRanges(file)));
  connection.onSelectionRanges(
    handle([], (target, { positions }: DocumentParams & { positions: Position[] }) =>
      selectionRanges(
        target,
        positions.map((position) => offsetOf(target, position)),
      ),
    ),
  );
  connection.onDocumentFormatting(
    handle([], (target, { options }: DocumentParams & { options: FormattingOptions }) =>
      formatFile(target, options),
    ),
  );
  connection.onDocumentRangeFormatting(
    handle([], (target, { options, range }: RangeParams & { options: FormattingOptions }) =>
      formatFile(target, options, spanOf(target, range)),
    ),
  );
}

/** A refusal reaches the user as the editor's own message. */
function accepted<T extends object>(answer: T | Refusal): T {
  if ('refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer;
}
