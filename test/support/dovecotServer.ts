import { analyse } from '../../server/src/analysis/analyser';
import { rules } from '../../server/src/rules';
import type { Finding } from '../../server/src/rules/rule';
import type { readFile } from '../../server/src/system/files';
import type { MailSystem } from '../../server/src/system/mailSystem';
import { memoryWorkspace } from './memoryWorkspace';
import type { DovecotFiles } from './realDovecot';

const DIRECTORY = '/etc/dovecot';

/** A server of Dovecot files in memory; dovecot.conf is among them. */
export async function dovecotSystem(
  files: DovecotFiles,
  dovecotVersion?: string,
  read?: typeof readFile,
): Promise<MailSystem> {
  const disk = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name.startsWith('/') ? name : `${DIRECTORY}/${name}`, text]),
  );
  const workspace = await memoryWorkspace(disk, read);
  const settings = dovecotVersion === undefined ? {} : { dovecotVersion };
  const system = await workspace.systemOf(`file://${DIRECTORY}/dovecot.conf`, settings);
  if (!system) throw new Error('no dovecot.conf');
  return system;
}

export interface LocatedError extends Finding {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The errors of all files, with the line that each begins and that it ends on. */
export function errorsOf(system: MailSystem): LocatedError[] {
  const findings = analyse(system, rules);
  return system.files.flatMap(({ uri, tree }) =>
    (findings.get(uri) ?? [])
      .filter(({ severity }) => severity === 'error')
      .map((finding) => ({
        ...finding,
        file: uri.slice(`file://${DIRECTORY}/`.length),
        // doveconf names the last line of a setting that is continued.
        line: tree.lines.indexAt(Math.max(finding.span.start, finding.span.end - 1)) + 1,
      })),
  );
}
