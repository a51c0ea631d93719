import type { CancellationToken, Position, Range } from 'vscode-languageserver';
import type { Target } from '../features/target';
import { featuresOf } from '../features/dispatch';
import type { LanguageFeatures } from '../features/language';
import type { ConfigurationFile } from '../system/files';
import type { Span } from '../text/span';
import { safely } from './safely';
import type { Session } from './session';
import { answerInSource, asksInCode } from './templates';

type Token = CancellationToken | undefined;

export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

export type PositionParams = DocumentParams & { readonly position: Position };

export type RangeParams = DocumentParams & { readonly range: Range };

/** Runs on the target of a document; answers `fallback` where there is none, and when a feature fails. */
export function forUri<T>(
  session: Session,
  uri: string,
  token: Token,
  fallback: T,
  run: (target: Target<ConfigurationFile>) => T | Promise<T>,
): Promise<T> {
  return safely(session.connection, token, fallback, async () => {
    const target = await session.target(uri);
    return target ? answerInSource(await run(target), [target.system]) : fallback;
  });
}

type Features = LanguageFeatures<ConfigurationFile>;

/** Makes handlers of requests that are about one document, which the features of its language answer. */
export function handlersOf(session: Session) {
  return <P extends DocumentParams, T>(
      fallback: T,
      run: (
        features: Features,
        target: Target<ConfigurationFile>,
        params: P,
      ) => T | undefined | Promise<T | undefined>,
    ) =>
    (params: P, token: Token): Promise<T> =>
      forUri(session, params.textDocument.uri, token, fallback, async (target) => {
        if (asksInCode(target, params)) return fallback;
        return (await run(featuresOf(target.file), target, params)) ?? fallback;
      });
}

export function offsetOf({ document }: Target<ConfigurationFile>, position: Position): number {
  return document.offsetAt(position);
}

export function spanOf(target: Target<ConfigurationFile>, { start, end }: Range): Span {
  return { start: offsetOf(target, start), end: offsetOf(target, end) };
}
