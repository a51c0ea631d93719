import { entryFiles, rolesOf, splitValue, valueLines } from '../lookupTables';
import { defineRule } from '../rule';

type MessageId = 'end' | 'start' | 'dot';

/** Results with which a stranger gets further. */
const PERMITS = /^(ok|relay|permit\w*|\d+)$/i;

/** Patterns that let clients or addresses pass and match more of them than they seem to. */
export const broadPattern = defineRule<MessageId>({
  id: 'broad-pattern',
  severity: 'warning',
  reads: ['regexp-table', 'pcre-table'],
  messages: {
    end: {
      en: 'Without "$" at its end the pattern also lets names pass that go on behind it, such as {example}',
      'zh-cn': '模式末尾没有“$”，后面还有内容的名称也会放行，例如 {example}',
    },
    start: {
      en: 'Without "^", "@" or a dot at its beginning the pattern also lets names pass that end in it, such as {example}',
      'zh-cn': '模式开头没有“^”、“@”或点号，以它结尾的其他名称也会放行，例如 {example}',
    },
    dot: {
      en: 'A dot without a backslash matches any character: {example} passes too',
      'zh-cn': '没有反斜杠的点号匹配任意字符：{example} 也会放行',
    },
  },
  check({ system, report }) {
    for (const file of entryFiles(system)) {
      if (!rolesOf(system, file).some((role) => role.startsWith('access-'))) continue;
      for (const line of valueLines(file)) {
        const pattern = line.pattern?.pattern;
        if (!pattern || pattern.negated || line.pattern?.second || !PERMITS.test(splitValue(line).word))
          continue;
        const found = tooBroad(pattern.text);
        if (found) report({ at: { uri: file.uri, span: pattern.span }, ...found });
      }
    }
  },
});

/** A literal name in a pattern, dots escaped or not, with what stands around it. */
const NAME = /^(\^|.*[@\])])?((?:\\?\.)?[\w-]+(?:\\?\.[\w-]+)+)(\$?)$/;

/** Speaks of plain names only: of anything cleverer the author knows what it matches. */
function tooBroad(
  text: string,
): { readonly message: MessageId; readonly values: { readonly example: string } } | undefined {
  const [, before = '', name = '', end = ''] = NAME.exec(text) ?? [];
  if (name === '') return undefined;
  const plain = name.replaceAll('\\', '');
  const subject = plain.startsWith('.') ? `mx${plain}` : plain;
  if (end === '') return { message: 'end', values: { example: `${subject}.example.net` } };
  if (before === '' && !plain.startsWith('.'))
    return { message: 'start', values: { example: `not${plain}` } };
  const dot = name.search(/(?<!\\)\./);
  if (dot < 0) return undefined;
  const index = name.slice(0, dot).replaceAll('\\', '').length;
  return { message: 'dot', values: { example: `${plain.slice(0, index)}x${plain.slice(index + 1)}` } };
}
