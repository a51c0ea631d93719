import type { Docs } from '../knowledge/docs';
import type { ValueType } from '../knowledge/types';
import { fieldText, type Service } from '../postfix/masterCf';
import type { LivePostfix } from '../system/liveServer';
import { lastOverride, type PostfixInstance, type ValueOrigin } from '../system/postfixInstance';
import { format, type Language, type Localized } from '../text/localized';
import { docMarkdown } from './docMarkdown';
import { postfixManual } from './manual';
import { bullets, code, link, paragraphs } from './markdown';
import { sinceText } from './sinceText';
import { typeText } from './typeText';

const TEXTS = {
  default: { en: 'Default in {version}: {value}', 'zh-cn': '{version} 的默认值：{value}' },
  onServer: { en: '{server} has: {value}', 'zh-cn': '{server} 上的值：{value}' },
  defaultOnServer: { en: 'Default on {server}: {value}', 'zh-cn': '{server} 上的默认值：{value}' },
  computed: { en: 'Default: worked out when Postfix starts', 'zh-cn': '默认值：Postfix 启动时算出' },
  removed: { en: 'Gone in Postfix {version}', 'zh-cn': 'Postfix {version} 起已删除' },
  replacedBy: { en: 'use {name} instead', 'zh-cn': '请改用 {name}' },
  deprecated: {
    en: 'Deprecated in Postfix {version}',
    'zh-cn': 'Postfix {version} 不建议再用',
  },
  effective: { en: 'In force: {value} ({origin})', 'zh-cn': '当前生效：{value}（{origin}）' },
  fromMain: { en: 'main.cf line {line}', 'zh-cn': 'main.cf 第 {line} 行' },
  fromOverride: { en: '-o of service {service}', 'zh-cn': '服务 {service} 的 -o' },
  fromDefault: { en: 'default', 'zh-cn': '默认值' },
  fromComputed: { en: 'worked out at start', 'zh-cn': '启动时算出' },
  overridden: {
    en: '{service} (master.cf line {line}) has its own: {value}',
    'zh-cn': '{service}（master.cf 第 {line} 行）另设为：{value}',
  },
  userDefined: { en: 'A name of your own; used as ${name}.', 'zh-cn': '自定义参数，以 ${name} 引用。' },
  restrictionClass: { en: 'A restriction class of your own.', 'zh-cn': '自定义的限制类。' },
  tableClient: { en: 'A setting of a database table of your own.', 'zh-cn': '数据库查找表的设置。' },
  readBy: { en: 'Read by {daemons}', 'zh-cn': '由 {daemons} 读取' },
} as const satisfies Record<string, Localized>;

export interface ParameterContext {
  readonly instance: PostfixInstance;
  readonly language: Language;
  readonly docs: Docs;
  /** Entry of master.cf at whose `-o` the name stands. */
  readonly service?: Service | undefined;
  /** The running server that the files are for. */
  readonly live?: LivePostfix | undefined;
}

/** More services than these are only counted out of sight. */
const SHOWN_OVERRIDES = 5;

/** What a parameter is, what it is worth here and why; for hovers and for the documentation of completions. */
export function parameterMarkdown(name: string, context: ParameterContext): string {
  const { instance, language, docs } = context;
  const type = typeOf(name, instance);
  const record = docs.find('settings', name) ?? docs.find('settings', templateNameOf(name, instance));
  const fact = instance.release.parameterOfAnyVersion(name);
  const manual = fact && postfixManual(fact);
  return paragraphs([
    `**${name}**${type ? ` — ${typeText(type, language)}` : ''}`,
    ownKind(name, context),
    bullets([...factsHere(name, context), ...factsOnServer(name, context)]),
    record && docMarkdown(record, language),
    bullets(staticFacts(name, context)),
    manual && link('postconf(5)', manual),
  ]);
}

/** Type of a built-in or service parameter. */
export function typeOf(name: string, instance: PostfixInstance): ValueType | undefined {
  return instance.release.parameterOfAnyVersion(name)?.type ?? instance.serviceParameters.get(name)?.type;
}

/** `relay_destination_recipient_limit` is described under `<transport>_destination_recipient_limit`. */
function templateNameOf(name: string, instance: PostfixInstance): string {
  const fact = instance.serviceParameters.get(name);
  return fact ? `<transport>${fact.suffix}` : name;
}

function ownKind(name: string, { instance, language }: ParameterContext): string | undefined {
  const kind = instance.kindOf(name);
  if (kind === 'user-defined') return format(TEXTS.userDefined[language], { name });
  if (kind === 'restriction-class') return TEXTS.restrictionClass[language];
  return kind === 'table-client' ? TEXTS.tableClient[language] : undefined;
}

function staticFacts(name: string, { instance, language }: ParameterContext): string[] {
  const fact = instance.release.parameterOfAnyVersion(name);
  const say = (key: keyof typeof TEXTS, values: Record<string, string> = {}): string =>
    format(TEXTS[key][language], values);
  const facts: string[] = [];
  if (fact?.computed) facts.push(say('computed'));
  else {
    const value = instance.release.defaultOf(name) ?? instance.serviceParameters.get(name)?.default;
    if (value !== undefined)
      facts.push(say('default', { version: instance.release.version, value: shown(value, language) }));
  }
  if (fact?.since)
    facts.push(sinceText('Postfix', fact.since, instance.release.knowledge.versions, language));
  if (fact?.removed)
    facts.push(say('removed', { version: fact.removed }) + replacement(fact.replacedBy, say));
  if (fact?.deprecated) {
    facts.push(
      say('deprecated', { version: fact.deprecated.since }) + replacement(fact.deprecated.replacement, say),
    );
  }
  if (fact?.daemons?.length) facts.push(say('readBy', { daemons: fact.daemons.join(', ') }));
  return facts;
}

function replacement(
  name: string | undefined,
  say: (key: 'replacedBy', values: Record<string, string>) => string,
): string {
  return name === undefined ? '' : `; ${say('replacedBy', { name: code(name) })}`;
}

function factsHere(name: string, { instance, language, service }: ParameterContext): string[] {
  const raw = instance.main || instance.master ? instance.rawValue(name, service) : undefined;
  if (!raw) return [];
  const value = instance.expand(raw.text, service).text;
  const effective = format(TEXTS.effective[language], {
    value: shown(value, language),
    origin: originText(raw.origin, language),
  });
  const overrides = service ? [] : instance.services.filter((candidate) => lastOverride(candidate, name));
  return [
    effective,
    ...overrides.slice(0, SHOWN_OVERRIDES).map((candidate) =>
      format(TEXTS.overridden[language], {
        service: fieldText(candidate, 'service'),
        line: candidate.line.firstLine + 1,
        value: shown(instance.effective(name, candidate) ?? '', language),
      }),
    ),
  ];
}

/** What the running server says of it. */
function factsOnServer(name: string, { live, language }: ParameterContext): string[] {
  const say = (text: Localized, value: string | undefined): string[] =>
    live && value !== undefined
      ? [format(text[language], { server: live.server, value: shown(value, language) })]
      : [];
  return [
    ...say(TEXTS.onServer, live?.values.get(name)),
    ...say(TEXTS.defaultOnServer, live?.defaults.get(name)),
  ];
}

const EMPTY: Localized = { en: '(empty)', 'zh-cn': '（空）' };

function shown(value: string, language: Language): string {
  return value === '' ? EMPTY[language] : code(value);
}

function originText(origin: ValueOrigin, language: Language): string {
  switch (origin.kind) {
    case 'main':
      return format(TEXTS.fromMain[language], {
        line: origin.parameter.line.firstLine + 1,
      });
    case 'override':
      return format(TEXTS.fromOverride[language], { service: fieldText(origin.service, 'service') });
    case 'default':
      return TEXTS.fromDefault[language];
    case 'computed':
      return TEXTS.fromComputed[language];
  }
}
