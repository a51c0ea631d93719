import { foldKey } from '../../postfix/tables/foldKey';
import { lookupOptionsOf } from '../../system/lookupContext';
import { ENTRY_KINDS, entryFiles, lineRemoval, type EntryFile } from '../lookupTables';
import { defineRule, type RuleContext } from '../rule';

type MessageId = 'duplicate' | 'same' | 'first' | 'remove';

/** postmap(1): "duplicate entry"; the first one rules. */
export const duplicateKey = defineRule<MessageId>({
  id: 'duplicate-key',
  severity: 'warning',
  reads: ENTRY_KINDS,
  messages: {
    duplicate: {
      en: '{key} has an entry before, which rules: this one is never used',
      'zh-cn': '{key} 前面已有条目，以前面的为准：这一条永远用不到',
    },
    same: { en: '{key} stands here a second time', 'zh-cn': '{key} 在这里重复出现' },
    first: { en: 'This entry rules', 'zh-cn': '以此条目为准' },
    remove: { en: 'Remove this entry', 'zh-cn': '删除这一条' },
  },
  check(context) {
    for (const file of entryFiles(context.system))
      if ('entries' in file.tree) checkEntries(context, file, file.tree.entries);
  },
});

type Entry = Extract<EntryFile['tree'], { entries: unknown }>['entries'][number];

function checkEntries(
  { report, instance }: RuleContext<MessageId>,
  file: EntryFile,
  entries: readonly Entry[],
): void {
  // Without SMTPUTF8, letters beyond ASCII are compared as they are.
  const { utf8 } = lookupOptionsOf(instance);
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const key = foldKey(entry.key, utf8);
    const ruling = first.get(key);
    if (!ruling) {
      first.set(key, entry);
      continue;
    }
    report({
      at: { uri: file.uri, span: entry.keySpan },
      message: ruling.value.text === entry.value.text ? 'same' : 'duplicate',
      values: { key: entry.key },
      tag: 'unnecessary',
      related: [{ at: { uri: file.uri, span: ruling.keySpan }, message: 'first' }],
      fixes: [{ title: 'remove', safe: true, edits: () => [lineRemoval(file, entry.source)] }],
    });
  }
}
