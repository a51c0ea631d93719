import { rules } from '../rules';
import type { Finding } from '../rules/rule';
import type { FileKind } from '../system/files';
import type { MailSystem } from '../system/mailSystem';
import type { WorkspaceSettings } from '../system/createSystem';
import type { Workspace } from '../system/workspace';
import { analyse, type RuleSettings } from './analyser';

export interface Analysed {
  readonly uri: string;
  readonly system: MailSystem;
  readonly findings: readonly Finding[];
}

/** The files that are named, then those that are read with them; one that cannot be read is left out. */
export async function analyseFiles(
  workspace: Workspace,
  uris: readonly string[],
  settings: WorkspaceSettings,
  ruleSettings: RuleSettings = {},
): Promise<Analysed[]> {
  const named: Analysed[] = [];
  const others = new Map<string, Analysed>();
  for (const uri of uris) {
    const system = await workspace.systemOf(uri, settings);
    if (!system) continue;
    const findings = analyse(system, rules, ruleSettings);
    const of = (file: string): Analysed => ({ uri: file, system, findings: findings.get(file) ?? [] });
    named.push(of(uri));
    for (const file of readWith(uri, system)) others.set(file, of(file));
  }
  for (const uri of uris) others.delete(uri);
  return [...named, ...others.values()];
}

/** Lookup tables in use; with a dovecot.conf, what it includes, and the files that its drivers read. */
function readWith(uri: string, { dovecot, files, tables }: MailSystem): string[] {
  const ofDovecot =
    dovecot?.main.uri === uri
      ? [...dovecot.files, ...files.filter(({ kind }) => DRIVERS_READ.has(kind))]
      : [];
  return [...tables.files, ...ofDovecot].map((file) => file.uri);
}

const DRIVERS_READ: ReadonlySet<FileKind> = new Set(['dovecot-driver', 'dovecot-passwd']);
