import { formatDefault, formatValue } from '../../system/doveconf/formatValue';
import { givenValues, type Given } from '../../system/dovecot/given';
import type { DovecotRelease } from '../../knowledge/dovecotKnowledge';
import { wholeLines } from '../edits';
import { defineRule } from '../rule';

/** A setting that says what Dovecot would do without it. */
export const dovecotEqualToDefault = defineRule({
  id: 'dovecot-equal-to-default',
  severity: 'hint',
  reads: ['dovecot'],
  messages: {
    equal: {
      en: '{name} is {value} in Dovecot {version} anyway',
      'zh-cn': '{name} 在 Dovecot {version} 中的默认值就是 {value}',
    },
    empty: {
      en: '{name} is empty in Dovecot {version} anyway',
      'zh-cn': '{name} 在 Dovecot {version} 中默认就是空的',
    },
    remove: { en: 'Remove this setting', 'zh-cn': '删除此项设置' },
    removeAll: { en: 'Remove all settings equal to the default', 'zh-cn': '删除所有与默认值相同的设置' },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    const { release } = dovecot;
    for (const given of givenValues(dovecot)) {
      const { assignment } = given.value;
      const value = defaultOf(given, release);
      if (!assignment || value === undefined || !isSame(given, value, release)) continue;
      const { file, entry } = assignment;
      const span = wholeLines(file.tree, entry.line);
      report({
        at: { uri: file.uri, span: entry.key.span },
        message: value === '' ? 'empty' : 'equal',
        values: { name: entry.key.text, value, version: release.version },
        tag: 'unnecessary',
        // The server may run another version, with another default: a person decides.
        fixes: [{ title: 'remove', allTitle: 'removeAll', edits: () => [{ uri: file.uri, span, text: '' }] }],
      });
    }
  },
});

/**
 * Said for the reader, worked out by each build, or the name of a block of 2.4; and one that two services of 2.3 have
 * different defaults of.
 */
const KEPT = /^(?:dovecot_|protocols$|submission_max_mail_size$|.*_(?:path|dir|directory|name)$)/;

/**
 * The default to compare with: outside of blocks and filters, where nothing else is inherited, for values that are the
 * same in every build. Of a setting that is set twice the first would rule without the second.
 */
function defaultOf({ name, value, blocks, filters }: Given, release: DovecotRelease): string | undefined {
  const { fact, overridden, assignment } = value;
  const isPlain = blocks.length === 0 && filters.length === 0 && overridden.length === 0;
  if (!isPlain || fact?.default === undefined || KEPT.test(name) || isOfBlocks(name, release))
    return undefined;
  if (assignment?.entry.key.text !== name || assignment.entry.form === 'file') return undefined;
  const text = formatDefault(fact, release.line);
  return text.includes('/') ? undefined : text;
}

/** 2.4: `service_process_limit` outside of all services replaces what each of them has by itself. */
function isOfBlocks(name: string, release: DovecotRelease): boolean {
  const parts = name.split('_');
  return parts.some((_, index) => {
    const block = release.setting(parts.slice(0, index).join('_'));
    return block?.type === 'named_list_filter';
  });
}

function isSame({ value: { text, fact } }: Given, standard: string, { line }: DovecotRelease): boolean {
  return formatValue(text, fact, line) === standard;
}
