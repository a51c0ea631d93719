import { EXIT } from '../../../../server/src/cli/io';
import type { Language } from '../../../../server/src/text/localized';
import { STATE_DIRECTORY } from '../../deploy/deploy';
import { readHistory, type HistoryEntry } from '../../deploy/history';
import { CHANGES, ENDS } from '../../deploy/words';
import { oneLine } from '../../ssh/remoteText';
import type { ServerCommand } from '../serverCommand';
import { TEXTS } from '../texts';

export const historyCommand: ServerCommand = {
  name: 'history',
  summary: { en: 'List the deploys that a server keeps.', 'zh-cn': '列出服务器保留的部署记录。' },
  options: {},
  usage: 'HOST',
  go: async (session, remote) => {
    const history = await readHistory(remote, session.target.stateDirectory ?? STATE_DIRECTORY);
    if (history.length === 0) session.say(TEXTS.noDeploys, { host: remote.name });
    for (const entry of history) session.print(describeEntry(entry, session.language));
    session.report({ host: remote.name, deploys: history });
    return EXIT.clean;
  },
};

function describeEntry({ id, record, journal }: HistoryEntry, language: Language): string {
  const state = ENDS[journal.end?.state ?? 'open'][language];
  const head = `${id}  ${oneLine(record?.when ?? '?')}  ${oneLine(record?.who ?? '?')}  ${state}`;
  const files = (record?.changes ?? []).map(
    ({ kind, path }) => `  ${CHANGES[kind][language]} ${oneLine(path)}`,
  );
  return `${[head, ...files].join('\n')}\n`;
}
