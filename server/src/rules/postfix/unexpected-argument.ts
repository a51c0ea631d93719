import type { DaemonFact } from '../../knowledge/types';
import { fieldText, type Argument, type Service } from '../../postfix/masterCf';
import type { MasterFile } from '../../system/files';
import { meantSettings, severityFor } from '../options';
import { defineRule, type FileEdit } from '../rule';
import { edit, insertion, shorten } from '../services';

/** "unexpected command-line argument": most programs take options alone, and stop at any other word. */
export const unexpectedArgument = defineRule({
  id: 'unexpected-argument',
  severity: 'error',
  reads: ['master'],
  messages: {
    refused: {
      en: '{command} takes no arguments: it stops because of "{word}", and reads no option behind it',
      'zh-cn': '{command} 不接受参数：“{word}”会使它退出，后面的选项也不会被读取',
    },
    ignored: {
      en: '{command} passes over "{word}", and reads no option behind it',
      'zh-cn': '{command} 会忽略“{word}”，后面的选项也不会被读取',
    },
    comment: {
      en: 'A comment needs a line of its own: here {command} gets "{word}" as an argument',
      'zh-cn': '注释必须独占一行：在这里“{word}”会成为 {command} 的参数',
    },
    option: {
      en: '{command} knows no option {word}: it stops at its start',
      'zh-cn': '{command} 没有选项 {word}：一启动就会退出',
    },
    move: { en: 'Move the comment to a line of its own', 'zh-cn': '把注释移到单独一行' },
  },
  check({ instance, report }) {
    const { master } = instance;
    if (!master) return;
    for (const service of master.tree.services) {
      const command = fieldText(service, 'command');
      const daemon = instance.release.daemon(command);
      for (const { code, span } of service.problems) {
        if (code !== 'unknown-option') continue;
        const values = { command, word: master.tree.text.slice(span.start, span.end) };
        report({ at: { uri: master.uri, span }, message: 'option', severity: severityFor(daemon), values });
      }
      const word = unwanted(service, daemon);
      if (!word || !daemon) continue;
      const isComment = word.text.startsWith('#');
      report({
        at: { uri: master.uri, span: word.span },
        message: isComment ? 'comment' : daemon.arguments === 'ignored' ? 'ignored' : 'refused',
        severity: severityFor(daemon),
        values: { command, word: shorten(word.text) },
        fixes: isComment ? [{ title: 'move', safe: true, edits: () => moveComment(master, word) }] : [],
      });
    }
  },
});

/** The first word that the program does not want. Those that a blank cut off a setting have a rule of their own. */
function unwanted(service: Service, daemon: DaemonFact | undefined): Argument | undefined {
  const [first] = service.operands;
  if (!first || !daemon) return undefined;
  const comment = service.operands.find(({ text }) => text.startsWith('#'));
  if (daemon.arguments === 'attributes') return first === comment ? comment : undefined;
  const isLoose = meantSettings(service, daemon).some(({ loose }) => loose.includes(first));
  return isLoose && first !== comment ? undefined : first;
}

/** Everything from the word to the end of its line goes to a new line above. */
function moveComment(master: MasterFile, { span }: Argument): FileEdit[] {
  const { text, lines } = master.tree;
  const line = lines.at(lines.indexAt(span.start));
  if (!line) return [];
  const kept = text.slice(line.start, span.start).trimEnd();
  const end = line.start + text.slice(line.start, line.end).trimEnd().length;
  return [
    insertion(master, line.start, `${text.slice(span.start, end)}\n`),
    edit(master, { start: line.start + kept.length, end }, ''),
  ];
}
