import { convertObsolete, isObsoleteName, type Converted } from '../dovecot/obsolete';
import type { Assignment } from '../system/dovecot/assignments';
import { holderOf } from '../system/dovecot/sections';
import { format, type Language, type Localized } from '../text/localized';
import { code } from './markdown';

const TEXTS = {
  becomes: {
    en: 'Obsolete: Dovecot 2.3 warns, and reads it as {today}; 2.4 refuses it',
    'zh-cn': '已过时：Dovecot 2.3 会警告并按 {today} 处理，2.4 会拒绝',
  },
  dropped: {
    en: 'Obsolete: Dovecot 2.3 warns and passes over it; 2.4 refuses it',
    'zh-cn': '已过时：Dovecot 2.3 会警告并忽略它，2.4 会拒绝',
  },
} as const satisfies Record<string, Localized>;

/** What 2.3 makes of a setting that it keeps for old configurations alone; undefined for all others. */
export function dovecotObsoleteText({ entry, section }: Assignment, language: Language): string | undefined {
  if (holderOf(section) || !isObsoleteName(entry.key.text)) return undefined;
  const today = convertObsolete(entry, undefined) ?? [];
  if (today.length === 0) return TEXTS.dropped[language];
  return format(TEXTS.becomes[language], { today: today.map(written).map(code).join(', ') });
}

/** `service imap-login { vsz_limit = 64M }`, to be read and not to be copied: Dovecot takes no block on one line. */
function written({ blocks, name, value }: Converted): string {
  const opened = blocks
    .map(([type, label]) => (label === '' ? `${type} { ` : `${type} ${label} { `))
    .join('');
  return `${opened}${name} = ${value}${' }'.repeat(blocks.length)}`;
}
