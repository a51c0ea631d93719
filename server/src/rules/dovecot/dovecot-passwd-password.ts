import { extraFieldOf, type ExtraField, type PasswdEntry } from '../../dovecot/passwdFile';
import { PASSWORD_SCHEMES, strengthOf } from '../../dovecot/passwordSchemes';
import { defaultSchemeOf } from '../../system/dovecot/passwdFiles';
import { nearest } from '../../text/nearest';
import { mayServe, passwdFiles } from '../passwdFiles';
import { defineRule, type Place, type Report } from '../rule';

type MessageId =
  | 'unknown'
  | 'similar'
  | 'unclosed'
  | 'clear'
  | 'hash'
  | 'emptyForAll'
  | 'emptyForNone'
  | 'twice'
  | 'ignored'
  | 'replace'
  | 'crypt'
  | 'drop';

/** Passwords of a passwd-file with which nobody can log in, or everybody. */
export const dovecotPasswdPassword = defineRule<MessageId>({
  id: 'dovecot-passwd-password',
  severity: 'error',
  reads: ['dovecot-passwd'],
  messages: {
    unknown: {
      en: 'Dovecot knows no password scheme {scheme}: {user} cannot log in',
      'zh-cn': 'Dovecot 没有密码方案 {scheme}：用户 {user} 无法登录',
    },
    similar: {
      en: 'Dovecot knows no password scheme {scheme}: {user} cannot log in; did you mean {meant}?',
      'zh-cn': 'Dovecot 没有密码方案 {scheme}：用户 {user} 无法登录；是不是 {meant}？',
    },
    unclosed: {
      en: 'The brace of the scheme is not closed: it counts as a part of the password',
      'zh-cn': '方案的花括号没有闭合：它会被当作密码的一部分',
    },
    clear: {
      en: 'Without a scheme this counts as {scheme}, which it cannot be: {user} cannot log in. What stands here is a plain password: make a hash of it, or put its scheme PLAIN in front',
      'zh-cn':
        '没有写明方案时按 {scheme} 处理，但这不可能是 {scheme}：用户 {user} 无法登录。这里写的是明文密码：应换成哈希，或在前面写明方案 PLAIN',
    },
    hash: {
      en: 'Without a scheme this counts as {scheme}: the hash itself is the password of {user}',
      'zh-cn': '没有写明方案时按 {scheme} 处理：这个哈希本身就成了用户 {user} 的密码',
    },
    emptyForAll: {
      en: 'The empty password is right: everybody can log in as {user}',
      'zh-cn': '空密码即为正确密码：任何人都能以 {user} 登录',
    },
    emptyForNone: {
      en: 'There is no password: {user} cannot log in by this file',
      'zh-cn': '没有密码：用户 {user} 无法凭此文件登录',
    },
    twice: {
      en: 'The second column is the password of {user}, also where it is empty: Dovecot logs an error about password=, and passes over it',
      'zh-cn': '用户 {user} 的密码以第二列为准，即使它为空：Dovecot 会为 password= 记录一条错误，并忽略它',
    },
    ignored: {
      en: 'nopassword wants an empty password: Dovecot {version} logs an error at each login, and checks the password',
      'zh-cn': 'nopassword 要求密码为空：Dovecot {version} 每次登录都会记录错误，并照常校验密码',
    },
    replace: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
    crypt: { en: 'Say that it is of the scheme CRYPT', 'zh-cn': '写明方案 CRYPT' },
    drop: { en: 'Remove nopassword', 'zh-cn': '删除 nopassword' },
  },
  check({ system, report }) {
    for (const used of passwdFiles(system)) {
      if (!mayServe(used, 'passdb')) continue;
      const { file } = used;
      const { release } = system.dovecot ?? {};
      const byDefault = defaultSchemeOf({ system, file });
      const context = { uri: file.uri, byDefault, ...(release && { release }) };
      for (const entry of file.tree.entries) {
        const found = problemOf(entry, context);
        if (found) report(found);
      }
    }
  },
});

interface Context {
  readonly uri: string;
  /** Undefined where nobody can tell what a password without a scheme is. */
  readonly byDefault: string | undefined;
  readonly release?: { readonly line: '2.3' | '2.4'; readonly version: string };
}

type Problem = Report<MessageId> | undefined;

function problemOf(entry: PasswdEntry, context: Context): Problem {
  const { scheme, secret, unclosed } = entry.password;
  const nopassword = extraFieldOf(entry, 'nopassword');
  if (nopassword) return withNopassword(entry, context);
  if (scheme && strengthOf(scheme.text) === undefined) return unknownScheme(entry, scheme, context);
  const second = extraFieldOf(entry, 'password');
  if (second) return secondPassword(entry, second, context);
  const at = { uri: context.uri, span: secret.span };
  if (unclosed) return { at, message: 'unclosed' };
  if (secret.text === '') return emptyPassword(entry, context);
  return scheme ? undefined : withoutScheme(entry, at, context);
}

function secondPassword({ user }: PasswdEntry, { name, value }: ExtraField, { uri }: Context): Problem {
  const span = { start: name.span.start, end: (value ?? name).span.end };
  return { at: { uri, span }, message: 'twice', severity: 'warning', values: { user: user.text } };
}

function withNopassword(entry: PasswdEntry, { uri, release }: Context): Problem {
  const field = extraFieldOf(entry, 'nopassword');
  if (!field || release?.line !== '2.3' || entry.password.secret.text === '') return undefined;
  const span = { start: field.name.span.start, end: (field.value ?? field.name).span.end };
  const edits = () => [{ uri, span, text: '' }];
  return {
    at: { uri, span },
    message: 'ignored',
    severity: 'warning',
    values: { version: release.version },
    fixes: [{ title: 'drop', edits }],
  };
}

function unknownScheme(
  { user }: PasswdEntry,
  { text: scheme, span }: PasswdEntry['user'],
  { uri }: Context,
): Problem {
  const at = { uri, span: { start: span.start - 1, end: span.end + 1 } };
  const meant = nearest(scheme, Object.keys(PASSWORD_SCHEMES));
  const values = { scheme, user: user.text };
  if (meant === undefined) return { at, message: 'unknown', values };
  const edits = () => [{ uri, span, text: meant }];
  return {
    at,
    message: 'similar',
    values: { ...values, meant },
    fixes: [{ title: 'replace', values: { meant }, edits }],
  };
}

/** The column is no secret that could be shown by mistake when it is empty: the user's name is marked. */
function emptyPassword(entry: PasswdEntry, { uri, byDefault }: Context): Problem {
  if (extraFieldOf(entry, 'noauthenticate')) return undefined;
  const scheme = entry.password.scheme?.text ?? byDefault;
  if (scheme === undefined) return undefined;
  const at = { uri, span: entry.user.span };
  const values = { user: entry.user.text };
  return strengthOf(scheme) === 'readable'
    ? { at, message: 'emptyForAll', severity: 'warning', values }
    : { at, message: 'emptyForNone', severity: 'hint', values };
}

/** What crypt(3) makes: `$kind$…`, 13 letters of DES, or `_` and 19; and what marks an account without a password. */
const OF_CRYPT = /^(?:\$\w+\$.*|[./0-9A-Za-z]{13}|_[./0-9A-Za-z]{19})$/;
const LOCKED = /^(?:[*!]+.*|x|-)$/;

function withoutScheme({ user, password }: PasswdEntry, at: Place, { byDefault }: Context): Problem {
  const { text, span } = password.secret;
  if (byDefault === undefined || LOCKED.test(text)) return undefined;
  const values = { scheme: byDefault, user: user.text };
  const strength = strengthOf(byDefault);
  // A hash with $1$ is told by its beginning, and refused or checked as MD5-CRYPT.
  if (strength === 'readable' && /^\$(?!1\$)\w+\$/.test(text)) {
    const edits = () => [{ uri: at.uri, span: { start: span.start, end: span.start }, text: '{CRYPT}' }];
    return { at, message: 'hash', values, fixes: [{ title: 'crypt', edits }] };
  }
  return strength === 'system' && !OF_CRYPT.test(text) ? { at, message: 'clear', values } : undefined;
}
