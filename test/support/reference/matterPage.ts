import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { entries, PRODUCTS, readRecords, type Product } from '../../../scripts/lib/knowledge.mjs';
import { code } from '../../../server/src/explain/markdown';
import { loadDocs, type DocGroup } from '../../../server/src/knowledge/docs';
import type { Language, Localized } from '../../../server/src/text/localized';
import { REPOSITORY, sourceAssets } from '../assets';
import { anchorOf } from './referencePage';

const TEXTS = {
  title: { en: 'The settings that matter most', 'zh-cn': '最重要的设置' },
  intro: {
    en: 'Of the {all} names that Mailwright explains, these {count} decide whether a mail server is safe, reaches others, and puts mail where it is looked for. They are sorted by what is at stake; beside each stands what goes wrong when it is not right. A record of one of them tells in addition when to change it, what to write and why, what it means for security, an example, and what belongs to it in the other programs. Written by `npm run reference` from the records in `server/knowledge`.',
    'zh-cn':
      'Mailwright 说明的 {all} 个名称中，这 {count} 个决定一台邮件服务器是否安全、能否把信送到外部、邮件是否放在该放的地方。按利害分类，每项之后是写错时会出的问题。它们的记录还会说明何时修改、建议怎样写及原因、安全影响、示例，以及其他程序中与之对应的设置。本页由 `npm run reference` 根据 `server/knowledge` 中的记录生成。',
  },
} as const satisfies Record<string, Localized>;

const NAMES: Readonly<Record<Product, string>> = {
  postfix: 'Postfix',
  dovecot: 'Dovecot',
  sasl: 'Cyrus SASL',
};

type Reasons = Readonly<Record<string, { readonly title: Localized; readonly why: Localized }>>;

interface Chosen {
  readonly product: Product;
  readonly matters: string | undefined;
  readonly line: string;
}

/** The list of the settings that matter, with the reason for each. */
export async function matterPage(language: Language): Promise<string> {
  const all = (await Promise.all(PRODUCTS.map((product) => linesOf(product, language)))).flat();
  const chosen = all.filter(({ matters }) => matters !== undefined);
  const reasons = parse(readFileSync(join(REPOSITORY, 'server/knowledge/reasons.yaml'), 'utf8')) as Reasons;
  const intro = TEXTS.intro[language]
    .replace('{all}', String(all.length))
    .replace('{count}', String(chosen.length));
  const sections = Object.entries(reasons).flatMap(([reason, { title, why }]) => [
    `## ${title[language]}`,
    why[language],
    ...PRODUCTS.flatMap((product) => {
      const lines = chosen.filter((one) => one.product === product && one.matters === reason);
      return lines.length === 0 ? [] : [`### ${NAMES[product]}`, lines.map(({ line }) => line).join('\n')];
    }),
  ]);
  return `${[`# ${TEXTS.title[language]}`, intro, ...sections].join('\n\n')}\n`;
}

async function linesOf(product: Product, language: Language): Promise<Chosen[]> {
  const docs = await loadDocs(sourceAssets, product, language);
  const { en } = await readRecords(product);
  return entries(en)
    .filter(({ group }) => group !== 'topics')
    .map(({ group, name }) => {
      const record = docs.find(group as DocGroup, name);
      const page = `reference/${language}/${product}.md#${anchorOf(group, name)}`;
      return { product, matters: record?.matters, line: `- [${code(name)}](${page}) ${record?.wrong ?? ''}` };
    });
}
