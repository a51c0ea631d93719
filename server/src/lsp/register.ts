import { CodeActionKind, type Position, type Range, type ServerCapabilities } from 'vscode-languageserver';
import { codeActions } from '../features/codeActions';
import { codeLenses } from '../features/codeLens';
import { complete, documentationOf } from '../features/completion/complete';
import type { ItemData } from '../features/completion/item';
import { hover } from '../features/hover';
import { inlayHints } from '../features/inlayHints';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../features/semanticTokens';
import type { Target } from '../features/target';
import type { Span } from '../text/span';
import { safely } from './safely';
import type { Session } from './session';

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

type Token = Parameters<typeof safely>[1];

interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** One line a request: what it needs of the parameters, and the feature that answers. */
export function registerFeatures(session: Session): void {
  const { connection } = session;
  const forUri = <T>(
    uri: string,
    token: Token,
    fallback: T,
    run: (target: Target) => T | Promise<T>,
  ): Promise<T> =>
    safely(connection, token, fallback, async () => {
      const target = await session.target(uri);
      return target ? run(target) : fallback;
    });
  /** A handler that finds the document's target first and answers `fallback` where there is none. */
  const handle =
    <P extends DocumentParams, T>(fallback: T, run: (target: Target, params: P) => T | Promise<T>) =>
    (params: P, token: Token): Promise<T> =>
      forUri(params.textDocument.uri, token, fallback, (target) => run(target, params));

  connection.onHover(
    handle(null, async (target, { position }: DocumentParams & { position: Position }) =>
      hover(target, offsetOf(target, position), await session.prose()),
    ),
  );
  connection.onCompletion(
    handle([], async (target, { position }: DocumentParams & { position: Position }) =>
      complete(target, offsetOf(target, position), await session.prose()),
    ),
  );
  connection.onCompletionResolve((item, token) => {
    const data = item.data as ItemData | undefined;
    if (!data) return item;
    return forUri(data.uri, token, item, async (target) => {
      const value = documentationOf(data.subject, target, await session.prose());
      return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
    });
  });
  connection.onCodeLens(handle([], (target) => (session.settings.codeLens ? codeLenses(target) : [])));
  connection.languages.inlayHint.on(
    handle([], (target, { range }: DocumentParams & { range: Range }) =>
      session.settings.inlayHints ? inlayHints(target, spanOf(target, range)) : [],
    ),
  );
  connection.languages.semanticTokens.on(
    handle({ data: [] as number[] }, (target) => ({ data: semanticTokens(target) })),
  );
  connection.onCodeAction(
    handle([], (target, { range }: DocumentParams & { range: Range }) =>
      codeActions(actionInput(session, target), spanOf(target, range)),
    ),
  );
}

function actionInput(session: Session, target: Target): Parameters<typeof codeActions>[0] {
  const { document, system, language } = target;
  const findings = session.findings(system).get(document.uri) ?? [];
  return { document, language, findings, documents: session.lookup(system) };
}

function offsetOf({ document }: Target, position: Position): number {
  return document.offsetAt(position);
}

function spanOf(target: Target, { start, end }: Range): Span {
  return { start: offsetOf(target, start), end: offsetOf(target, end) };
}
