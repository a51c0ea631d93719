import type { ValueType } from '../../knowledge/types';
import { parseBoolean, parseInteger, parseTime } from '../../postfix/values';
import type { PostfixInstance } from '../../system/postfixInstance';
import { templateOf, wordsOf } from '../../system/names';
import { settingsOf, type Setting } from '../../system/settings';
import { defineRule } from '../rule';
import { shorten } from '../services';
import { namePlace, removal } from '../settings';

/** A setting that says what Postfix would do without it. */
export const equalToDefault = defineRule({
  id: 'equal-to-default',
  severity: 'hint',
  reads: ['main'],
  messages: {
    equal: {
      en: '{name} is "{value}" in Postfix {version} anyway',
      'zh-cn': '{name} 在 Postfix {version} 中的默认值就是“{value}”',
    },
    equalAtLevel: {
      en: '{name} is "{value}" anyway at compatibility level {level}',
      'zh-cn': '兼容级别为 {level} 时，{name} 的默认值就是“{value}”',
    },
    empty: {
      en: '{name} is empty in Postfix {version} anyway',
      'zh-cn': '{name} 在 Postfix {version} 中默认就是空的',
    },
    remove: { en: 'Remove this setting', 'zh-cn': '删除此项设置' },
    removeAll: {
      en: 'Remove all settings equal to the default',
      'zh-cn': '删除所有与默认值相同的设置',
    },
  },
  check({ instance, report }) {
    const repeated = repeatedNames(instance);
    for (const setting of settingsOf(instance)) {
      if (setting.file.kind !== 'main' || repeated.has(setting.name)) continue;
      const standard = comparableDefault(instance, setting);
      if (!standard || !isSame(setting, standard.text)) continue;
      const { text } = setting.value;
      report({
        at: namePlace(setting),
        message: text === '' ? 'empty' : standard.byLevel ? 'equalAtLevel' : 'equal',
        values: {
          name: setting.name,
          value: shorten(text),
          version: instance.release.version,
          level: instance.level,
        },
        tag: 'unnecessary',
        // The server may run another version, with another default: a person decides.
        fixes: [{ title: 'remove', allTitle: 'removeAll', edits: () => [removal(setting)] }],
      });
    }
  },
});

/** Without the last of two entries, the first would rule. */
function repeatedNames(instance: PostfixInstance): ReadonlySet<string> {
  const { entries, parameters } = instance;
  if (entries.size === parameters.length) return new Set();
  return new Set(parameters.filter((entry) => entries.get(entry.name) !== entry).map(({ name }) => name));
}

interface Default {
  readonly text: string;
  readonly byLevel: boolean;
}

/**
 * The default to compare with. None for `compatibility_level` itself, for what Postfix works out at its start, for
 * values that differ from one build to the next, and for names that are to go anyway.
 */
function comparableDefault(instance: PostfixInstance, { name, fact, type }: Setting): Default | undefined {
  const { release } = instance;
  if (!type || name === 'compatibility_level' || fact?.readOnly || fact?.buildDependent) return undefined;
  if (release.isDefaultUnsure(name)) return undefined;
  if (fact?.deprecated && release.isAtLeast(fact.deprecated.since)) return undefined;
  const raw = instance.defaultValue(name);
  return raw?.origin.kind === 'default' ? atLevel(instance, raw.text) : undefined;
}

/** `${{$compatibility_level} <level {1} ? {yes} : {no}}` is the branch that the level chooses. */
function atLevel(instance: PostfixInstance, text: string): Default | undefined {
  if (!text.includes('$compatibility_level')) return { text, byLevel: false };
  const [node, ...others] = templateOf(text).nodes;
  if (node?.kind !== 'comparison' || others.length > 0) return undefined;
  const holds = instance.expand(`${text.slice(0, node.right.end + 1)}}`);
  if (holds.failure) return undefined;
  const branch = holds.text === 'true' ? node.whenTrue : node.whenFalse;
  return { text: branch ? text.slice(branch.start, branch.end) : '', byLevel: true };
}

function isSame({ value: { text }, type }: Setting, standard: string): boolean {
  if (text === standard) return true;
  if (!type || text === '' || standard === '') return false;
  const [a, b] = [text, standard].map((value) => canonical(type, value));
  return a !== undefined && a === b;
}

const LISTS: ReadonlySet<ValueType['kind']> = new Set(['flags', 'list', 'restrictions', 'tables']);

/** A spelling in which values are equal that Postfix takes for the same; undefined when there is none. */
function canonical(type: ValueType, text: string): string | undefined {
  if (LISTS.has(type.kind)) {
    return wordsOf(text)
      .map((word) => word.text)
      .join(' ');
  }
  if (text.includes('$')) return text.replace(/\s+/g, ' ');
  if (type.kind === 'boolean') return String(parseBoolean(text));
  if (type.kind === 'integer') return String(parseInteger(text));
  if (type.kind === 'time') return String(parseTime(text, type.unit));
  return type.kind === 'enum' && type.ignoreCase ? text.toLowerCase() : text.replace(/\s+/g, ' ');
}
