import * as vscode from 'vscode';
import { STATE_DIRECTORY } from '../deploy/deploy';
import { readHistory, type HistoryEntry } from '../deploy/history';
import { CHANGES, ENDS, STEPS } from '../deploy/words';
import type { ServerWork } from '../hosts/hostServices';
import { editorLanguage } from '../hosts/showProblem';
import { oneLine } from '../ssh/remoteText';

/** "Deployment History": who, when, what, and how it ended, as a document. */
export async function showHistory(work: ServerWork): Promise<void> {
  const { host, remote, signal } = work;
  work.say(vscode.l10n.t('reading the history'));
  const stateDirectory = host.installation.stateDirectory ?? STATE_DIRECTORY;
  const history = await readHistory(remote, stateDirectory, { signal });
  const content = describeHistory(host.name, history);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: false });
}

function describeHistory(host: string, history: readonly HistoryEntry[]): string {
  const title = `# ${vscode.l10n.t('Deployment History')}: ${host}`;
  const none = vscode.l10n.t('No deploys are kept there.');
  return [title, '', ...(history.length > 0 ? history.flatMap(describeEntry) : [none]), ''].join('\n');
}

function describeEntry({ id, record, journal }: HistoryEntry): string[] {
  const language = editorLanguage();
  const back = record?.takesBack;
  return [
    `## ${id}: ${ENDS[journal.end?.state ?? 'open'][language]}`,
    '',
    `${oneLine(record?.when ?? '?')}, ${oneLine(record?.who ?? '?')}`,
    ...(back === undefined ? [] : ['', vscode.l10n.t('Takes back deploy {0}.', back)]),
    '',
    ...(record?.changes ?? []).map(({ kind, path }) => `- ${CHANGES[kind][language]}: \`${oneLine(path)}\``),
    ...journal.steps
      .filter(({ state }) => state === 'failed')
      .map(({ step, reason }) => `- ✘ ${STEPS[step][language]}: ${oneLine(reason)}`),
    ...journal.warnings.map((warning) => `- ⚠ ${oneLine(warning)}`),
    '',
  ];
}
