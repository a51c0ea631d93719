import { COLUMNS, type Service } from '../../postfix/masterCf';
import type { PostfixRelease } from '../../knowledge/postfixKnowledge';
import { splitArguments } from '../../postfix/values';
import { asciiOf } from '../../text/lookAlikes';
import { defineRule } from '../rule';
import { insertion } from '../services';

/** An entry needs eight columns: "bad field count" for every Postfix command, "missing … field" for master. */
export const serviceFieldCount = defineRule({
  id: 'service-field-count',
  severity: 'error',
  reads: ['master'],
  messages: {
    tooFew: {
      en: 'A service takes eight columns, here are {count}: Postfix does not start with this line',
      'zh-cn': '一行服务需要八列，这里只有 {count} 列：有这一行 Postfix 就无法启动',
    },
    notIndented: {
      en: '{word} begins in the first column, so Postfix takes it for a service: indent the options of a service',
      'zh-cn': '{word} 顶格书写，Postfix 会把它当作一个服务：服务的选项行要缩进',
    },
    complete: { en: 'Complete the row: {row}', 'zh-cn': '补全这一行：{row}' },
    indent: { en: 'Indent it, as an option of {service}', 'zh-cn': '缩进，作为服务 {service} 的选项' },
  },
  check({ instance, report }) {
    const { master } = instance;
    if (!master) return;
    let previous: Service | undefined;
    for (const service of master.tree.services) {
      const [first] = service.fields;
      const at = { uri: master.uri, span: { start: service.line.start, end: service.line.end } };
      if (first && isOption(first.text)) {
        const owner = previous?.fields[0]?.text;
        const edits = () => [insertion(master, service.line.start, '  ')];
        report({
          at: { uri: master.uri, span: first.span },
          message: 'notIndented',
          values: { word: first.text },
          fixes: owner ? [{ title: 'indent', values: { service: owner }, safe: true, edits }] : [],
        });
        continue;
      }
      if (service.fields.length < COLUMNS.length && !isShortOfBlanks(service)) {
        const missing = guessMissing(service, instance.release);
        const row = missing && [...missing.before, ...missing.words, ...missing.behind].join(' ');
        const edits = () => [insertion(master, missing?.at ?? 0, `${missing?.words.join(' ') ?? ''} `)];
        report({
          at,
          message: 'tooFew',
          values: { count: service.fields.length },
          fixes: row ? [{ title: 'complete', values: { row }, edits }] : [],
        });
      }
      previous = service;
    }
  },
});

/** `-o …`, or an attribute of pipe(8): what stands on the continuation lines of a service. */
function isOption(word: string): boolean {
  return /^-[A-Za-z]/.test(word) || /^(flags|user|argv)=/i.test(word);
}

/** All the columns are there, but for blanks that are none to Postfix: `look-alike-character` reports those. */
function isShortOfBlanks({ line }: Service): boolean {
  return splitArguments(asciiOf(line.source.text)).length >= COLUMNS.length;
}

interface Missing {
  readonly words: readonly string[];
  readonly before: readonly string[];
  readonly behind: readonly string[];
  /** Offset of the command, before which they belong. */
  readonly at: number;
}

const FLAG = /^[yn-]$/;
const NUMBER = /^(-|\d+\??)$/;
/** What may stand in columns 3 to 7. */
const MIDDLE = [FLAG, FLAG, FLAG, NUMBER, NUMBER];

/** The columns that are left out before the command, as the shipped row of that command has them. */
function guessMissing({ fields }: Service, release: PostfixRelease): Missing | undefined {
  const words = fields.map(({ text }) => text);
  const [name = '', type = ''] = words;
  const command = words.findIndex((word, index) => index >= 2 && release.daemon(word) !== undefined);
  const given = words.slice(2, command);
  if (command < 0 || given.some((word, index) => !MIDDLE[index]?.test(word))) return undefined;
  const rows = release.shippedServices
    .map(({ row }) => row)
    .filter((row) => row[7] === words[command] && row[1] === type);
  const model = rows.find((row) => row[0] === name) ?? rows[0];
  const columns = model?.slice(2, 7) ?? [type === 'inet' ? 'n' : '-', '-', 'n', '-', '-'];
  return {
    before: words.slice(0, command),
    words: columns.slice(given.length),
    behind: words.slice(command),
    at: fields[command]?.span.start ?? 0,
  };
}
