import { convertObsolete, type Converted } from '../../dovecot/obsolete';
import { lastLineOf } from '../../dovecot/nodes';
import type { Assignment } from '../../system/dovecot/assignments';
import { connectionFilters } from '../../system/dovecot/connectionFilters';
import { holderOf, type Section } from '../../system/dovecot/sections';
import { wholeLines } from '../edits';
import { defineRule, type FileEdit, type Report } from '../rule';

/** A name or value of an older version, which 2.3 turns into another one with a warning, and 2.4 refuses. */
export const dovecotObsolete = defineRule({
  id: 'dovecot-obsolete',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    converted: {
      en: 'This is of an older version; Dovecot 2.3 reads it as: {meant}',
      'zh-cn': '这是旧版本的写法；Dovecot 2.3 将其读作：{meant}',
    },
    dropped: {
      en: '{name} is of an older version; Dovecot 2.3 does nothing with it',
      'zh-cn': '{name} 是旧版本的设置；Dovecot 2.3 会忽略它',
    },
    block: {
      en: 'This block is of version 1; Dovecot 2.3 reads its settings as {meant}',
      'zh-cn': '这是 1.x 版本的块；Dovecot 2.3 将其中的设置读作 {meant}',
    },
    replace: { en: 'Write what is meant today', 'zh-cn': '改用现在的写法' },
    remove: { en: 'Remove this setting', 'zh-cn': '删除此项设置' },
  },
  check({ system: { dovecot }, report }) {
    if (dovecot?.release.line !== '2.3') return;
    for (const section of dovecot.reading.sections) {
      if (isAuthBlock(section)) report(describeBlock(section));
    }
    for (const assignment of dovecot.reading.assignments) {
      const converted = conversionOf(assignment);
      if (!converted) continue;
      const { file, entry } = assignment;
      const at = { uri: file.uri, span: { start: entry.line.start, end: entry.line.end } };
      const lines = wholeLines(file.tree, entry.line);
      const isDropped = converted.length === 0;
      // A line in a `protocol` block cannot become a `service`, which stands outside.
      const isWritable =
        assignment.section === undefined || converted.every(({ blocks }) => blocks.length === 0);
      report({
        at,
        message: isDropped ? 'dropped' : 'converted',
        values: { name: entry.key.text, meant: converted.map(inOneLine).join('; ') },
        tag: 'deprecated',
        fixes: isDropped
          ? [{ title: 'remove', edits: () => [{ uri: file.uri, span: lines, text: '' }] }]
          : isWritable
            ? [{ title: 'replace', edits: () => [{ ...at, text: converted.map(written).join('\n') }] }]
            : [],
      });
    }
  },
});

function isAuthBlock({ block, parent, kind }: Section): boolean {
  return block.type.text === 'auth' && parent === undefined && kind === 'unknown';
}

/** `auth default { mechanisms = plain }` is `auth_mechanisms = plain`. */
function describeBlock({ block, file }: Section): Report<'block' | 'replace'> {
  const settings = block.entries.filter((entry) => entry.kind === 'setting');
  const isPlain = settings.length === block.entries.length && block.close !== undefined;
  const lines = settings.map(({ key, source }) => `${withAuth(key.text)} = ${source.text}`);
  const span = { start: block.line.start, end: lastLineOf(block).end };
  const edits = (): FileEdit[] => [{ uri: file.uri, span, text: lines.join('\n') }];
  return {
    at: { uri: file.uri, span: { start: block.line.start, end: block.line.end } },
    message: 'block',
    values: { meant: lines[0] ?? 'auth_…' },
    tag: 'deprecated',
    fixes: isPlain && lines.length > 0 ? [{ title: 'replace', edits }] : [],
  };
}

function withAuth(name: string): string {
  return name.startsWith('auth_') ? name : `auth_${name}`;
}

/** What 2.3 makes of a line, when that is another one. */
function conversionOf({ entry, section }: Assignment): readonly Converted[] | undefined {
  if (holderOf(section)) return undefined;
  const protocol = connectionFilters(section).find(({ kind }) => kind === 'protocol')?.argument;
  const converted = convertObsolete(entry, protocol);
  const [first, ...others] = converted ?? [];
  const isSame =
    first?.name === entry.key.text &&
    others.length === 0 &&
    first.value.split(/\s+/).join(' ').trim() === entry.value.split(/\s+/).join(' ').trim();
  return isSame ? undefined : converted;
}

function inOneLine({ blocks, name, value }: Converted): string {
  const opened = blocks.map(([type, label]) => `${type} ${label} { `.replace('  ', ' ')).join('');
  return `${opened}${name} = ${value}${' }'.repeat(blocks.length)}`;
}

function written({ blocks, name, value }: Converted): string {
  return blocks.reduceRight(
    (inner, [type, label]) => `${`${type} ${label}`.trim()} {\n${inner.replace(/^/gm, '  ')}\n}`,
    `${name} = ${value}`,
  );
}
