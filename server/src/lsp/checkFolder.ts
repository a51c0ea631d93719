import { CHECK_FOLDER, type CheckFolderParams, type CheckFolderResult } from '../protocol';
import { messageText } from '../rules/rule';
import { fileOf } from '../system/mailSystem';
import type { Session } from './session';

/** Answers the gate of a deploy. A failure is no answer here: a gate that nobody has looked through stays shut. */
export function registerCheckFolder(session: Session): void {
  session.connection.onRequest(CHECK_FOLDER, (params: CheckFolderParams) => checkFolder(session, params));
}

async function checkFolder(
  session: Session,
  { uri, ...versions }: CheckFolderParams,
): Promise<CheckFolderResult> {
  const analysed = await session.analyseFolder(uri.replace(/\/$/, ''), versions);
  const findings = analysed.flatMap(({ uri: file, system, findings: found }) => {
    const lines = fileOf(system, file)?.tree.lines;
    return found.map(({ rule, severity, message, span }) => ({
      ...{ rule, severity, message: messageText(message, session.language), uri: file },
      line: (lines?.indexAt(span.start) ?? 0) + 1,
    }));
  });
  return { findings };
}
