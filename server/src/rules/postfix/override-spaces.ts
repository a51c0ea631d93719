import { fieldText } from '../../postfix/masterCf';
import { isCutByBlank, meantSettings, severityFor } from '../options';
import { defineRule } from '../rule';
import { insertion, shorten } from '../services';

/** `-o name=value` is one word: what stands behind a blank becomes an argument, and ends the options (master(5)). */
export const overrideSpaces = defineRule({
  id: 'override-spaces',
  severity: 'error',
  reads: ['master'],
  messages: {
    value: {
      en: 'The blank ends this setting at "{setting}": {command} gets "{word}" as an argument, and reads no option behind it',
      'zh-cn': '设置到“{setting}”就被空格截断了：“{word}”成了 {command} 的一个参数，它后面的选项也不会被读取',
    },
    equals: {
      en: 'Blanks around = cut this setting in pieces: {command} gets only "{setting}" and stops',
      'zh-cn': '等号两边的空格把设置切断了：{command} 只得到“{setting}”，会退出',
    },
    braces: { en: 'Put it in braces: {text}', 'zh-cn': '用花括号括起来：{text}' },
  },
  check({ instance, report }) {
    const { master } = instance;
    if (!master) return;
    for (const service of master.tree.services) {
      if (service.operands.length === 0) continue;
      const command = fieldText(service, 'command');
      const daemon = instance.release.daemon(command);
      for (const meant of meantSettings(service, daemon).filter(isCutByBlank)) {
        const { setting, loose } = meant;
        const words = [setting, ...loose].map(({ text }) => text);
        const end = loose[loose.length - 1]?.span.end ?? setting.span.end;
        const edits = () => [insertion(master, setting.span.start, '{ '), insertion(master, end, ' }')];
        report({
          at: { uri: master.uri, span: { start: setting.span.start, end } },
          message: setting.text.includes('=') ? 'value' : 'equals',
          severity: severityFor(daemon),
          values: { command, setting: shorten(setting.text), word: shorten(words[1] ?? '') },
          fixes: isBalanced(words.join(' '))
            ? [{ title: 'braces', values: { text: shorten(`-o { ${words.join(' ')} }`) }, safe: true, edits }]
            : [],
        });
      }
    }
  },
});

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth++;
    else if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}
