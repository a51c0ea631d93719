import {
  LSPErrorCodes,
  ResponseError,
  type FormattingOptions,
  type Position,
  type ReferenceContext,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Refusal } from '../features/rename';
import type { MailwrightSettings } from '../protocol';
import { workspaceSymbols } from '../features/workspaceSymbols';
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
import { answerInSource } from './templates';

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
    handle([], (features, target, { position }: PositionParams) =>
      features.definitions?.(target, offsetOf(target, position), session.lookup(target.system)),
    ),
  );
  connection.onReferences(
    handle([], (features, target, { position, context }: PositionParams & { context: ReferenceContext }) =>
      features.references?.(target, offsetOf(target, position), context, session.lookup(target.system)),
    ),
  );
  connection.onDocumentHighlight(
    handle([], (features, target, { position }: PositionParams) =>
      features.highlights?.(target, offsetOf(target, position)),
    ),
  );
  connection.onPrepareRename(
    handle(null, (features, target, { position }: PositionParams) =>
      accepted(features.prepareRename?.(target, offsetOf(target, position))),
    ),
  );
  connection.onRenameRequest(
    handle(null, (features, target, { position, newName }: PositionParams & { newName: string }) =>
      accepted(features.rename?.(target, offsetOf(target, position), newName, session.lookup(target.system))),
    ),
  );
}

function registerStructure(session: Session): void {
  const { connection } = session;
  const handle = handlersOf(session);
  const layout = (): Pick<MailwrightSettings, 'tableLayout'> => ({
    tableLayout: session.settings.tableLayout,
  });
  connection.onDocumentLinks(
    handle([], (features, target) => features.documentLinks?.(target, session.files)),
  );
  connection.onDocumentSymbol(handle([], (features, target) => features.documentSymbols?.(target)));
  connection.onWorkspaceSymbol(({ query }, token) =>
    safely(connection, token, [], async () => {
      const systems = await session.openSystems();
      const symbols = workspaceSymbols(systems, query, (system) => session.lookup(system));
      return answerInSource(symbols, systems);
    }),
  );
  connection.onFoldingRanges(handle([], (features, { file }) => features.foldingRanges?.(file)));
  connection.onSelectionRanges(
    handle([], (features, target, { positions }: DocumentParams & { positions: Position[] }) =>
      features.selectionRanges?.(
        target,
        positions.map((position) => offsetOf(target, position)),
      ),
    ),
  );
  connection.onDocumentFormatting(
    handle([], (features, target, { options }: DocumentParams & { options: FormattingOptions }) =>
      features.formatFile?.(target, { ...options, ...layout() }),
    ),
  );
  connection.onDocumentRangeFormatting(
    handle([], (features, target, { options, range }: RangeParams & { options: FormattingOptions }) =>
      features.formatFile?.(target, { ...options, ...layout() }, spanOf(target, range)),
    ),
  );
}

/** A refusal reaches the user as the editor's own message. */
function accepted<T extends object>(answer: T | Refusal | undefined): T | undefined {
  if (answer && 'refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer;
}
