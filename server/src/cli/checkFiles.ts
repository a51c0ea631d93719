import { analyse } from '../analysis/analyser';
import type { DovecotKnowledge } from '../knowledge/dovecotKnowledge';
import type { PostfixKnowledge } from '../knowledge/postfixKnowledge';
import { rules } from '../rules';
import type { Finding } from '../rules/rule';
import { sourceAt, type MailSystem } from '../system/mailSystem';
import { Workspace, type OpenDocuments, type WorkspaceSettings } from '../system/workspace';
import type { Language } from '../text/localized';
import { CommandError, type Io } from './io';
import { reportFile, type FileReport } from './report';

const NO_DOCUMENTS: OpenDocuments = { get: () => undefined };

/** One analysis: what it may touch, and for whom it is. */
export interface Job {
  readonly io: Io;
  readonly knowledge: PostfixKnowledge;
  readonly dovecot: DovecotKnowledge;
  readonly language: Language;
  readonly settings: WorkspaceSettings;
}

/** Findings in the language of the reader, file by file. */
export async function checkAll(job: Job, uris: readonly string[]): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  for (const { uri, system, findings } of await analyseAll(job, uris)) {
    const textOf = (wanted: string): string => sourceAt(system, wanted);
    const context = { language: job.language, toPath: (path: string) => job.io.toPath(path), textOf };
    reports.push(reportFile(context, uri, findings));
  }
  return reports;
}

interface Analysed {
  readonly uri: string;
  readonly system: MailSystem;
  readonly findings: readonly Finding[];
}

/** The files that are named or found, then those that are read with them; throws a CommandError for one that cannot be read. */
export async function analyseAll(job: Job, uris: readonly string[]): Promise<Analysed[]> {
  const workspace = new Workspace(job.io.files, NO_DOCUMENTS, job.knowledge, job.dovecot);
  const named: Analysed[] = [];
  const others = new Map<string, Analysed>();
  for (const uri of uris) {
    const system = await workspace.systemOf(uri, job.settings);
    if (!system) throw new CommandError(`${job.io.toPath(uri)}: cannot be read`);
    const findings = analyse(system, rules);
    const of = (file: string): Analysed => ({ uri: file, system, findings: findings.get(file) ?? [] });
    named.push(of(uri));
    for (const file of readWith(uri, system)) others.set(file, of(file));
  }
  for (const uri of uris) others.delete(uri);
  return [...named, ...others.values()];
}

/** Lookup tables in use, and what a dovecot.conf includes. */
function readWith(uri: string, { dovecot, tables }: MailSystem): string[] {
  const included = dovecot?.main.uri === uri ? dovecot.files : [];
  return [...tables.files, ...included].map((file) => file.uri);
}
