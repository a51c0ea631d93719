import { format, type Language, type Localized } from '../text/localized';

/** Why something is left to the administrator. */
const REASONS = {
  'no-successor': {
    en: 'Dovecot 2.4 has no {name}',
    'zh-cn': 'Dovecot 2.4 没有 {name}',
  },
  'no-service': {
    en: 'Dovecot 2.4 has no service {name}',
    'zh-cn': 'Dovecot 2.4 没有服务 {name}',
  },
  'no-driver': {
    en: 'Dovecot 2.4 has no {type} driver {name}; choose another one',
    'zh-cn': 'Dovecot 2.4 没有 {type} 驱动 {name}，请改用其他驱动',
  },
  'no-variable': {
    en: 'what Dovecot 2.4 writes for {name} has to be looked up',
    'zh-cn': '{name} 在 Dovecot 2.4 中的写法需要查阅手册',
  },
  'no-value': {
    en: 'Dovecot 2.4 takes no {value} here',
    'zh-cn': 'Dovecot 2.4 在此处不接受 {value}',
  },
  'no-plugin': {
    en: 'Dovecot 2.4 has no plugin {name}',
    'zh-cn': 'Dovecot 2.4 没有插件 {name}',
  },
  'no-extension': {
    en: 'Sieve of Dovecot 2.4 has no extension {name}',
    'zh-cn': 'Dovecot 2.4 的 Sieve 没有扩展 {name}',
  },
  'not-at-hand': {
    en: '{path} is not at hand: its settings have to stand here',
    'zh-cn': '无法读取 {path}：其中的设置需要写到这里',
  },
  'not-understood': {
    en: '{value} is not understood',
    'zh-cn': '无法识别 {value}',
  },
  reference: {
    en: 'what ${name} stands for cannot be told; write the value itself',
    'zh-cn': '无法确定 ${name} 代表的值；请直接写出',
  },
  'in-line-certificate': {
    en: '{name} takes the path of a file; write what stands here into one',
    'zh-cn': '{name} 需要文件路径；请将此处内容写入文件',
  },
  'only-in-database': {
    en: 'fields that the query returns have new names too: {names}',
    'zh-cn': '查询所返回的字段名也有变化：{names}',
  },
  'several-drivers': {
    en: 'this file is for several databases ({names}); each needs its own',
    'zh-cn': '此文件用于多个数据库（{names}）；每个数据库需要各自的文件',
  },
  'filter-inside': {
    en: 'Dovecot 2.4 wants {name} around this block, not inside',
    'zh-cn': 'Dovecot 2.4 要求 {name} 写在此块之外，而不是之内',
  },
  'later-filter': {
    en: 'in Dovecot 2.4 the block that opens later decides {name}, not the narrower one',
    'zh-cn': '在 Dovecot 2.4 中，{name} 由后打开的块决定，而不是由范围更小的块决定',
  },
  'quota-backend': {
    en: 'quota is counted in the index now (driver = count); usage kept in {name} is no longer read',
    'zh-cn': '配额现在由索引统计（driver = count）；不再读取保存在 {name} 中的用量',
  },
  'weak-scheme': {
    en: 'Dovecot 2.4 refuses passwords of scheme {name} unless auth_allow_weak_schemes = yes',
    'zh-cn': '除非设置 auth_allow_weak_schemes = yes，Dovecot 2.4 会拒绝 {name} 方案的密码',
  },
  'unnamed-scheme': {
    en: 'Dovecot 2.3 takes passwords without a scheme for MD5, which 2.4 refuses; name the scheme that they have, or set auth_allow_weak_schemes = yes',
    'zh-cn':
      'Dovecot 2.3 把未注明方案的密码视为 MD5，而 2.4 会拒绝；请写明实际方案，或设置 auth_allow_weak_schemes = yes',
  },
  'open-block': {
    en: 'this block ends in another file',
    'zh-cn': '此块在另一个文件中结束',
  },
  'in-group': {
    en: '{name} has to be rewritten by hand: {value}',
    'zh-cn': '{name} 需要手工改写：{value}',
  },
} as const satisfies Record<string, Localized>;

export interface Reason {
  readonly code: keyof typeof REASONS;
  readonly values: Readonly<Record<string, string>>;
}

export function reason(code: Reason['code'], values: Reason['values'] = {}): Reason {
  return { code, values };
}

export function reasonText({ code, values }: Reason, language: Language): string {
  return format(REASONS[code][language], values);
}
