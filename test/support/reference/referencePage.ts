import { readRecords, type Product } from '../../../scripts/lib/knowledge.mjs';
import { docMarkdown, type ExampleLanguage } from '../../../server/src/explain/docMarkdown';
import { bullets, code, paragraphs } from '../../../server/src/explain/markdown';
import { loadDocs, type DocGroup } from '../../../server/src/knowledge/docs';
import type { DovecotSettingFact } from '../../../server/src/knowledge/dovecotKnowledge';
import type { Language, Localized } from '../../../server/src/text/localized';
import { sourceAssets } from '../assets';
import { dovecotFacts, postfixFacts } from '../facts';
import { parameterFacts, settingFacts } from './factText';

const NAMES: Readonly<Record<Product, string>> = {
  postfix: 'Postfix',
  dovecot: 'Dovecot',
  sasl: 'Cyrus SASL',
};

const EXAMPLES: Readonly<Record<Product, ExampleLanguage>> = {
  postfix: 'postfix-main',
  dovecot: 'dovecot',
  sasl: 'ini',
};

const TEXTS = {
  title: { en: '{product}: every name explained', 'zh-cn': '{product}：逐项说明' },
  intro: {
    en: 'Written by `npm run reference` from the records and the facts in `server/knowledge`. Search it by name; ★ marks the [settings that matter most]({most}).',
    'zh-cn':
      '由 `npm run reference` 根据 `server/knowledge` 中的记录和事实生成。按名称搜索即可；★ 为[最重要的设置]({most})。',
  },
} as const satisfies Record<string, Localized>;

const GROUPS: Readonly<Record<string, Localized>> = {
  settings: { en: 'Settings', 'zh-cn': '设置' },
  restrictions: { en: 'Restrictions', 'zh-cn': '限制' },
  'access-actions': { en: 'Actions of access tables', 'zh-cn': '访问表的动作' },
  'master-columns': { en: 'Columns of master.cf', 'zh-cn': 'master.cf 的列' },
  daemons: { en: 'Daemons', 'zh-cn': '守护进程' },
  'daemon-options': { en: 'Options of daemons', 'zh-cn': '守护进程的选项' },
  'pipe-attributes': { en: 'Attributes of pipe(8)', 'zh-cn': 'pipe(8) 的属性' },
  'table-types': { en: 'Lookup table types', 'zh-cn': '查找表类型' },
  'ldap-parameters': { en: 'Parameters of ldap tables', 'zh-cn': 'ldap 查找表的参数' },
  'mysql-parameters': { en: 'Parameters of mysql tables', 'zh-cn': 'mysql 查找表的参数' },
  'pgsql-parameters': { en: 'Parameters of pgsql tables', 'zh-cn': 'pgsql 查找表的参数' },
  'sqlite-parameters': { en: 'Parameters of sqlite tables', 'zh-cn': 'sqlite 查找表的参数' },
  'memcache-parameters': { en: 'Parameters of memcache tables', 'zh-cn': 'memcache 查找表的参数' },
  'mongodb-parameters': { en: 'Parameters of mongodb tables', 'zh-cn': 'mongodb 查找表的参数' },
  filters: { en: 'Filters', 'zh-cn': '过滤块' },
  'driver-settings': { en: 'Settings of drivers (2.3)', 'zh-cn': '驱动的设置（2.3）' },
  'service-fields': { en: 'Settings of a service', 'zh-cn': '服务的设置' },
  'listener-fields': { en: 'Settings of a listener', 'zh-cn': '监听器的设置' },
  'passdb-drivers': { en: 'Passdb drivers', 'zh-cn': 'passdb 驱动' },
  'userdb-drivers': { en: 'Userdb drivers', 'zh-cn': 'userdb 驱动' },
  mechanisms: { en: 'Authentication mechanisms', 'zh-cn': '认证机制' },
  'password-schemes': { en: 'Password schemes', 'zh-cn': '密码方案' },
  'passwd-fields': { en: 'Columns and fields of a passwd-file', 'zh-cn': 'passwd-file 的列和字段' },
  variables: { en: 'Variables', 'zh-cn': '变量' },
  'saslauthd-flags': { en: 'Options of saslauthd', 'zh-cn': 'saslauthd 的选项' },
};

/** Where a name stands on its page; names repeat from group to group. */
export function anchorOf(group: string, name: string): string {
  const plain = name.replace(/[^\w-]/g, '-');
  return group === 'settings' ? plain : `${group}.${plain}`;
}

/** All names of a product with what is known of them, in Markdown. */
export async function referencePage(product: Product, language: Language): Promise<string> {
  const records = (await readRecords(product)).en;
  const docs = await loadDocs(sourceAssets, product, language);
  const facts = factsOf(product, language);
  const sections = Object.keys(GROUPS)
    .filter((group) => records[group] !== undefined)
    .flatMap((group) => [
      `## ${GROUPS[group]?.[language]}`,
      ...docs
        .names(group as DocGroup)
        .toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
        .map((name) => {
          const record = docs.find(group as DocGroup, name);
          return paragraphs([
            `### <a id="${anchorOf(group, name)}"></a>${record?.matters === undefined ? '' : '★ '}${code(name)}`,
            group === 'settings' ? bullets(facts(name)) : '',
            record && docMarkdown(record, language, EXAMPLES[product]),
          ]);
        }),
    ]);
  return `${[
    `# ${TEXTS.title[language].replace('{product}', NAMES[product])}`,
    TEXTS.intro[language].replace('{most}', `../../settings-that-matter${SUFFIX[language]}.md`),
    ...sections,
  ].join('\n\n')}\n`;
}

export const SUFFIX: Readonly<Record<Language, string>> = { en: '', 'zh-cn': '.zh-cn' };

function factsOf(product: Product, language: Language): (name: string) => string[] {
  if (product === 'postfix') {
    const { parameters: all, versions } = postfixFacts();
    const parameters = new Map(all.map((fact) => [fact.name, fact]));
    const minors = versions.map(({ minor }) => minor);
    return (name) => {
      const fact = parameters.get(name);
      return fact ? parameterFacts(fact, minors, language) : [];
    };
  }
  if (product === 'sasl') return () => [];
  const { settings, versions } = dovecotFacts();
  const ofLine = (line: string): string[] =>
    versions.filter((known) => known.line === line).map(({ version }) => version);
  const byLine = { '2.3': ofLine('2.3'), '2.4': ofLine('2.4') };
  return (name) =>
    settingFacts(
      settings.filter((fact) => recordName(fact) === name),
      byLine,
      language,
    );
}

/** Settings inside the blocks of 2.3 are described with the block: `service/unix_listener/mode`. */
function recordName({ name, in: place }: DovecotSettingFact): string {
  return place === undefined ? name : `${place}/${name}`;
}
