import { memoizeByText } from '../../text/memoize';
import { WordIndex } from '../../text/nearest';
import { asciiOf } from '../../text/lookAlikes';
import type { PostfixRelease } from '../../knowledge/postfixKnowledge';
import { settingsOf } from '../../system/settings';
import { wordsOf } from '../../system/names';
import type { PostfixInstance } from '../../system/postfixInstance';
import { assignmentsOf, type Assignment } from '../assignments';
import { defineRule, type FixReport } from '../rule';
import { namePlace, removal, renaming } from '../settings';

type Texts = 'unknown' | 'similar' | 'service' | 'restrictionClass' | 'replace' | 'addClass' | 'remove';

/** Postfix takes any name and warns of those that nothing uses ("unused parameter", postconf(1)). */
export const unknownParameter = defineRule<Texts>({
  id: 'unknown-parameter',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    unknown: {
      en: 'Postfix has no parameter {name}, and no ${name} uses it',
      'zh-cn': 'Postfix 没有参数 {name}，也没有任何地方以 ${name} 引用它',
    },
    similar: {
      en: 'Postfix has no parameter {name}; did you mean {meant}?',
      'zh-cn': 'Postfix 没有参数 {name}；是不是 {meant}？',
    },
    service: {
      en: '{name} means nothing: no delivery service {service} in master.cf',
      'zh-cn': '{name} 不起作用：master.cf 中没有名为 {service} 的投递服务',
    },
    restrictionClass: {
      en: '{name} is used as a restriction but is not listed in smtpd_restriction_classes',
      'zh-cn': '{name} 被当作限制使用，却没有列在 smtpd_restriction_classes 中',
    },
    replace: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
    addClass: {
      en: 'List {name} in smtpd_restriction_classes',
      'zh-cn': '把 {name} 列入 smtpd_restriction_classes',
    },
    remove: { en: 'Remove this setting', 'zh-cn': '删除此设置' },
  },
  check({ instance, report }) {
    for (const assignment of assignmentsOf(instance)) {
      const { name } = assignment.entry;
      if (!isUnknown(instance, assignment)) continue;
      const service = missingService(instance, name);
      const restrictionClass = !service && !assignment.service && isRestriction(instance, name);
      const meant = service || restrictionClass ? undefined : suggestion(name, instance.release);
      report({
        at: namePlace(assignment),
        message: service ? 'service' : restrictionClass ? 'restrictionClass' : meant ? 'similar' : 'unknown',
        values: { name, meant: meant ?? '', service: service ?? '' },
        fixes: [
          ...(restrictionClass ? addClass(instance, assignment) : []),
          ...(meant
            ? [{ title: 'replace' as const, values: { meant }, edits: () => [renaming(assignment, meant)] }]
            : []),
          { title: 'remove', edits: () => [removal(assignment)] },
        ],
      });
    }
  },
});

/** Names of other versions and names with look-alike characters have rules of their own. */
function isUnknown(instance: PostfixInstance, { entry: { name }, key }: Assignment): boolean {
  const { release, nameUse } = instance;
  if (key === undefined ? nameUse.isUsedInMain(name) : nameUse.isUsedIn(key, name)) return false;
  if (nameUse.isBuiltIn(name) || release.parameterOfAnyVersion(name)) return false;
  if (!instance.master && isOfService(name, release)) return false;
  return release.parameter(asciiOf(name)) === undefined;
}

function isOfService(name: string, release: PostfixRelease): boolean {
  return release.serviceParameters.some(({ suffix }) => name.endsWith(suffix));
}

/** The SERVICE of `SERVICE_<suffix>`, by the longest suffix. */
function missingService({ release }: PostfixInstance, name: string): string | undefined {
  const suffixes = release.serviceParameters
    .map(({ suffix }) => suffix)
    .filter((suffix) => name.endsWith(suffix));
  const longest = suffixes.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : name.slice(0, -longest.length) || undefined;
}

const restrictionWords = new WeakMap<PostfixInstance, ReadonlySet<string>>();

/** The name stands in a list of restrictions. */
function isRestriction(instance: PostfixInstance, name: string): boolean {
  let words = restrictionWords.get(instance);
  if (!words) {
    const lists = settingsOf(instance).filter(({ type }) => type?.kind === 'restrictions');
    words = new Set(lists.flatMap(({ value }) => wordsOf(value.text).map(({ text }) => text)));
    restrictionWords.set(instance, words);
  }
  return words.has(name);
}

const suggestions = new WeakMap<PostfixRelease, (name: string) => string | undefined>();

/** More names than anybody misspells in one file. */
const REMEMBERED = 5_000;

/** The built-in name that is meant. Remembered, for it is asked for again at each keystroke. */
function suggestion(name: string, release: PostfixRelease): string | undefined {
  let nearest = suggestions.get(release);
  if (!nearest) {
    const index = new WordIndex(release.parameterNames);
    suggestions.set(release, (nearest = memoizeByText((word) => index.nearest(word), REMEMBERED)));
  }
  return nearest(name);
}

/** Behind the other classes, or in a setting before the class itself. */
function addClass(instance: PostfixInstance, { file, entry }: Assignment): FixReport<Texts>[] {
  const { name } = entry;
  const list = instance.entries.get('smtpd_restriction_classes');
  const edit = list
    ? {
        uri: file.uri,
        span: { start: list.value.end, end: list.value.end },
        text: list.value.text ? `, ${name}` : ` ${name}`,
      }
    : {
        uri: file.uri,
        span: { start: entry.nameSpan.start, end: entry.nameSpan.start },
        text: `smtpd_restriction_classes = ${name}\n`,
      };
  return [{ title: 'addClass', values: { name }, edits: () => [edit] }];
}
