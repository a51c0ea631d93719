import * as vscode from 'vscode';
import { STATE_DIRECTORY } from '../deploy/deploy';
import { readHistory, type HistoryEntry } from '../deploy/history';
import { historyDiffs } from '../deploy/historyDiffs';
import { CHANGES, ENDS, STEPS } from '../deploy/words';
import type { ServerWork } from '../hosts/hostServices';
import { serverUri, type ServerDocuments } from '../hosts/serverDocuments';
import { editorLanguage } from '../hosts/showProblem';
import { oneLine, showControls } from '../ssh/remoteText';

/** "Deployment History": who, when, what, and how it ended, as a document that cannot be edited. */
export async function showHistory(documents: ServerDocuments, work: ServerWork): Promise<void> {
  const { host, remote, signal } = work;
  work.say(vscode.l10n.t('reading the history'));
  const stateDirectory = host.installation.stateDirectory ?? STATE_DIRECTORY;
  const history = await readHistory(remote, stateDirectory, { signal });
  const told = history.map(async (entry): Promise<Told> => {
    return { entry, diffs: await historyDiffs(remote, stateDirectory, entry, { signal }) };
  });
  const uri = serverUri(host.name, 'facts', 'history.md');
  documents.set(uri, describeHistory(host.name, await Promise.all(told)));
  const title = `${vscode.l10n.t('Deployment History')} (${host.name})`;
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false }, title);
}

/** A deploy, and what it changed. */
interface Told {
  readonly entry: HistoryEntry;
  readonly diffs: ReadonlyMap<string, string>;
}

function describeHistory(host: string, history: readonly Told[]): string {
  const title = `# ${vscode.l10n.t('Deployment History')}: ${host}`;
  const none = vscode.l10n.t('No deploys are kept there.');
  const blocks =
    history.length > 0 ? history.map((told) => describeEntry(told).join('\n').trimEnd()) : [none];
  return `${[title, ...blocks].join('\n\n')}\n`;
}

function describeEntry({ entry: { id, record, journal }, diffs }: Told): string[] {
  const language = editorLanguage();
  const back = record?.takesBack;
  return [
    `## ${id}: ${ENDS[journal.end?.state ?? 'open'][language]}`,
    '',
    `${timeOf(record?.when ?? '?')}, ${oneLine(record?.who ?? '?')}`,
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
  ];
}

/** In the user's language and time zone; what is no time stays as it is. */
function timeOf(when: string): string {
  const time = new Date(when);
  return Number.isNaN(time.getTime()) ? oneLine(when) : time.toLocaleString(vscode.env.language);
}

/** A difference as a block of Markdown, inside of a list, whatever fences the text itself has. */
function fenced(diff: string | undefined): string[] {
  if (diff === undefined) return [];
  const longest = Math.max(2, ...[...diff.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const lines = [`${fence}diff`, ...showControls(diff).split('\n'), fence];
  return ['', ...lines.map((line) => `  ${line}`), ''];
}
