import type { Assignment } from '../../system/dovecot/assignments';
import type { Section } from '../../system/dovecot/sections';
import type { DovecotInstance } from '../../system/dovecotInstance';
import { isYes } from '../dovecotValues';
import { defineRule } from '../rule';

/** passdbs and userdbs are asked in their order: behind one that knows everybody nobody else is asked. */
export const dovecotUnreachableDatabase = defineRule({
  id: 'dovecot-unreachable-database',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    never: {
      en: 'This {type} is never asked: the one before it knows everybody',
      'zh-cn': '这个 {type} 永远不会被查询：它前面的已经认识所有用户',
    },
    everybody: { en: 'This one', 'zh-cn': '就是这一个' },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    for (const type of ['passdb', 'userdb'] as const) {
      const all = databasesOf(dovecot, type);
      const first = all.findIndex(({ settings }) => knowsEverybody(type, settings));
      const certain = all[first];
      if (!certain) continue;
      for (const { section } of all.slice(first + 1)) {
        report({
          at: { uri: section.file.uri, span: section.block.type.span },
          message: 'never',
          values: { type },
          tag: 'unnecessary',
          related: [
            {
              at: { uri: certain.section.file.uri, span: certain.section.block.type.span },
              message: 'everybody',
            },
          ],
        });
      }
    }
  },
});

interface Database {
  readonly section: Section;
  /** The short names of its settings, and what they say. */
  readonly settings: ReadonlyMap<string, string>;
}

/** The databases for all connections, in the order in which they are asked. */
function databasesOf(dovecot: DovecotInstance, type: string): Database[] {
  const { sections, assignments } = dovecot.reading;
  return sections
    .filter(({ fact, parent }) => fact?.name === type && parent === undefined)
    .map((section) => ({ section, settings: settingsOf(section, assignments) }));
}

function settingsOf(section: Section, assignments: readonly Assignment[]): ReadonlyMap<string, string> {
  const own = assignments.filter((one) => one.section === section || one.section?.parent === section);
  const label = section.block.label?.text;
  return new Map([
    ...(label === undefined ? [] : ([['driver', label]] as const)),
    ...own.map(({ entry, fact }) => [shortName(fact?.name ?? entry.key.text), entry.value] as const),
  ]);
}

/** `passdb_static_password` of 2.4 is `password` of the driver static. */
function shortName(name: string): string {
  return name.replace(/^(?:passdb|userdb)_(?:static_)?/, '');
}

/** A result or a condition of its own may let the next one have its say. */
const STEERING = [
  'result_success',
  'skip',
  'deny',
  'username_filter',
  'mechanisms',
  'mechanisms_filter',
  'master',
];

function knowsEverybody(type: 'passdb' | 'userdb', settings: ReadonlyMap<string, string>): boolean {
  if (settings.get('driver') !== 'static' || STEERING.some((name) => settings.has(name))) return false;
  const args = settings.get('args') ?? '';
  // Of nopassword nobody reads the value.
  if (type === 'passdb') return /(?<!\S)nopassword(?:=|(?!\S))/.test(args) || settings.has('nopassword');
  return (
    /(?<!\S)allow_all_users(?:=(?:y|yes|1))?(?!\S)/i.test(args) ||
    isYes(settings.get('allow_all_users') ?? 'no')
  );
}
