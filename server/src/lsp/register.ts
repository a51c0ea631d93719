import { CodeActionKind, type ServerCapabilities } from 'vscode-languageserver';
import { codeActions } from '../features/codeActions';
import type { Target } from '../features/target';
import type { Span } from '../text/span';
import { safely } from './safely';
import type { Session } from './session';

export const CAPABILITIES: ServerCapabilities = {
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
};

/** One line a request: what it needs of the parameters, and the feature that answers. */
export function registerFeatures(session: Session): void {
  const { connection } = session;
  const answer = async <T>(
    uri: string,
    fallback: T,
    token: Token,
    run: (target: Target) => T | Promise<T>,
  ): Promise<T> =>
    safely(connection, token, fallback, async () => {
      const target = await session.target(uri);
      return target ? run(target) : fallback;
    });

  connection.onCodeAction((params, token) =>
    answer(params.textDocument.uri, [], token, (target) =>
      codeActions(
        {
          document: target.document,
          language: target.language,
          documents: session.lookup(target.instance),
          findings: session.findings(target.instance).get(target.document.uri) ?? [],
        },
        toSpan(target, params.range),
      ),
    ),
  );
}

type Token = Parameters<typeof safely>[1];

function toSpan({ document }: Target, range: { start: Position; end: Position }): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

interface Position {
  readonly line: number;
  readonly character: number;
}
