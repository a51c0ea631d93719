import { EXTRA_FIELDS, USERDB_FIELDS } from '../../dovecot/passwdFields';
import type { ExtraField, PasswdEntry } from '../../dovecot/passwdFile';
import type { DovecotRelease } from '../../knowledge/dovecotKnowledge';
import { parseInetAddress } from '../../postfix/inetAddress';
import type { PasswdUse } from '../../system/dovecot/passwdFiles';
import { nearest } from '../../text/nearest';
import { passwdFiles } from '../passwdFiles';
import { defineRule, type Report } from '../rule';

type MessageId = 'prefix' | 'similar' | 'gone' | 'tab' | 'nobody' | 'network' | 'add' | 'replace' | 'blank';

/** Extra fields without effect: Dovecot takes any name, and says nothing. */
export const dovecotPasswdField = defineRule<MessageId>({
  id: 'dovecot-passwd-field',
  severity: 'warning',
  reads: ['dovecot-passwd'],
  messages: {
    prefix: {
      en: '{name} is a field of userdb: in a passwd-file it counts as userdb_{name} only',
      'zh-cn': '{name} 是 userdb 的字段：在 passwd-file 中必须写成 userdb_{name} 才有效',
    },
    similar: {
      en: 'No part of Dovecot reads the field {name}; did you mean {meant}?',
      'zh-cn': 'Dovecot 不读取字段 {name}；是不是 {meant}？',
    },
    gone: {
      en: '{name} is of Dovecot 2.3 and without effect in {version}: {instead} says it there',
      'zh-cn': '{name} 属于 Dovecot 2.3，在 {version} 中不起作用：应改用 {instead}',
    },
    tab: {
      en: 'A tab separates nothing here: it and what follows are a part of {name}',
      'zh-cn': '制表符在此处不是分隔符：它和后面的内容都算作 {name} 的一部分',
    },
    nobody: {
      en: 'No network is allowed: {user} cannot log in from anywhere',
      'zh-cn': '没有允许任何网段：用户 {user} 无法从任何地方登录',
    },
    network: {
      en: '"{item}" is no network: Dovecot passes over it, and {user} cannot log in from there',
      'zh-cn': '“{item}”不是网段：Dovecot 会跳过它，用户 {user} 无法从那里登录',
    },
    add: { en: 'Write userdb_{name}', 'zh-cn': '改为 userdb_{name}' },
    replace: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
    blank: { en: 'Put a space there', 'zh-cn': '改为空格' },
  },
  check({ system, report }) {
    const release = system.dovecot?.release;
    for (const { file, uses } of passwdFiles(system)) {
      for (const entry of file.tree.entries) {
        for (const field of entry.extraFields)
          for (const found of problemsOf(field, { uri: file.uri, entry, uses, release })) report(found);
      }
    }
  },
});

interface Context {
  readonly uri: string;
  readonly entry: PasswdEntry;
  readonly uses: readonly PasswdUse[];
  readonly release: DovecotRelease | undefined;
}

function problemsOf(field: ExtraField, context: Context): Report<MessageId>[] {
  const name = field.name.text;
  if (`${name}${field.value?.text ?? ''}`.includes('\t')) return [tabProblem(field, context)];
  if (name === 'allow_nets' || name === 'allow_real_nets') return networkProblems(field, context);
  return nameProblem(field, context) ?? [];
}

function nameProblem(
  { name: { text: name, span } }: ExtraField,
  { uri, release }: Context,
): Report<MessageId>[] | undefined {
  const at = { uri, span };
  const plain = name.replace(/\d+$/, '');
  if (Object.hasOwn(EXTRA_FIELDS, plain)) {
    const instead = release?.line === '2.4' ? INSTEAD[plain] : undefined;
    if (instead === undefined || !release) return undefined;
    return [{ at, message: 'gone', values: { name, version: release.version, instead } }];
  }
  if (USERDB_FIELDS.has(plain)) {
    const edits = () => [{ uri, span: { start: span.start, end: span.start }, text: 'userdb_' }];
    const values = { name };
    return [{ at, message: 'prefix', values, fixes: [{ title: 'add', values, edits }] }];
  }
  const known = Object.keys(EXTRA_FIELDS);
  const meant = isOther(name) ? undefined : nearest(name, known);
  if (meant === undefined) return undefined;
  const edits = () => [{ uri, span, text: meant }];
  return [
    {
      at,
      message: 'similar',
      values: { name, meant },
      fixes: [{ title: 'replace', values: { meant }, edits }],
    },
  ];
}

/** Settings of Dovecot for the user, names of plugins and of forwarded fields: any of them may be meant. */
function isOther(name: string): boolean {
  return /^(?:password$|userdb_(?!allow)|forward_|auth_|event_)/.test(name);
}

/** What 2.4 reads in place of a field of 2.3. */
const INSTEAD: Readonly<Record<string, string>> = {
  userdb_mail: 'userdb_mail_driver, userdb_mail_path',
  userdb_quota_rule: 'userdb_quota_storage_size',
};

function tabProblem({ name, value }: ExtraField, { uri }: Context): Report<MessageId> {
  const start = name.span.start;
  const text = value ? `${name.text}=${value.text}` : name.text;
  const tab = text.indexOf('\t');
  const span = { start: start + tab, end: start + tab + 1 };
  const edits = () => [{ uri, span, text: ' ' }];
  const [shown = ''] = name.text.split('\t', 1);
  return { at: { uri, span }, message: 'tab', values: { name: shown }, fixes: [{ title: 'blank', edits }] };
}

function networkProblems({ name, value }: ExtraField, { uri, entry }: Context): Report<MessageId>[] {
  const user = entry.user.text;
  if (!value || value.text === '')
    return [{ at: { uri, span: name.span }, message: 'nobody', values: { user } }];
  return [...value.text.matchAll(/[^,]+/g)]
    .filter(([item]) => !isNetwork(item))
    .map(({ 0: item, index }) => {
      const start = value.span.start + index;
      return {
        at: { uri, span: { start, end: start + item.length } },
        message: 'network' as const,
        values: { item, user },
      };
    });
}

function isNetwork(item: string): boolean {
  if (item === 'local') return true;
  const [, address = '', bits] = /^(.*?)(?:\/(\d+))?$/.exec(item) ?? [];
  const bytes = parseInetAddress(address);
  return bytes !== undefined && (bits === undefined || Number(bits) <= bytes.length * 8);
}
