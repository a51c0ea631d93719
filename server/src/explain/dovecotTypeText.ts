import type { DovecotSettingFact, DovecotSettingType } from '../knowledge/dovecotKnowledge';
import { format, type Language, type Localized } from '../text/localized';

const TYPES: Readonly<Record<DovecotSettingType, Localized>> = {
  bool: { en: 'yes or no', 'zh-cn': 'yes 或 no' },
  uint: { en: 'number', 'zh-cn': '整数' },
  uintmax: { en: 'number', 'zh-cn': '整数' },
  octal: { en: 'permissions, such as 0660', 'zh-cn': '权限，如 0660' },
  time: { en: 'time with its unit, such as 30 secs', 'zh-cn': '带单位的时间，如 30 secs' },
  time_msecs: { en: 'time with its unit, such as 500 ms', 'zh-cn': '带单位的时间，如 500 ms' },
  size: { en: 'size, such as 256 M', 'zh-cn': '大小，如 256 M' },
  port: { en: 'port number', 'zh-cn': '端口号' },
  string: { en: 'text', 'zh-cn': '文本' },
  enum: { en: 'one of {values}', 'zh-cn': '取值之一：{values}' },
  file: { en: 'path of a file', 'zh-cn': '文件路径' },
  strlist: { en: 'block of names and values', 'zh-cn': '名称与值组成的块' },
  boollist: { en: 'list of words', 'zh-cn': '词的列表' },
  alias: { en: 'another name for {of}', 'zh-cn': '{of} 的别名' },
  section: { en: 'block', 'zh-cn': '块' },
  named_filter: { en: 'block', 'zh-cn': '块' },
  named_list_filter: { en: 'block with a name', 'zh-cn': '带名称的块' },
};

/** What a value may be, in a few words. */
export function dovecotTypeText({ type, values, of }: DovecotSettingFact, language: Language): string {
  const words = (values ?? []).map((value) => `\`${value}\``).join(', ');
  return format(TYPES[type][language], { values: words, of: `\`${of ?? ''}\`` });
}
