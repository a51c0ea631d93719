import { RENDERED, type RenderedResult, type UriParams } from '../protocol';
import { render } from '../template/render/render';
import { format } from '../text/localized';
import { safely } from './safely';
import type { Session } from './session';

/** Answers what becomes of a template. */
export function registerRendered(session: Session): void {
  session.connection.onRequest(RENDERED, ({ uri }: UriParams) =>
    safely(session.connection, undefined, null, () => renderedOf(session, uri)),
  );
}

async function renderedOf(session: Session, uri: string): Promise<RenderedResult | null> {
  const source = await session.textOf(uri);
  const rendered = source === undefined ? undefined : render(uri, source, session.settings.templateVariables);
  if (!rendered) return null;
  if ('text' in rendered) return rendered;
  return { problem: format(rendered.problem[session.language], rendered.values) };
}
