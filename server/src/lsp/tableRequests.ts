import { Range, type CancellationToken } from 'vscode-languageserver';
import { routeLines } from '../explain/routeLines';
import { testTable } from '../features/tables/testTable';
import {
  FOLLOW_ADDRESS,
  TEST_TABLE,
  type AnswerLine,
  type FollowAddressParams,
  type TestTableParams,
} from '../protocol';
import { followAddress } from '../route/follow';
import { readIncludes } from '../route/includes';
import type { Place } from '../rules/rule';
import type { MailSystem } from '../system/mailSystem';
import { forUri } from './handlers';
import type { Session } from './session';

/** Answers "Test This Table" and "Where Does Mail for This Address Go?". */
export function registerTableRequests(session: Session): void {
  const { connection } = session;
  connection.onRequest(TEST_TABLE, ({ uri, subject }: TestTableParams, token: CancellationToken) =>
    forUri<readonly AnswerLine[] | null>(session, uri, token, null, (target) => {
      const file = target.system.tables.fileOf(uri);
      if (!file || file.kind === 'client-table') return null;
      const lines = testTable({ ...target, file }, subject);
      return lines.map((line) => withRange(session, target.system, line));
    }),
  );
  connection.onRequest(FOLLOW_ADDRESS, ({ uri, address }: FollowAddressParams, token: CancellationToken) =>
    forUri<readonly AnswerLine[] | null>(session, uri, token, null, async ({ system, language }) => {
      if (!system.postfix.main) return null;
      const includes = await readIncludes(system, session.files);
      const lines = routeLines(followAddress(system, { address, includes }), language);
      return lines.map(({ kind, ...line }) =>
        withRange(session, system, { ...line, kind: ROUTE_KINDS[kind] }),
      );
    }),
  );
}

const ROUTE_KINDS = { address: 'heading', step: 'step', end: 'answer' } as const;

const TOP = Range.create(0, 0, 0, 0);

/** Files that aliases include are no documents of the server: their top stands for them. */
function withRange(
  session: Session,
  system: MailSystem,
  { kind, text, place }: Pick<AnswerLine, 'kind' | 'text'> & { readonly place?: Place },
): AnswerLine {
  if (!place) return { kind, text };
  const { uri, span } = place;
  const document = session.lookup(system)(uri);
  const range = document ? Range.create(document.positionAt(span.start), document.positionAt(span.end)) : TOP;
  return { kind, text, place: { uri, range } };
}
