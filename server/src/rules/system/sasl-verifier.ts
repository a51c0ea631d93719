import { AUXPROP_PLUGINS, VERIFIERS } from '../../sasl/options';
import { saslOption, type SaslOption } from '../../sasl/saslConf';
import { saslWords, type SaslWord } from '../../sasl/words';
import type { SaslFile } from '../../system/files';
import { nearest } from '../../text/nearest';
import { defineRule, type RuleContext } from '../rule';
import { lineBelow } from '../saslEdits';

type MessageId =
  'unknown' | 'commas' | 'anybody' | 'plugin' | 'database' | 'lacks' | 'change' | 'blanks' | 'engine' | 'add';
type Context = RuleContext<MessageId>;

/** Who checks the passwords: names that there are, and what each of them needs. */
export const saslVerifier = defineRule<MessageId>({
  id: 'sasl-verifier',
  severity: 'warning',
  reads: ['sasl'],
  messages: {
    unknown: {
      en: 'Nothing called {name} checks passwords: the library knows {known}',
      'zh-cn': '没有名为 {name} 的密码校验方式：可用的有 {known}',
    },
    commas: {
      en: 'Blanks separate the names: nothing is called "{name}", and nobody can log in',
      'zh-cn': '各名称之间用空格分隔：没有名为“{name}”的方式，任何人都无法登录',
    },
    anybody: {
      en: 'alwaystrue lets everybody in with any password: whoever finds the server sends mail through it',
      'zh-cn': 'alwaystrue 允许任何人用任意密码登录：找到这台服务器的人都能用它发信',
    },
    plugin: {
      en: 'There is no auxprop plugin {name}: the library has {known}',
      'zh-cn': '没有名为 {name} 的 auxprop 插件：库自带的有 {known}',
    },
    database: {
      en: '{name} is no auxprop plugin: it is the plugin {plugin} that asks it, and nobody can log in like this',
      'zh-cn': '{name} 不是 auxprop 插件：应由插件 {plugin} 去查询，这样写任何人都无法登录',
    },
    lacks: {
      en: 'The plugin {plugin} needs {option}, and is left out without it',
      'zh-cn': '插件 {plugin} 需要 {option}，没有它就不会加载',
    },
    change: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
    blanks: { en: 'Separate them by blanks', 'zh-cn': '改用空格分隔' },
    engine: { en: 'Ask it through the plugin sql', 'zh-cn': '改为通过插件 sql 查询' },
    add: { en: 'Add {option}', 'zh-cn': '添加 {option}' },
  },
  check(context) {
    for (const file of context.system.files) {
      if (file.kind !== 'sasl') continue;
      const method = saslOption(file.tree, 'pwcheck_method');
      const plugins = saslOption(file.tree, 'auxprop_plugin');
      if (method) checkVerifiers(context, file, method);
      if (plugins) checkPlugins(context, file, plugins);
    }
  },
});

function checkVerifiers(context: Context, file: SaslFile, { value, valueSpan }: SaslOption): void {
  const words = saslWords(value, valueSpan);
  for (const word of words) {
    const name = word.text.toLowerCase();
    const at = { uri: file.uri, span: word.span };
    if (name === 'alwaystrue') context.report({ at, message: 'anybody' });
    else if (!isOneOf(name, VERIFIERS)) reportUnknown(context, file, word, 'unknown', VERIFIERS);
  }
}

/** Plugins that ask the databases which old instructions name. */
const DATABASES: Readonly<Record<string, 'sql' | 'ldapdb' | 'sasldb'>> = {
  mysql: 'sql',
  pgsql: 'sql',
  postgresql: 'sql',
  sqlite: 'sql',
  sqlite3: 'sql',
  ldap: 'ldapdb',
  sasldb2: 'sasldb',
};

function checkPlugins(context: Context, file: SaslFile, option: SaslOption): void {
  for (const word of saslWords(option.value, option.valueSpan)) {
    const name = word.text.toLowerCase();
    if (isOneOf(name, AUXPROP_PLUGINS)) checkNeeds(context, file, option, word);
    else if (Object.hasOwn(DATABASES, name)) reportDatabase(context, file, option, word);
    else reportUnknown(context, file, word, 'plugin', AUXPROP_PLUGINS);
  }
}

function isOneOf(name: string, known: readonly string[]): boolean {
  return known.includes(name);
}

function reportUnknown(
  { report }: Context,
  { uri }: SaslFile,
  { text: name, span }: SaslWord,
  message: 'unknown' | 'plugin',
  known: readonly string[],
): void {
  const at = { uri, span };
  if (name.includes(',')) {
    const text = name.split(',').filter(Boolean).join(' ');
    const edits = () => [{ ...at, text }];
    report({ at, message: 'commas', values: { name }, fixes: [{ title: 'blanks', edits }] });
    return;
  }
  const meant = nearest(name.replace(/["']/g, ''), known);
  report({
    at,
    message,
    values: { name, known: known.join(', ') },
    fixes:
      meant === undefined
        ? []
        : [{ title: 'change', values: { meant }, edits: () => [{ ...at, text: meant }] }],
  });
}

function reportDatabase(
  { report }: Context,
  file: SaslFile,
  option: SaslOption,
  { text: name, span }: SaslWord,
): void {
  const at = { uri: file.uri, span };
  const plugin = DATABASES[name.toLowerCase()] ?? '';
  const engine = name.toLowerCase().replace('postgresql', 'pgsql');
  const change = [{ ...at, text: plugin }];
  const isSql = plugin === 'sql' && !saslOption(file.tree, 'sql_engine');
  const below = isSql ? [lineBelow(file, option, `sql_engine: ${engine}`)] : [];
  const fix = isSql ? { title: 'engine' as const } : { title: 'change' as const, values: { meant: plugin } };
  report({
    at,
    message: 'database',
    values: { name, plugin },
    fixes: [{ ...fix, edits: () => [...change, ...below] }],
  });
}

/** Without these options a plugin does not start (plugins/sql.c, plugins/ldapdb.c of the library). */
const NEEDS: Readonly<Record<string, { readonly option: string; readonly usual: string }>> = {
  sql: { option: 'sql_select', usual: "SELECT password FROM users WHERE login = '%u@%r'" },
  ldapdb: { option: 'ldapdb_uri', usual: 'ldaps://ldap.example.com' },
};

function checkNeeds(
  { report }: Context,
  file: SaslFile,
  setting: SaslOption,
  { text, span }: SaslWord,
): void {
  const plugin = text.toLowerCase();
  const need = NEEDS[plugin];
  if (!need || saslOption(file.tree, need.option)) return;
  const { option, usual } = need;
  const edits = () => [lineBelow(file, setting, `${option}: ${usual}`)];
  report({
    at: { uri: file.uri, span },
    message: 'lacks',
    values: { plugin, option },
    fixes: [{ title: 'add', values: { option }, edits }],
  });
}
