import { analyseFiles, type Analysed } from '../analysis/analyseFiles';
import type { DovecotKnowledge } from '../knowledge/dovecotKnowledge';
import type { PostfixKnowledge } from '../knowledge/postfixKnowledge';
import { sourceAt } from '../system/mailSystem';
import type { WorkspaceSettings } from '../system/createSystem';
import type { OpenDocuments } from '../system/configurationReader';
import { Workspace } from '../system/workspace';
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

/** The files with those that are read with them; throws a CommandError for one that cannot be read. */
export async function analyseAll(job: Job, uris: readonly string[]): Promise<Analysed[]> {
  const workspace = new Workspace(job.io.files, NO_DOCUMENTS, job.knowledge, job.dovecot);
  const analysed = await analyseFiles(workspace, uris, job.settings);
  const known = new Set(analysed.map(({ uri }) => uri));
  const missing = uris.find((uri) => !known.has(uri));
  if (missing !== undefined) throw new CommandError(`${job.io.toPath(missing)}: cannot be read`);
  return analysed;
}
