import { CodeActionKind, type ServerCapabilities } from 'vscode-languageserver';
import { codeActions } from '../features/codeActions';
import { codeLenses } from '../features/codeLens';
import { complete, documentationOf } from '../features/completion/complete';
import type { ItemData } from '../features/completion/item';
import { hover } from '../features/hover';
import { inlayHints } from '../features/inlayHints';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../features/semanticTokens';
import type { Target } from '../features/target';
import { CONVERT_TO_LF } from '../protocol';
import { forUri, handlersOf, offsetOf, spanOf, type PositionParams, type RangeParams } from './handlers';
import type { Session } from './session';

/** What the server says at `initialize`; navigation and editing have their own (`registerNavigation`). */
export const CAPABILITIES: ServerCapabilities = {
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  completionProvider: { triggerCharacters: ['=', '$', '{', ',', ':', ' ', '-'], resolveProvider: true },
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
    handle(null, async (target, { position }: PositionParams) =>
      hover(target, offsetOf(target, position), await session.prose()),
    ),
  );
  connection.onCompletion(
    handle([], async (target, { position }: PositionParams) =>
      complete(target, offsetOf(target, position), await session.prose()),
    ),
  );
  connection.onCompletionResolve((item, token) => {
    const data = item.data as ItemData | undefined;
    if (!data) return item;
    return forUri(session, data.uri, token, item, async (target) => {
      const value = documentationOf(data.subject, target, await session.prose());
      return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
    });
  });
  connection.onCodeLens(handle([], (target) => (session.settings.codeLens ? codeLenses(target) : [])));
  connection.languages.inlayHint.on(
    handle([], (target, { range }: RangeParams) =>
      session.settings.inlayHints ? inlayHints(target, spanOf(target, range)) : [],
    ),
  );
  connection.languages.semanticTokens.on(
    handle({ data: [] as number[] }, (target) => ({ data: semanticTokens(target) })),
  );
  connection.onCodeAction(
    handle([], (target, { range }: RangeParams) =>
      codeActions(actionInput(session, target), spanOf(target, range)),
    ),
  );
}

function actionInput(session: Session, target: Target): Parameters<typeof codeActions>[0] {
  const { document, system, language } = target;
  const findings = session.findings(system).get(document.uri) ?? [];
  return {
    document,
    language,
    findings,
    documents: session.lookup(system),
    ...(session.commands.includes(CONVERT_TO_LF) && { convertToLf: CONVERT_TO_LF }),
  };
}
