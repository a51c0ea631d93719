import type { ListItem, ValueType } from '../../knowledge/types';
import type { PostfixInstance } from '../../system/postfixInstance';
import { isRead, settingsOf, type Setting } from '../../system/settings';
import { checkValue } from '../checkValue';
import { commentWord, isStructured } from '../comments';
import { isFeatureUsed } from '../gates';
import { defineRule, type FileEdit, type FixReport, type Severity } from '../rule';
import { placeIn } from '../settings';

type MessageId = 'refused' | 'listEnds' | 'partOf' | 'overlooked' | 'move' | 'remove';

/** `#` begins a comment only at the beginning of a line (postconf(5)); behind a value it is text. */
export const trailingComment = defineRule<MessageId>({
  id: 'trailing-comment',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    refused: {
      en: 'A # behind a value begins no comment: it becomes part of {name}, and Postfix refuses it',
      'zh-cn': '值后面的 # 不是注释：它会成为 {name} 的一部分，Postfix 不接受',
    },
    listEnds: {
      en: 'A # behind a value begins no comment: Postfix warns, and ignores the rest of {name}',
      'zh-cn': '值后面的 # 不是注释：Postfix 会给出警告，并忽略 {name} 余下的内容',
    },
    partOf: {
      en: 'A # behind a value begins no comment: it becomes part of {name}',
      'zh-cn': '值后面的 # 不是注释：它会成为 {name} 的一部分',
    },
    overlooked: {
      en: 'A # behind a value begins no comment; what follows the unit of a time happens to be overlooked',
      'zh-cn': '值后面的 # 不是注释；只是时间值单位之后的内容恰好会被忽略',
    },
    move: { en: 'Put the comment on a line of its own', 'zh-cn': '把注释移到单独一行' },
    remove: { en: 'Remove the comment', 'zh-cn': '删除这段注释' },
  },
  check({ instance, report }) {
    for (const setting of settingsOf(instance)) {
      const { value } = setting;
      if (!isStructured(setting)) continue;
      const word = commentWord(value.text);
      if (!word) continue;
      const effect = effectOf(setting.type, setting);
      const end = lineEnd(setting, value.offsetAt(word.start));
      report({
        at: placeIn(setting, { start: value.offsetAt(word.start), end }),
        message: effect,
        severity: severityOf(instance, setting, effect),
        values: { name: setting.name },
        fixes: fixesFor(setting, word.start, end, effect),
      });
    }
  },
});

/** Lists that are not searched, whose programs stop at an item `#` or answer with an error. */
const STRICT_ITEMS: ReadonlySet<ListItem> = new Set([
  'interface',
  'milter',
  'restriction-class',
  'tls-protocol',
]);

function effectOf(type: ValueType, { fact, name, value }: Setting): MessageId {
  if (type.kind === 'time') return 'overlooked';
  if (type.kind === 'restrictions' || (type.kind === 'tables' && !type.single)) return 'refused';
  if (type.kind === 'flags') return type.unknown === 'ignored' ? 'partOf' : 'refused';
  if (type.kind === 'list') {
    if (type.matched || name === 'postscreen_access_list') return 'listEnds';
    const strict =
      (STRICT_ITEMS.has(type.of) && name !== 'proxy_interfaces') || name === 'postscreen_dnsbl_sites';
    return strict ? 'refused' : 'partOf';
  }
  return checkValue(type, fact, value.text) ? 'refused' : 'partOf';
}

function severityOf(instance: PostfixInstance, setting: Setting, effect: MessageId): Severity {
  const refused = effect === 'refused' && isRead(instance, setting) && isFeatureUsed(instance, setting);
  return refused ? 'error' : 'warning';
}

/** End of the physical line that holds an offset, without a carriage return. */
function lineEnd({ file, value }: Setting, offset: number): number {
  const { lines, text } = file.tree;
  const end = Math.min(lines.endOf(lines.indexAt(offset)), value.end);
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** In master.cf such a value stands in braces, where no line can be added. */
function fixesFor(setting: Setting, index: number, end: number, effect: MessageId): FixReport<MessageId>[] {
  const { file, value } = setting;
  const { lines, text } = file.tree;
  const start = value.offsetAt(index);
  // Items on later lines, which Postfix ignores now, would come to life.
  const safe = effect === 'refused' || end === value.end;
  let from = start;
  while (/[ \t]/.test(text.charAt(from - 1))) from--;
  const cut: FileEdit = { uri: file.uri, span: { start: from, end }, text: '' };
  if (file.kind === 'master') return [{ title: 'remove', edits: () => [cut] }];
  const line = lines.startOf(lines.indexAt(start));
  const comment = { uri: file.uri, span: { start: line, end: line }, text: `${text.slice(start, end)}\n` };
  return [{ title: 'move', safe, edits: () => [comment, cut] }];
}
