import * as vscode from 'vscode';
import { STATE_DIRECTORY } from '../deploy/deploy';
import { readHistory, type HistoryEntry } from '../deploy/history';
import { historyDiffs } from '../deploy/historyDiffs';
import { CHANGES, ENDS, STEPS } from '../deploy/words';
import type { ServerWork } from '../hosts/hostServices';
import { editorLanguage } from '../hosts/showProblem';
import { oneLine, showControls } from '../ssh/remoteText';

/** "Deployment History": who, when, what, and how it ended, as a document. */
export async function showHistory(work: ServerWork): Promise<void> {
  const { host, remote, signal } = work;
  work.say(vscode.l10n.t('reading the history'));
  const stateDirectory = host.installation.stateDirectory ?? STATE_DIRECTORY;
  const history = await readHistory(remote, stateDirectory, { signal });
  const told = history.map(async (entry): Promise<Told> => {
    return { entry, diffs: await historyDiffs(remote, stateDirectory, entry, { signal }) };
  });
  const content = describeHistory(host.name, await Promise.all(told));
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: false });
}

/** A deploy, and what it changed. */
interface Told {
  readonly entry: HistoryEntry;
  readonly diffs: ReadonlyMap<string, string>;
}

function describeHistory(host: string, history: readonly Told[]): string {
  const title = `# ${vscode.l10n.t('Deployment History')}: ${host}`;
  const none = vscode.l10n.t('No deploys are kept there.');
  return [title, '', ...(history.length > 0 ? history.flatMap(describeEntry) : [none]), ''].join('\n');
}

function describeEntry({ entry: { id, record, journal }, diffs }: Told): string[] {
  const language = editorLanguage();
  const back = record?.takesBack;
  return [
    `## ${id}: ${ENDS[journal.end?.state ?? 'open'][language]}`,
    '',
    `${oneLine(record?.when ?? '?')}, ${oneLine(record?.who ?? '?')}`,
    ...(back === undefined ? [] : ['', vscode.l10n.t('Takes back deploy {0}.', back)]),
    '',
    ...(record?.changes ?? []).flatMap(({ kind, path }) => [
      `- ${CHANGES[kind][language]}: \`${oneLine(path)}\``,
      ...fenced(diffs.get(path)),
    ]),
    ...journal.steps
      .filter(({ state }) => state === 'failed')
      .map(({ step, reason }) => `- ✘ ${STEPS[step][language]}: ${oneLine(reason)}`),
    ...journal.warnings.map((warning) => `- ⚠ ${oneLine(warning)}`),
    '',
  ];
}

/** A difference as a block of Markdown, inside of a list, whatever fences the text itself has. */
function fenced(diff: string | undefined): string[] {
  if (diff === undefined) return [];
  const longest = Math.max(2, ...[...diff.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const lines = [`${fence}diff`, ...showControls(diff).split('\n'), fence];
  return ['', ...lines.map((line) => `  ${line}`), ''];
}
