import type { DocRecord } from '../knowledge/docs';
import type { DaemonFact } from '../knowledge/types';
import { format, type Localized } from '../text/localized';
import { docMarkdown } from './docMarkdown';
import type { ExplainContext } from './groupMarkdown';
import { daemonManual, MASTER_MANUAL } from './manual';
import { code, link, paragraphs } from './markdown';

const TEXTS = {
  attribute: { en: 'attribute of {daemon}(8)', 'zh-cn': '{daemon}(8) 的属性' },
  letter: { en: 'letter of {attribute} of {daemon}(8)', 'zh-cn': '{daemon}(8) 的 {attribute} 字母' },
  macro: { en: 'macro of the command of {daemon}(8)', 'zh-cn': '{daemon}(8) 命令行中的宏' },
  option: { en: 'option of the daemons', 'zh-cn': '守护进程的选项' },
} as const satisfies Record<string, Localized>;

/** The program for which the records of attributes are written. */
const PIPE = 'pipe';

/** `flags=`, `user=`, `argv=` … behind the options of pipe(8), spawn(8), smtp(8), lmtp(8). */
export function attributeMarkdown(
  name: string,
  daemon: DaemonFact,
  { language, docs }: ExplainContext,
): string | undefined {
  const record = docs.find('pipe-attributes', name);
  if (!record) return undefined;
  const own = daemon.name === PIPE ? record : sharedPart(record, lettersOf(name, daemon));
  return paragraphs([
    `**${name}** — ${format(TEXTS.attribute[language], { daemon: daemon.name })}`,
    docMarkdown(own, language, 'postfix-master'),
    manualOf(daemon),
  ]);
}

/** One letter of `flags=`, when the program knows it. */
export function letterMarkdown(
  letter: string,
  attribute: string,
  daemon: DaemonFact,
  { language, docs }: ExplainContext,
): string | undefined {
  const meaning = docs.find('pipe-attributes', attribute)?.values?.[letter];
  if (meaning === undefined || !lettersOf(attribute, daemon).includes(letter)) return undefined;
  const kind = format(TEXTS.letter[language], { attribute, daemon: daemon.name });
  return paragraphs([`${code(letter)} — ${kind}`, meaning, manualOf(daemon)]);
}

/** `${recipient}` and the like in `argv=`. */
export function macroMarkdown(
  name: string,
  daemon: DaemonFact,
  { language, docs }: ExplainContext,
): string | undefined {
  const macro = `\${${name}}`;
  const record = daemon.macros?.includes(name) ? docs.find('pipe-attributes', macro) : undefined;
  return (
    record &&
    paragraphs([
      `${code(macro)} — ${format(TEXTS.macro[language], { daemon: daemon.name })}`,
      docMarkdown(record, language, 'postfix-master'),
      manualOf(daemon),
    ])
  );
}

/** `-o`, `-v`, `-D`. */
export function optionMarkdown(option: string, { language, docs }: ExplainContext): string | undefined {
  const record = docs.find('daemon-options', option);
  return (
    record &&
    paragraphs([
      `${code(option)} — ${TEXTS.option[language]}`,
      docMarkdown(record, language, 'postfix-master'),
      link('master(5)', MASTER_MANUAL),
    ])
  );
}

/** Advice and examples are about pipe(8); another program shares the meaning and some of the letters. */
function sharedPart({ summary, values }: DocRecord, letters: string): DocRecord {
  const known = Object.entries(values ?? {}).filter(([letter]) => letters.includes(letter));
  return { summary, values: Object.fromEntries(known) };
}

function lettersOf(attribute: string, daemon: DaemonFact): string {
  return daemon.attributes?.find(({ name }) => name === attribute)?.letters ?? '';
}

function manualOf({ name }: DaemonFact): string {
  return link(`${name}(8)`, daemonManual(name));
}
