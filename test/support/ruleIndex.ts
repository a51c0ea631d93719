import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../server/src/rules';
import type { Language } from '../../server/src/text/localized';
import { REPOSITORY } from './assets';

/** Headings of every rule page, in this order. */
export const RULE_HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ['## Example', '## Why it matters', '## How to fix it', '## When to silence it'],
  'zh-cn': ['## 示例', '## 为什么要紧', '## 如何修正', '## 何时可以关闭'],
};

const TEXTS = {
  title: { en: 'Rules', 'zh-cn': '规则' },
  intro: {
    en: 'Written by `npm run rule-index` from the rules and the first sentence of their pages.',
    'zh-cn': '由 `npm run rule-index` 根据规则及其页面的第一句生成。',
  },
  rule: { en: 'Rule', 'zh-cn': '规则' },
  severity: { en: 'Severity', 'zh-cn': '级别' },
  summary: { en: 'What it finds', 'zh-cn': '发现什么' },
} as const;

function pathOf(language: Language, name: string): string {
  return join(REPOSITORY, 'server', 'docs', 'rules', language, `${name}.md`);
}

/** The first sentence below the title of a rule's page. */
function summaryOf(language: Language, id: string): string {
  const text = readFileSync(pathOf(language, id), 'utf8').split('\n').slice(1).join('\n').trim();
  return /^[\s\S]*?(?:[.](?=\s)|[。]|\n\n)/.exec(text)?.[0].replace(/\s+/g, ' ').trim() ?? '';
}

/** The index page of a language. */
export function ruleIndex(language: Language): string {
  const rows = rules.map(
    ({ id, severity }) => `| [${id}](${id}.md) | ${severity} | ${summaryOf(language, id)} |`,
  );
  const text = (key: keyof typeof TEXTS): string => TEXTS[key][language];
  const head = `| ${text('rule')} | ${text('severity')} | ${text('summary')} |`;
  return [`# ${text('title')}`, '', text('intro'), '', head, '| --- | --- | --- |', ...rows, ''].join('\n');
}

if (require.main === module) {
  for (const language of ['en', 'zh-cn'] as const)
    writeFileSync(pathOf(language, 'README'), ruleIndex(language));
}
