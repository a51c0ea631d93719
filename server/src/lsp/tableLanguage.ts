import { TABLE_LANGUAGE, type TableLanguageResult, type UriParams } from '../protocol';
import { languageOfKind } from './languageIds';
import { safely } from './safely';
import type { Session } from './session';

const NONE: TableLanguageResult = { language: null };

/** Answers which language a file has because settings use it as a lookup table. */
export function registerTableLanguage(session: Session): void {
  session.connection.onRequest(TABLE_LANGUAGE, ({ uri }: UriParams) =>
    safely(session.connection, undefined, NONE, async (): Promise<TableLanguageResult> => {
      const tables = (await session.systemOf(uri))?.tables;
      const file = tables?.usesOf(uri).length ? tables.fileOf(uri) : undefined;
      return { language: (file && languageOfKind(file.kind)) ?? null };
    }),
  );
}
