import { DRIVER_SETTINGS, type DriverKind, type DriverSetting } from '../../dovecot/driverSettings';
import type { Block, Entry, Setting, Word } from '../../dovecot/nodes';
import { driverByName, driverUseOf } from '../../system/dovecot/driverFiles';
import { nearest } from '../../text/nearest';
import { defineRule, type FixReport, type Report, type Severity } from '../rule';

type MessageId =
  | 'unknown'
  | 'similar'
  | 'elsewhere'
  | 'block'
  | 'passedOver'
  | 'line'
  | 'close'
  | 'boolean'
  | 'number'
  | 'word'
  | 'replace';

/** What drivers of 2.3 refuse in the files that configure them: at the first mistake nobody can log in. */
export const dovecotDriverSetting = defineRule<MessageId>({
  id: 'dovecot-driver-setting',
  severity: 'error',
  reads: ['dovecot-driver'],
  messages: {
    unknown: {
      en: 'The {driver} driver knows no setting {name}: Dovecot refuses the whole file',
      'zh-cn': '{driver} 驱动没有设置 {name}：Dovecot 会拒绝整个文件',
    },
    similar: {
      en: 'The {driver} driver knows no setting {name}: Dovecot refuses the whole file; did you mean {meant}?',
      'zh-cn': '{driver} 驱动没有设置 {name}：Dovecot 会拒绝整个文件；是不是 {meant}？',
    },
    elsewhere: {
      en: '{name} does not stand here; it belongs in {place}',
      'zh-cn': '{name} 不能写在这里，应当写在 {place} 中',
    },
    block: {
      en: 'The {driver} driver knows no block {name} here: Dovecot refuses the whole file',
      'zh-cn': '{driver} 驱动在这里没有块 {name}：Dovecot 会拒绝整个文件',
    },
    passedOver: {
      en: 'The {driver} driver has no blocks: it passes over {name} with all that stands in it',
      'zh-cn': '{driver} 驱动没有块：{name} 及其中的全部内容都会被忽略',
    },
    line: {
      en: 'This is neither "name = value" nor a block: Dovecot refuses the whole file',
      'zh-cn': '此行既不是“名称 = 值”，也不是块：Dovecot 会拒绝整个文件',
    },
    close: {
      en: 'No block is open that this could close: Dovecot refuses the whole file',
      'zh-cn': '没有可以在此结束的块：Dovecot 会拒绝整个文件',
    },
    boolean: {
      en: 'In such a file only yes and no are right: Dovecot refuses "{value}"',
      'zh-cn': '这类文件中只能写 yes 或 no：Dovecot 拒绝“{value}”',
    },
    number: {
      en: '{name} wants a number: Dovecot refuses "{value}"',
      'zh-cn': '{name} 需要数字：Dovecot 拒绝“{value}”',
    },
    word: {
      en: '{name} has no value "{value}": Dovecot refuses it; there are {words}',
      'zh-cn': '{name} 没有“{value}”这个值，Dovecot 会拒绝：可用的有 {words}',
    },
    replace: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
  },
  check({ system, report }) {
    // 2.4 has no such files: what is called like one is a part of dovecot.conf there, or left over.
    if (system.dovecot?.release.line === '2.4') return;
    for (const file of system.files) {
      if (file.kind !== 'dovecot-driver') continue;
      const use = driverUseOf(system, file);
      const kind = use ?? driverByName(file.uri);
      if (!kind) continue;
      const context = { uri: file.uri, kind, severity: use ? 'error' : 'warning' } as const;
      for (const found of problemsIn(file.tree.entries, '', context)) report(found);
    }
  },
});

interface Context {
  readonly uri: string;
  readonly kind: DriverKind;
  /** A file whose driver is told by its name alone may be another's. */
  readonly severity: Severity;
}

/** Drivers whose parser asks about blocks; the others leave them out. */
const WITH_BLOCKS: ReadonlySet<DriverKind> = new Set(['auth-dict', 'sql-dict']);

const NAMES: Readonly<Record<DriverKind, string>> = {
  sql: 'SQL',
  ldap: 'LDAP',
  'auth-dict': 'dict',
  'sql-dict': 'SQL dict',
  oauth2: 'OAuth2',
};

function problemsIn(entries: readonly Entry[], around: string, context: Context): Report<MessageId>[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'setting') return settingProblem(entry, around, context) ?? [];
    if (entry.kind === 'block') return blockProblems(entry, around, context);
    const { line } = entry;
    const at = { uri: context.uri, span: { start: line.start, end: line.end } };
    if (entry.kind === 'close') return [{ at, message: 'close', severity: context.severity }];
    return entry.kind === 'broken' ? [{ at, message: 'line', severity: context.severity }] : [];
  });
}

function blockProblems(block: Block, around: string, context: Context): Report<MessageId>[] {
  const { kind, uri, severity } = context;
  const { text: name, span } = block.type;
  const whole = `${around}${name}`;
  const known = settingOf(kind, whole);
  if (known?.type === 'block') return problemsIn(block.entries, `${whole}/`, context);
  const message = WITH_BLOCKS.has(kind) ? 'block' : 'passedOver';
  return [
    {
      at: { uri, span },
      message,
      severity: message === 'block' ? severity : 'warning',
      values: { name, driver: NAMES[kind] },
    },
  ];
}

/** Blocks whose keys are names that the administrator chooses. */
const OWN_NAMES = /(?:^|\/)(?:passdb_fields|userdb_fields|fields)\/$/;

function settingOf(kind: DriverKind, whole: string): DriverSetting | undefined {
  return Object.hasOwn(DRIVER_SETTINGS[kind], whole) ? DRIVER_SETTINGS[kind][whole] : undefined;
}

function settingProblem(entry: Setting, around: string, context: Context): Report<MessageId> | undefined {
  if (OWN_NAMES.test(around)) return undefined;
  const setting = settingOf(context.kind, `${around}${entry.key.text}`);
  return setting && setting.type !== 'block'
    ? valueProblem(entry, setting, context)
    : nameProblem(entry.key, around, context);
}

function nameProblem({ text: name, span }: Word, around: string, context: Context): Report<MessageId> {
  const { kind, uri, severity } = context;
  const at = { uri, span };
  const values = { name, driver: NAMES[kind] };
  const all = Object.keys(DRIVER_SETTINGS[kind]);
  const other = all.find((whole) => whole.split('/').at(-1) === name && whole !== `${around}${name}`);
  if (other !== undefined) {
    const block = other.split('/').slice(0, -1).join(' { ');
    const place = block === '' ? context.uri.split('/').at(-1) : `${block} { }`;
    return { at, message: 'elsewhere', severity, values: { ...values, place: place ?? '' } };
  }
  const here = all.filter((whole) => whole.startsWith(around)).map((whole) => whole.slice(around.length));
  const meant = nearest(
    name,
    here.filter((one) => !one.includes('/')),
  );
  if (meant === undefined) return { at, message: 'unknown', severity, values };
  return { at, message: 'similar', severity, values: { ...values, meant }, fixes: [replacing(at, meant)] };
}

function replacing(at: Report<MessageId>['at'], meant: string): FixReport<MessageId> {
  return { title: 'replace', values: { meant }, edits: () => [{ ...at, text: meant }] };
}

/** Words that the drivers look up when they start; the other lists are of usual values. */
const CHECKED_WORDS: ReadonlySet<string> = new Set([
  'driver',
  'deref',
  'format',
  'scope',
  'tls_require_cert',
  'value_format',
]);

function valueProblem(
  { key, value, source }: Setting,
  { type, words = [] }: DriverSetting,
  { uri, severity }: Context,
): Report<MessageId> | undefined {
  const span = source.start < source.end ? { start: source.start, end: source.end } : key.span;
  const report = (message: MessageId, meant?: string): Report<MessageId> => ({
    at: { uri, span },
    message,
    severity,
    values: { name: key.text, value, words: words.join(', ') },
    fixes: meant === undefined ? [] : [replacing({ uri, span }, meant)],
  });
  if (type === 'bool' && !/^(?:yes|no)$/i.test(value))
    return report('boolean', BOOLEANS[value.toLowerCase()]);
  if (type === 'uint' && !/^\d/.test(value)) return report('number');
  if (type === 'word' && CHECKED_WORDS.has(key.text) && !words.includes(value))
    return report('word', nearest(value, words));
  return undefined;
}

const BOOLEANS: Readonly<Record<string, string>> = {
  y: 'yes',
  true: 'yes',
  on: 'yes',
  '1': 'yes',
  n: 'no',
  false: 'no',
  off: 'no',
  '0': 'no',
};
