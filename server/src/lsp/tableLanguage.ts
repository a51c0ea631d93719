import { TABLE_LANGUAGE, type TableLanguageResult, type UriParams } from '../protocol';
import { passwdUsesOf } from '../system/dovecot/passwdFiles';
import type { FileKind } from '../system/files';
import type { MailSystem } from '../system/mailSystem';
import { languageOfKind } from './languageIds';
import { safely } from './safely';
import type { Session } from './session';

const NONE: TableLanguageResult = { language: null };

/** Answers which language a file has because settings use it as a lookup table or as a password file. */
export function registerTableLanguage(session: Session): void {
  session.connection.onRequest(TABLE_LANGUAGE, ({ uri }: UriParams) =>
    safely(session.connection, undefined, NONE, async (): Promise<TableLanguageResult> => {
      const system = await session.systemOf(uri);
      const kind = system && kindByUse(system, uri);
      return { language: (kind && languageOfKind(kind)) ?? null };
    }),
  );
}

function kindByUse({ tables, dovecot, layout }: MailSystem, uri: string): FileKind | undefined {
  if (dovecot && passwdUsesOf(dovecot, uri, layout).length > 0) return 'dovecot-passwd';
  return tables.usesOf(uri).length > 0 ? tables.fileOf(uri)?.kind : undefined;
}
