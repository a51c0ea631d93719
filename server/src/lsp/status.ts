import { SYSTEM_STATUS, type SystemStatus, type UriParams } from '../protocol';
import type { Severity } from '../rules/rule';
import { isPostfixFile, type ConfigurationFile } from '../system/files';
import type { MailSystem } from '../system/mailSystem';
import { safely } from './safely';
import type { Session } from './session';

type Product = Omit<SystemStatus, 'findings'>;

/** Answers what the editor's status item shows. */
export function registerStatus(session: Session): void {
  session.connection.onRequest(SYSTEM_STATUS, ({ uri }: UriParams) =>
    safely(session.connection, undefined, null, () => statusOf(session, uri)),
  );
}

async function statusOf(session: Session, uri: string): Promise<SystemStatus | null> {
  const target = await session.target(uri);
  if (!target) return null;
  const { system, file } = target;
  const findings: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of session.findings(system).get(uri) ?? []) findings[severity]++;
  return { ...productOf(system, file), findings };
}

/** The product that reads a file, and the files that it reads together. */
function productOf({ postfix, dovecot, files }: MailSystem, { kind }: ConfigurationFile): Product {
  if (dovecot && (kind === 'dovecot' || kind === 'dovecot-driver')) {
    return {
      product: 'Dovecot',
      version: dovecot.release.version,
      files: dovecot.files.map(({ uri }) => uri),
    };
  }
  return {
    product: 'Postfix',
    version: postfix.release.version,
    compatibilityLevel: postfix.level,
    files: files.filter(isPostfixFile).map(({ uri }) => uri),
  };
}
