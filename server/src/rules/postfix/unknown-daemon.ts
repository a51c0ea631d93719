import type { PostfixRelease } from '../../knowledge/postfixKnowledge';
import { lastWithout } from '../../knowledge/versions';
import { fieldText } from '../../postfix/masterCf';
import { asciiOf } from '../../text/lookAlikes';
import { nearest } from '../../text/nearest';
import { defineRule } from '../rule';
import { columnPlace, completeServices, edit } from '../services';

type MessageId = 'unknown' | 'newer' | 'between' | 'path' | 'replace';

/** master starts `$daemon_directory/COMMAND`, whatever the command is; it notices only at the first use. */
export const unknownDaemon = defineRule<MessageId>({
  id: 'unknown-daemon',
  severity: 'warning',
  reads: ['master'],
  messages: {
    unknown: {
      en: 'Postfix has no program {command}; master would look for it in {directory}',
      'zh-cn': 'Postfix 没有 {command} 这个程序；master 会到 {directory} 中查找它',
    },
    newer: {
      en: '{command} exists from Postfix {since} on; this is {version}',
      'zh-cn': '{command} 从 Postfix {since} 起才有；当前版本是 {version}',
    },
    between: {
      en: '{command} came after Postfix {before}, with {since} at the latest; this is {version}',
      'zh-cn': '{command} 在 Postfix {before} 之后引入，最迟 {since} 已有；当前版本是 {version}',
    },
    path: {
      en: 'master puts {directory} before every command, so that this becomes {directory}/{command}',
      'zh-cn': 'master 会在命令前加上 {directory}，于是变成 {directory}/{command}',
    },
    replace: { en: 'Change it to {command}', 'zh-cn': '改为 {command}' },
  },
  check({ instance, report }) {
    const { master, release } = instance;
    if (!master) return;
    for (const service of completeServices(master)) {
      const command = fieldText(service, 'command');
      if (release.daemon(asciiOf(command)) || command === '-') continue;
      const place = columnPlace(master, service, 'command');
      const since = release.knowledge.facts.daemons.find(({ name }) => name === command)?.since;
      if (since !== undefined && !release.lacks(since)) continue;
      const before = since === undefined ? undefined : lastWithout(since, release.knowledge.versions);
      const meant = suggestion(command, release);
      report({
        at: place,
        message: messageFor(command, since, before),
        values: {
          command,
          since: since ?? '',
          before: before ?? '',
          version: release.version,
          directory: instance.effective('daemon_directory') ?? '',
        },
        fixes: meant
          ? [{ title: 'replace', values: { command: meant }, edits: () => [edit(master, place.span, meant)] }]
          : [],
      });
    }
  },
});

function messageFor(command: string, since: string | undefined, before: string | undefined): MessageId {
  if (since !== undefined) return before === undefined ? 'newer' : 'between';
  return command.startsWith('/') ? 'path' : 'unknown';
}

function suggestion(command: string, release: PostfixRelease): string | undefined {
  const name = command.slice(command.lastIndexOf('/') + 1);
  if (command.startsWith('/')) return release.daemon(name)?.name;
  return nearest(
    command,
    release.daemons.map((daemon) => daemon.name),
  );
}
