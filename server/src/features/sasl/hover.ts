import type { Hover } from 'vscode-languageserver-types';
import { docMarkdown } from '../../explain/docMarkdown';
import { paragraphs } from '../../explain/markdown';
import { valueTitle } from '../../explain/valueTitle';
import type { DocGroup, DocRecord, Docs } from '../../knowledge/docs';
import type { CyrusFile } from '../../system/saslFiles';
import type { Language, Localized } from '../../text/localized';
import { toRange, type Target } from '../target';
import { saslSubjectAt, type SaslSubject } from './subject';

const KINDS = {
  sasl: { en: 'option of Cyrus SASL', 'zh-cn': 'Cyrus SASL 选项' },
  saslauthd: { en: 'setting of saslauthd', 'zh-cn': 'saslauthd 的启动设置' },
  'saslauthd-ldap': { en: 'LDAP option of saslauthd', 'zh-cn': 'saslauthd 的 LDAP 选项' },
  flag: { en: 'option of saslauthd', 'zh-cn': 'saslauthd 的选项' },
} as const satisfies Record<string, Localized>;

/** Explains the option, the word or the flag under the caret. Null where there is nothing to explain. */
export function hover(
  { file, document, language }: Target<CyrusFile>,
  offset: number,
  docs: Docs,
): Hover | null {
  const subject = saslSubjectAt(file, offset);
  const value = subject && explain(subject, file, language, docs);
  return subject && value
    ? { contents: { kind: 'markdown', value }, range: toRange(document, subject.span) }
    : null;
}

function explain(subject: SaslSubject, file: CyrusFile, language: Language, docs: Docs): string | undefined {
  const { name } = subject.entry;
  const titled = (title: string, kind: string, record: DocRecord | undefined): string | undefined =>
    record && paragraphs([`**${title}** — ${kind}`, docMarkdown(record, language, 'ini')]);
  if (subject.kind === 'name') return titled(name, KINDS[file.kind][language], docs.find('settings', name));
  if (subject.kind === 'flag') {
    const flag = subject.flag.name;
    return titled(flag, KINDS.flag[language], docs.find('saslauthd-flags', flag));
  }
  const word = subject.word.text;
  const title = valueTitle(name, language);
  const record = docs.find('settings', name);
  const meaning = record?.values?.[word.toLowerCase()] ?? record?.special?.[word];
  if (meaning !== undefined) return paragraphs([`**${word}** — ${title}`, meaning]);
  const group: DocGroup | undefined = subject.fact?.value === 'mechanisms' ? 'mechanisms' : undefined;
  return group && titled(word, title, docs.find(group, word.toUpperCase()));
}
