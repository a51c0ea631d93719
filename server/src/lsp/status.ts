import { SYSTEM_STATUS, type SystemStatus, type UriParams } from '../protocol';
import type { Severity } from '../rules/rule';
import { safely } from './safely';
import type { Session } from './session';

/** Answers what the editor's status item shows. */
export function registerStatus(session: Session): void {
  session.connection.onRequest(SYSTEM_STATUS, ({ uri }: UriParams) =>
    safely(session.connection, undefined, null, () => statusOf(session, uri)),
  );
}

async function statusOf(session: Session, uri: string): Promise<SystemStatus | null> {
  const target = await session.target(uri);
  if (!target) return null;
  const { instance, system } = target;
  const findings: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of session.findings(system).get(uri) ?? []) findings[severity]++;
  return {
    postfixVersion: instance.release.version,
    compatibilityLevel: instance.level,
    files: system.files.map((file) => file.uri),
    findings,
  };
}
