import type { PostfixRelease } from '../../knowledge/postfixKnowledge';
import { fieldText } from '../../postfix/masterCf';
import { asciiOf } from '../../text/lookAlikes';
import { nearest } from '../../text/nearest';
import { defineRule } from '../rule';
import { columnPlace, completeServices, edit } from '../services';

/** master starts `$daemon_directory/COMMAND`, whatever the command is; it notices only at the first use. */
export const unknownDaemon = defineRule({
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
      const fact = release.knowledge.facts.daemons.find(({ name }) => name === command);
      const meant = suggestion(command, release);
      report({
        at: place,
        message: fact ? 'newer' : command.startsWith('/') ? 'path' : 'unknown',
        values: {
          command,
          since: fact?.since ?? '',
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

function suggestion(command: string, release: PostfixRelease): string | undefined {
  const name = command.slice(command.lastIndexOf('/') + 1);
  if (command.startsWith('/')) return release.daemon(name)?.name;
  return nearest(
    command,
    release.daemons.map((daemon) => daemon.name),
  );
}
