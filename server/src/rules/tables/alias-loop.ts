import { membersOf } from '../../postfix/tables/aliases';
import { followAddress } from '../../route/follow';
import { endsOf } from '../../route/types';
import type { MailSystem } from '../../system/mailSystem';
import { ENTRY_KINDS, entryFiles, rolesOf, type EntryFile } from '../lookupTables';
import { defineRule } from '../rule';

type MessageId = 'aliases' | 'virtual' | 'next';

/** Aliases, and virtual addresses, that lead from one to the next and back. */
export const aliasLoop = defineRule<MessageId>({
  id: 'alias-loop',
  severity: 'warning',
  reads: ENTRY_KINDS,
  messages: {
    aliases: {
      en: 'Mail for {key} goes round and comes back: Postfix returns it to the sender',
      'zh-cn': '发给 {key} 的邮件绕了一圈又回来：Postfix 会退信给发件人',
    },
    virtual: {
      en: '{key} leads round and back to itself: Postfix accepts no mail for it',
      'zh-cn': '{key} 绕了一圈又指回自身：Postfix 不会接受发给它的邮件',
    },
    next: { en: 'The way goes on here', 'zh-cn': '路径经过这里' },
  },
  check({ system, report }) {
    for (const file of entryFiles(system)) {
      if (!('entries' in file.tree)) continue;
      const isVirtual = rolesOf(system, file).includes('virtual');
      if (!isVirtual && file.kind !== 'alias-table') continue;
      for (const circle of circles(file)) {
        const [entry, ...others] = circle;
        if (!entry || !isConfirmed(system, entry.key)) continue;
        report({
          at: { uri: file.uri, span: entry.keySpan },
          message: isVirtual ? 'virtual' : 'aliases',
          values: { key: entry.key },
          related: others.map(({ keySpan }) => ({ at: { uri: file.uri, span: keySpan }, message: 'next' })),
        });
      }
    }
  },
});

type Entry = Extract<EntryFile['tree'], { entries: unknown }>['entries'][number];

/** Entries that name each other in a circle; one that names itself is delivered, and ends the way. */
function circles({ tree }: EntryFile): Entry[][] {
  if (!('entries' in tree)) return [];
  const byKey = new Map<string, Entry>();
  for (const entry of tree.entries) {
    const key = entry.key.toLowerCase();
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  const found: Entry[][] = [];
  const done = new Set<Entry>();
  for (const start of byKey.values()) {
    const path: Entry[] = [];
    walk(start, byKey, path, done, found);
  }
  return found;
}

/** Deeper chains are left to Postfix itself. */
const DEEPEST = 200;

function walk(
  entry: Entry,
  byKey: ReadonlyMap<string, Entry>,
  path: Entry[],
  done: Set<Entry>,
  found: Entry[][],
): void {
  const at = path.indexOf(entry);
  if (at >= 0) {
    const circle = path.slice(at);
    if (circle.length > 1) found.push([...circle].sort((a, b) => a.source.start - b.source.start));
    return;
  }
  if (done.has(entry) || path.length > DEEPEST) return;
  path.push(entry);
  for (const { text } of membersOf(entry.value.text)) {
    const next = byKey.get(text.toLowerCase());
    if (next) walk(next, byKey, path, done, found);
  }
  path.pop();
  done.add(entry);
}

/** Postfix, too, goes round. */
function isConfirmed(system: MailSystem, key: string): boolean {
  const address = key.startsWith('@') ? `user${key}` : key;
  return endsOf(followAddress(system, { address, sender: '' })).some(
    ({ kind, ...end }) =>
      'reason' in end && (end.reason === 'nesting' || end.reason === 'loop') && kind !== 'handed',
  );
}
