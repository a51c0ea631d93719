import { RENDERED, type RenderedParams, type RenderedResult } from '../protocol';
import { render } from '../template/render/render';
import { format } from '../text/localized';
import { safely } from './safely';
import type { Session } from './session';

/** Answers what becomes of a template. */
export function registerRendered(session: Session): void {
  session.connection.onRequest(RENDERED, (params: RenderedParams) =>
    safely(session.connection, undefined, null, () => renderedOf(session, params)),
  );
}

async function renderedOf(
  session: Session,
  { uri, variables = session.settings.templateVariables }: RenderedParams,
): Promise<RenderedResult | null> {
  const source = await session.textOf(uri);
  const rendered = source === undefined ? undefined : render(uri, source, variables);
  if (!rendered) return null;
  if ('text' in rendered) return rendered;
  return { problem: format(rendered.problem[session.language], rendered.values) };
}
