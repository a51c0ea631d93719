import { EXIT } from '../../../../server/src/cli/io';
import type { Language } from '../../../../server/src/text/localized';
import { STATE_DIRECTORY } from '../../deploy/deploy';
import { readHistory, type HistoryEntry } from '../../deploy/history';
import { historyDiffs } from '../../deploy/historyDiffs';
import { CHANGES, ENDS } from '../../deploy/words';
import { oneLine, showControls } from '../../ssh/remoteText';
import type { ServerCommand } from '../serverCommand';
import { TEXTS } from '../texts';

export const historyCommand: ServerCommand = {
  name: 'history',
  summary: { en: 'List the deploys that a server keeps.', 'zh-cn': '列出服务器保留的部署记录。' },
  options: {
    diff: {
      help: { en: 'With what each deploy changed.', 'zh-cn': '同时显示每次部署的改动内容。' },
    },
  },
  usage: 'HOST',
  go: async (session, remote) => {
    const stateDirectory = session.target.stateDirectory ?? STATE_DIRECTORY;
    const history = await readHistory(remote, stateDirectory);
    if (history.length === 0) session.say(TEXTS.noDeploys, { host: remote.name });
    for (const entry of history) {
      const diffs = session.values.flag('diff')
        ? await historyDiffs(remote, stateDirectory, entry)
        : new Map<string, string>();
      session.print(describeEntry(entry, diffs, session.language));
    }
    session.report({ host: remote.name, deploys: history });
    return EXIT.clean;
  },
};

function describeEntry(
  { id, record, journal }: HistoryEntry,
  diffs: ReadonlyMap<string, string>,
  language: Language,
): string {
  const state = ENDS[journal.end?.state ?? 'open'][language];
  const head = `${id}  ${oneLine(record?.when ?? '?')}  ${oneLine(record?.who ?? '?')}  ${state}`;
  const files = (record?.changes ?? []).flatMap(({ kind, path }) => [
    `  ${CHANGES[kind][language]} ${oneLine(path)}`,
    ...(diffs.get(path)?.split('\n') ?? []).map((line) => `    ${showControls(line)}`),
  ]);
  return `${[head, ...files].join('\n')}\n`;
}
