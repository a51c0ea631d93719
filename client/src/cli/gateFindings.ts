import { checkAll } from '../../../server/src/cli/checkFiles';
import { findFiles } from '../../../server/src/cli/findFiles';
import type { Io } from '../../../server/src/cli/io';
import { loadDovecotKnowledge, loadPostfixKnowledge } from '../../../server/src/knowledge/loader';
import type { Language } from '../../../server/src/text/localized';
import type { GateFinding } from '../deploy/gate';
import type { Snapshot } from '../deploy/snapshot';

/**
 * What the analysis says about a folder, for the versions that the server runs. The folder is what the server will
 * have: drift stops a deploy before this counts.
 */
export async function gateFindings(
  io: Io,
  directory: string,
  { postfix, dovecot }: Snapshot,
  language: Language,
): Promise<GateFinding[]> {
  const [knowledge, dovecotKnowledge] = await Promise.all([
    loadPostfixKnowledge(io.assets),
    loadDovecotKnowledge(io.assets),
  ]);
  const settings = {
    ...(postfix && { postfixVersion: postfix.version }),
    ...(dovecot && { dovecotVersion: dovecot.version }),
  };
  const job = { io, knowledge, dovecot: dovecotKnowledge, language, settings };
  const reports = await checkAll(job, await findFiles(io, directory));
  return reports.flatMap(({ path, findings }) =>
    findings.map(({ rule, severity, message, range }) => ({
      ...{ rule, severity, message, path, line: range.start.line + 1 },
    })),
  );
}
