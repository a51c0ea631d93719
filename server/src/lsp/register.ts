import { CodeActionKind, type CodeActionContext, type ServerCapabilities } from 'vscode-languageserver';
import { codeActions, type CodeActionInput } from '../features/codeActions';
import type { ItemData } from '../features/completion/item';
import { featuresOf } from '../features/dispatch';
import { REFACTOR_KINDS } from '../features/refactor/refactors';
import { SORT_TABLE } from '../features/tables/sort';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../features/semanticTokens';
import type { Target } from '../features/target';
import { CONVERT_TO_LF, EXPLAIN_RELAYING, MIGRATE_DOVECOT, RENAME_AT } from '../protocol';
import type { ConfigurationFile } from '../system/files';
import { forUri, handlersOf, offsetOf, spanOf, type PositionParams, type RangeParams } from './handlers';
import type { Session } from './session';

/** What the server says at `initialize`; navigation and editing have their own (`registerNavigation`). */
export const CAPABILITIES: ServerCapabilities = {
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, ...REFACTOR_KINDS, SORT_TABLE],
  },
  completionProvider: { triggerCharacters: ['=', '$', '{', ',', ':', ' ', '-', '@'], resolveProvider: true },
  hoverProvider: true,
  codeLensProvider: {},
  inlayHintProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: true,
  },
};

/** One line a request: what it needs of the parameters, and the feature that answers. */
export function registerFeatures(session: Session): void {
  const { connection } = session;
  const handle = handlersOf(session);

  connection.onHover(
    handle(null, async (features, target, { position }: PositionParams) =>
      features.hover?.(target, offsetOf(target, position), await session.prose(target.file)),
    ),
  );
  connection.onCompletion(
    handle([], async (features, target, { position }: PositionParams) =>
      features.complete?.(target, offsetOf(target, position), await session.prose(target.file)),
    ),
  );
  connection.onCompletionResolve((item, token) => {
    const data = item.data as ItemData | undefined;
    if (!data) return item;
    return forUri(session, data.uri, token, item, async (target) => {
      const value = featuresOf(target.file).documentationOf?.(
        data.subject,
        target,
        await session.prose(target.file),
      );
      return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
    });
  });
  connection.onCodeLens(
    handle([], (features, target) =>
      session.settings.codeLens ? features.codeLenses?.(target, session.offered(EXPLAIN_RELAYING)) : [],
    ),
  );
  connection.languages.inlayHint.on(
    handle([], (features, target, { range }: RangeParams) =>
      session.settings.inlayHints ? features.inlayHints?.(target, spanOf(target, range)) : [],
    ),
  );
  connection.languages.semanticTokens.on(
    handle({ data: [] as number[] }, (features, target) => ({
      data: features.semanticTokens?.(target) ?? [],
    })),
  );
  connection.onCodeAction(
    handle([], async (_features, target, { range, context }: RangeParams & { context: CodeActionContext }) =>
      codeActions(await actionInput(session, target), spanOf(target, range), context.only),
    ),
  );
}

async function actionInput(session: Session, target: Target<ConfigurationFile>): Promise<CodeActionInput> {
  const { document, system } = target;
  const findings = session.findings(system).get(document.uri) ?? [];
  return {
    ...target,
    findings,
    docs: await session.prose(target.file),
    documents: session.lookup(system),
    ...(session.offered(CONVERT_TO_LF) && { convertToLf: CONVERT_TO_LF }),
    ...(session.offered(RENAME_AT) && { renameAt: RENAME_AT }),
    ...(session.offered(MIGRATE_DOVECOT) && { migrateDovecot: MIGRATE_DOVECOT }),
  };
}
