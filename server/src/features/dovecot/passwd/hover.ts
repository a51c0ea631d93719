import type { Hover } from 'vscode-languageserver-types';
import { strengthOf, schemeName, type SchemeStrength } from '../../../dovecot/passwordSchemes';
import { docMarkdown } from '../../../explain/docMarkdown';
import { bullets, code, paragraphs } from '../../../explain/markdown';
import type { DocGroup, Docs } from '../../../knowledge/docs';
import type { DovecotPasswdFile } from '../../../system/files';
import { format, type Language, type Localized } from '../../../text/localized';
import { toRange, type Target } from '../../target';
import { passwdSubjectAt, type PasswdSubject } from './subject';
import { defaultSchemeOf } from '../../../system/dovecot/passwdFiles';

const TEXTS = {
  column: { en: 'column of a passwd-file', 'zh-cn': 'passwd-file 的列' },
  field: { en: 'extra field', 'zh-cn': '额外字段' },
  scheme: { en: 'password scheme', 'zh-cn': '密码方案' },
  of: { en: 'of {user}', 'zh-cn': '用户 {user}' },
  without: { en: 'Without braces, {scheme} counts', 'zh-cn': '没有花括号时按 {scheme} 处理' },
  overrides: {
    en: 'Overrides the setting {name} for this user',
    'zh-cn': '为此用户覆盖设置 {name}',
  },
} as const satisfies Record<string, Localized>;

const STRENGTHS: Readonly<Record<SchemeStrength, Localized>> = {
  slow: {
    en: 'Strong: slow on purpose, so that guessing takes long',
    'zh-cn': '强：计算有意放慢，试探很费时',
  },
  quick: {
    en: 'Weak: computed so quickly that most passwords are found by trying',
    'zh-cn': '弱：计算太快，多数密码可以靠试探找出',
  },
  broken: {
    en: 'Broken: found out in no time when the file leaks',
    'zh-cn': '已被攻破：文件一旦泄露，很快就会被破解',
  },
  readable: {
    en: 'None: who reads the file has the password',
    'zh-cn': '没有保护：能读此文件的人就知道密码',
  },
  system: {
    en: 'As strong as the kind of hash behind it, which its beginning tells: $2y$ and $6$ are strong, $1$ is not',
    'zh-cn': '强度取决于后面的哈希种类，看其开头即知：$2y$、$6$ 为强，$1$ 不强',
  },
};

/** Explains the column, the scheme or the field under the caret; never shows the password. */
export function hover(target: Target<DovecotPasswdFile>, offset: number, docs: Docs): Hover | null {
  const subject = passwdSubjectAt(target.file, offset);
  const value = subject && EXPLAIN[subject.kind](subject as never, target, docs);
  if (!value) return null;
  return { contents: { kind: 'markdown', value }, range: toRange(target.document, subject.at.span) };
}

type Explain<Kind extends PasswdSubject['kind']> = (
  subject: Extract<PasswdSubject, { kind: Kind }>,
  target: Target<DovecotPasswdFile>,
  docs: Docs,
) => string | undefined;

const EXPLAIN: { readonly [Kind in PasswdSubject['kind']]: Explain<Kind> } = {
  column: ({ column, entry }, target, docs) => {
    const { language } = target;
    const { scheme, secret } = entry.password;
    const byDefault =
      column === 'password' && !scheme && secret.text !== '' ? defaultSchemeOf(target) : undefined;
    return paragraphs([
      titled(column, TEXTS.column[language], entry.user.text, language),
      byDefault && format(TEXTS.without[language], { scheme: code(byDefault) }),
      byDefault && strengthText(byDefault, language),
      prose('passwd-fields', column, language, docs),
    ]);
  },
  scheme: ({ at, entry }, { language }, docs) =>
    paragraphs([
      titled(at.text, TEXTS.scheme[language], entry.user.text, language),
      strengthText(at.text, language),
      prose('password-schemes', schemeName(at.text), language, docs),
    ]),
  field: ({ field, entry }, { language }, docs) => {
    const { text } = field.name;
    const own = prose('passwd-fields', text.replace(/\d+$/, ''), language, docs);
    const setting = /^userdb_(.+)$/.exec(text)?.[1];
    const ofSetting = setting === undefined ? undefined : prose('settings', setting, language, docs);
    return paragraphs([
      titled(text, TEXTS.field[language], entry.user.text, language),
      own ?? (ofSetting && format(TEXTS.overrides[language], { name: code(setting ?? '') })),
      own === undefined ? ofSetting : undefined,
    ]);
  },
};

function titled(name: string, kind: string, user: string, language: Language): string {
  return `**${name}** — ${kind}, ${format(TEXTS.of[language], { user: code(user) })}`;
}

function strengthText(scheme: string, language: Language): string | undefined {
  const strength = strengthOf(scheme);
  return strength && bullets([STRENGTHS[strength][language]]);
}

function prose(group: DocGroup, name: string, language: Language, docs: Docs): string | undefined {
  const record = docs.find(group, name);
  return record && docMarkdown(record, language, 'ini');
}
