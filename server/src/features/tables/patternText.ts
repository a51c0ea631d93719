import ipaddr from 'ipaddr.js';
import { paragraphs } from '../../explain/markdown';
import type { CidrRule } from '../../postfix/tables/cidr';
import type { TableEntry } from '../../postfix/tables/lookup';
import type { Pattern } from '../../postfix/tables/regexp';
import { format, type Language, type Localized } from '../../text/localized';

const TEXTS = {
  pattern: { en: '**Pattern**', 'zh-cn': '**模式**' },
  anyCase: {
    en: 'Takes capital and small letters for the same: that is the default here, and the flag `i` turns it off.',
    'zh-cn': '不区分大小写：这是默认行为，标志 `i` 会关闭它。',
  },
  exactCase: {
    en: 'Tells capital from small letters: the flag `i` turns off what is the default here.',
    'zh-cn': '区分大小写：标志 `i` 关闭了默认的不区分大小写。',
  },
  negated: { en: 'Applies to what it does **not** match.', 'zh-cn': '用于**不**匹配的内容。' },
  second: {
    en: 'Applies where the first pattern matches and the second does not.',
    'zh-cn': '用于第一个模式匹配而第二个不匹配的内容。',
  },
  condition: {
    en: 'The lines up to `endif` are read only then.',
    'zh-cn': '仅在此时才读取到 `endif` 为止的各行。',
  },
  whole: {
    en: 'It is asked once, with the whole name or address; parent domains and parts are not looked up.',
    'zh-cn': '只用完整的名称或地址查询一次，不查询上级域名或其中一部分。',
  },
  network: { en: '**{first} – {last}**', 'zh-cn': '**{first} – {last}**' },
  host: { en: '**{first}** alone', 'zh-cn': '仅 **{first}**' },
} satisfies Record<string, Localized>;

/** What a pattern or a network applies to. */
export function patternMarkdown(entry: TableEntry, language: Language): string | undefined {
  if (entry.kind === 'cidr') return networkMarkdown(entry, language);
  if (entry.kind !== 'pattern' || !entry.pattern) return undefined;
  const { pattern, second, op } = entry;
  return paragraphs([
    TEXTS.pattern[language],
    caseOf(pattern)[language],
    pattern.negated ? TEXTS.negated[language] : second && TEXTS.second[language],
    op === 'if' ? TEXTS.condition[language] : TEXTS.whole[language],
  ]);
}

/** regexp_table(5), pcre_table(5): each `i` switches. */
function caseOf({ flags }: Pattern): Localized {
  return (flags.match(/i/g) ?? []).length % 2 === 1 ? TEXTS.exactCase : TEXTS.anyCase;
}

function networkMarkdown({ network, negated, op }: CidrRule, language: Language): string | undefined {
  if (!network) return undefined;
  const { address, prefix } = network;
  const last = address.map((byte, index) => byte | (0xff >> Math.min(8, Math.max(0, prefix - index * 8))));
  const [from, to] = [address, last].map((bytes) => ipaddr.fromByteArray([...bytes]).toString());
  const text = from === to ? TEXTS.host : TEXTS.network;
  return paragraphs([
    format(text[language], { first: from ?? '', last: to ?? '' }),
    negated ? TEXTS.negated[language] : undefined,
    op === 'if' ? TEXTS.condition[language] : undefined,
  ]);
}
