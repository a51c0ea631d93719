import type { DocGroup, DocRecord, Docs } from '../knowledge/docs';
import type { DovecotRelease, DovecotSettingFact } from '../knowledge/dovecotKnowledge';
import type { Assignment } from '../system/dovecot/assignments';
import { formatDefault } from '../system/doveconf/formatValue';
import { placeOf, placesText, type Section } from '../system/dovecot/sections';
import { valueInForce } from '../system/dovecot/valueInForce';
import type { DovecotInstance } from '../system/dovecotInstance';
import { baseName } from '../system/uris';
import { format, type Language, type Localized } from '../text/localized';
import { docMarkdown } from './docMarkdown';
import { dovecotTypeText } from './dovecotTypeText';
import { dovecotObsoleteText } from './dovecotObsoleteText';
import { dovecotManuals } from './manual';
import { bullets, code, link, paragraphs } from './markdown';
import { matchingNames } from './nameMarkdown';
import { sinceText } from './sinceText';

const TEXTS = {
  default: { en: 'Default in {version}: {value}', 'zh-cn': '{version} 的默认值：{value}' },
  removed: { en: 'Gone in Dovecot {version}', 'zh-cn': 'Dovecot {version} 起已删除' },
  otherLine: {
    en: 'A setting of Dovecot {other}: {version} does not know it',
    'zh-cn': 'Dovecot {other} 的设置：{version} 没有它',
  },
  elsewhere: {
    en: 'It does not stand here; it belongs in {place}',
    'zh-cn': '不能写在这里，应当写在 {place} 中',
  },
  meant: { en: 'Here short for {name}', 'zh-cn': '在此处是 {name} 的简写' },
  plugin: { en: 'Exists with the plugin {plugin} only', 'zh-cn': '仅在加载插件 {plugin} 时存在' },
  setAt: { en: 'Set to {value} ({file} line {line})', 'zh-cn': '设为 {value}（{file} 第 {line} 行）' },
  overridden: {
    en: 'Set again later: {value} ({file} line {line}) is what counts',
    'zh-cn': '后面又设置了一次：以 {value}（{file} 第 {line} 行）为准',
  },
  pluginSetting: { en: 'setting of a plugin', 'zh-cn': '插件的设置' },
  oldSetting: { en: 'setting of old', 'zh-cn': '旧版设置' },
  empty: { en: '(empty)', 'zh-cn': '（空）' },
} as const satisfies Record<string, Localized>;

export interface DovecotContext {
  readonly dovecot: DovecotInstance;
  readonly language: Language;
  readonly docs: Docs;
}

/** A setting where it stands: `name` as it is written, `fact` what this version takes it for. */
export interface DovecotSubject {
  readonly name: string;
  readonly fact: DovecotSettingFact | undefined;
  readonly section: Section | undefined;
  /** The setting under the caret, when it is one. */
  readonly assignment?: Assignment | undefined;
}

/** What a setting or a block is, what it is worth here, and its prose. Undefined when nothing is known of it. */
export function dovecotSettingMarkdown(subject: DovecotSubject, context: DovecotContext): string | undefined {
  const { language } = context;
  const { name, fact, assignment } = subject;
  const stray = fact ? undefined : strayFact(name, context);
  const record = dovecotRecord(subject, context);
  const obsolete = fact || stray?.here || !assignment ? undefined : dovecotObsoleteText(assignment, language);
  const type = fact ?? stray?.fact;
  if (!type && !record && obsolete === undefined) return undefined;
  const old = TEXTS[obsolete === undefined ? 'pluginSetting' : 'oldSetting'][language];
  return paragraphs([
    `**${name}** — ${type ? dovecotTypeText(type, language) : old}`,
    stray?.text,
    obsolete,
    bullets(liveFacts(subject, context)),
    record && docMarkdown(record, language, 'dovecot'),
    ...(fact ? factLines(subject, fact, context) : []),
  ]);
}

/** A setting that this place does not have: of other places of this version, or of the other line. */
interface StrayFact {
  readonly fact: DovecotSettingFact;
  /** This version has it, elsewhere. */
  readonly here: boolean;
  readonly text: string;
}

function strayFact(name: string, { dovecot, language }: DovecotContext): StrayFact | undefined {
  const { release, otherLine } = dovecot;
  const own = firstFact(name, release);
  if (own) {
    const place = code(placesText(name, release) ?? '');
    return { fact: own, here: true, text: format(TEXTS.elsewhere[language], { place }) };
  }
  const fact = firstFact(name, otherLine);
  const values = { other: otherLine.line, version: release.version };
  return fact && { fact, here: false, text: format(TEXTS.otherLine[language], values) };
}

function factLines(
  subject: DovecotSubject,
  fact: DovecotSettingFact,
  context: DovecotContext,
): (string | undefined)[] {
  return [
    bullets(staticFacts(subject, fact, context)),
    fact.plugin ? undefined : manualLink(fact, context.dovecot),
  ];
}

/** The page on a setting of Dovecot itself; plugins are described elsewhere. */
function manualLink(fact: DovecotSettingFact, { release }: DovecotInstance): string {
  return link('doc.dovecot.org', dovecotManuals[release.line](fact.name, fact.in));
}

/** The prose on a setting: under the blocks that it stands in for 2.3, under its whole name for 2.4. */
export function dovecotRecord(
  { name, fact, section }: DovecotSubject,
  { docs, dovecot }: DovecotContext,
): DocRecord | undefined {
  const group: DocGroup = 'settings';
  const places = dovecot.release.line === '2.3' ? [`${placeOf(section)}/${fact?.name ?? name}`] : [];
  // Plugins of 2.3 number their settings: quota_rule, quota_rule2.
  const numbered = fact ? [] : [name.replace(/\d+$/, '')];
  const candidates = [...places, fact?.name ?? name, name, ...numbered];
  const found = candidates.find((candidate) => docs.find(group, candidate) !== undefined);
  if (found !== undefined) return docs.find(group, found);
  const [pattern] = fact ? [] : matchingNames(name, docs.names(group));
  return pattern === undefined ? undefined : docs.find(group, pattern);
}

/** The setting of this name in the first block that has one. */
function firstFact(name: string, release: DovecotRelease): DovecotSettingFact | undefined {
  const [place] = release.placesOf(name);
  return place === undefined ? undefined : release.setting(name, place);
}

function staticFacts(
  { name }: DovecotSubject,
  fact: DovecotSettingFact,
  { dovecot, language }: DovecotContext,
): string[] {
  const say = (key: keyof typeof TEXTS, values: Record<string, string>): string =>
    format(TEXTS[key][language], values);
  const facts: string[] = [];
  if (fact.name !== name && fact.type !== 'alias') facts.push(say('meant', { name: code(fact.name) }));
  if (fact.default !== undefined) {
    const value = shown(formatDefault(fact, dovecot.release.line), language);
    facts.push(say('default', { version: dovecot.release.version, value }));
  }
  if (fact.since) facts.push(sinceText('Dovecot', fact.since, dovecot.release.versions, language));
  if (fact.removed) facts.push(say('removed', { version: fact.removed }));
  if (fact.plugin) facts.push(say('plugin', { plugin: code(pluginName(fact.plugin)) }));
  return facts;
}

/** `lib10_quota_plugin` is `quota` in `mail_plugins`. */
function pluginName(library: string): string {
  return library.replace(/^lib\d*_?/, '').replace(/_plugin$/, '');
}

/** Where the value in force comes from, when it is not the line under the caret. */
function liveFacts({ fact, assignment }: DovecotSubject, { dovecot, language }: DovecotContext): string[] {
  if (!fact) return [];
  const given = assignment
    ? valueInForce(dovecot, assignment)
    : dovecot.scopes[0]?.root.values.get(fact.in === undefined ? fact.name : '');
  if (!given?.assignment || given.assignment === assignment) return [];
  const { entry, file } = given.assignment;
  return [
    format(TEXTS[assignment ? 'overridden' : 'setAt'][language], {
      value: shown(given.text, language),
      file: baseName(file.uri),
      line: entry.line.firstLine + 1,
    }),
  ];
}

function shown(value: string, language: Language): string {
  return value === '' ? TEXTS.empty[language] : code(value);
}
