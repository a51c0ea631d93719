import type { Hover } from 'vscode-languageserver-types';
import { accessActionMarkdown } from '../../explain/groupMarkdown';
import { coverText } from '../../explain/keyText';
import { bullets, code, paragraphs } from '../../explain/markdown';
import { ROLE_TEXTS } from '../../explain/roleText';
import { routeEndText } from '../../explain/routeText';
import type { Docs } from '../../knowledge/docs';
import type { LookupRole } from '../../postfix/tables/lookupKeys';
import { followAddress } from '../../route/follow';
import { endsOf } from '../../route/types';
import { rolesOf, type EntryFile } from '../../rules/lookupTables';
import { lookupContextOf } from '../../system/lookupContext';
import type { TableUse } from '../../system/tables';
import { baseName } from '../../system/uris';
import { format, type Localized } from '../../text/localized';
import { touches, type Span } from '../../text/span';
import { toRange, type Target } from '../target';
import { actionsOf } from './actions';
import { mentionAt } from './names';
import { patternMarkdown } from './patternText';
import { rivalsOf, type Rival } from './rivals';
import { tableLineAt, type TableLine } from './tableLine';

const TEXTS = {
  covers: { en: 'Covers {what}', 'zh-cn': '涵盖：{what}' },
  rivals: { en: 'Other lines win over it:', 'zh-cn': '下列各行优先于它：' },
  more: { en: '{count} more', 'zh-cn': '另有 {count} 行' },
  line: { en: '{key} ({file} line {line})', 'zh-cn': '{key}（{file} 第 {line} 行）' },
  mail: { en: 'Mail for {address}:', 'zh-cn': '发给 {address} 的邮件：' },
  transport: { en: 'transport of master.cf', 'zh-cn': 'master.cf 中的传输' },
  comma: { en: ', ', 'zh-cn': '、' },
} satisfies Record<string, Localized>;

/** Explains an entry: what it does, for whom, and what wins over it. */
export function hover(target: Target<EntryFile>, offset: number, docs: Docs): Hover | null {
  const line = tableLineAt(target.file, offset);
  if (!line) return null;
  const found =
    line.keySpan && touches(line.keySpan, offset)
      ? { span: line.keySpan, value: keyMarkdown(target, line) }
      : inValue(target, line, offset, docs);
  if (!found?.value) return null;
  return {
    contents: { kind: 'markdown', value: found.value },
    range: toRange(target.document, found.span),
  };
}

interface Explained {
  readonly span: Span;
  readonly value: string | undefined;
}

function keyMarkdown(target: Target<EntryFile>, line: TableLine): string | undefined {
  const { system, file, language } = target;
  const { entry } = line;
  if (!('key' in entry)) return patternMarkdown(entry, language);
  const roles = rolesOf(system, file);
  const context = lookupContextOf(system);
  const uses = system.tables.usesOf(file.uri);
  const title = [...new Set(roles.map((role) => ROLE_TEXTS[role][language]))].join(TEXTS.comma[language]);
  const settings = [...new Set(uses.map(({ setting }) => code(setting.name)))].join(TEXTS.comma[language]);
  const covers = roles.map((role) =>
    format(TEXTS.covers[language], { what: coverText(entry.key, role, context, language) }),
  );
  return paragraphs([
    `**${entry.key.replace(/[*_]/g, '\\$&')}**${title === '' ? '' : ` — ${title}`}`,
    settings,
    ...new Set(covers),
    rivalMarkdown(target, line, uses),
    wayOf(target, addressOf(entry.key, roles, context.myorigin)),
  ]);
}

const SHOWN_RIVALS = 5;

function rivalMarkdown(
  { system, file, language }: Target<EntryFile>,
  line: TableLine,
  uses: readonly TableUse[],
): string | undefined {
  const rivals = uses.flatMap((use) => rivalsOf(system, file, line, use));
  const shown = [...new Map(rivals.map((rival) => [rival.line.entry, rival])).values()];
  if (shown.length === 0) return undefined;
  const rows = shown.slice(0, SHOWN_RIVALS).map((rival) => rivalText(rival, language));
  const more = shown.length - rows.length;
  if (more > 0) rows.push(format(TEXTS.more[language], { count: more }));
  return `${TEXTS.rivals[language]}\n${bullets(rows)}`;
}

function rivalText({ file, line, key }: Rival, language: Target['language']): string {
  const number = file.tree.lines.indexAt(line.source.start) + 1;
  return format(TEXTS.line[language], { key: code(key), file: baseName(file.uri), line: number });
}

/** Roles whose keys mail is sent to. */
const RECIPIENTS: ReadonlySet<LookupRole> = new Set([
  'virtual',
  'aliases',
  'mailbox',
  'local-recipients',
  'relocated',
  'access-recipient',
  'transport',
]);

function addressOf(key: string, roles: readonly LookupRole[], myorigin: string): string | undefined {
  if (!roles.some((role) => RECIPIENTS.has(role)) || /["\\*]|^[.@]|@$/.test(key)) return undefined;
  if (key.includes('@')) return key;
  return roles.includes('aliases') ? `${key}@${myorigin}` : undefined;
}

/** Where mail for an address ends. */
function wayOf({ system, language }: Target<EntryFile>, address: string | undefined): string | undefined {
  if (address === undefined || !system.postfix.main) return undefined;
  const ends = endsOf(followAddress(system, { address })).map((end) => routeEndText(end, language));
  return `${format(TEXTS.mail[language], { address: code(address) })}\n${bullets(ends)}`;
}

function inValue(
  target: Target<EntryFile>,
  line: TableLine,
  offset: number,
  docs: Docs,
): Explained | undefined {
  const { system, file, instance, language } = target;
  const { value } = line;
  const index = value?.indexOf(offset);
  if (!value || index === undefined) return undefined;
  const mention = mentionAt(system, file, offset);
  if (mention?.kind === 'user') {
    const address = mention.name.includes('@')
      ? mention.name
      : `${mention.name}@${lookupContextOf(system).myorigin}`;
    return { span: mention.span, value: wayOf(target, address) };
  }
  if (mention?.kind === 'transport')
    return { span: mention.span, value: `**${mention.name}** — ${TEXTS.transport[language]}` };
  const word = /^\S*/.exec(value.text)?.[0] ?? '';
  if (index > word.length) return undefined;
  const name = /^[45]\d\d$/.test(word) ? `${word[0]}NN` : word;
  return {
    span: value.spanOf(0, word.length),
    value: actionsOf(system, file) ? accessActionMarkdown(name, { instance, language, docs }) : undefined,
  };
}
