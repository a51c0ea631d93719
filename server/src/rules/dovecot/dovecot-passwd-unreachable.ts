import { keyForm } from '../../dovecot/usernameFormat';
import { givenValues } from '../../system/dovecot/given';
import type { PasswdUse } from '../../system/dovecot/passwdFiles';
import type { DovecotInstance } from '../../system/dovecotInstance';
import { passwdFiles } from '../passwdFiles';
import { defineRule, type FixReport } from '../rule';

type MessageId = 'capitals' | 'domain' | 'characters' | 'write';

/** Users by whose names nothing is ever looked up. */
export const dovecotPasswdUnreachable = defineRule<MessageId>({
  id: 'dovecot-passwd-unreachable',
  severity: 'warning',
  reads: ['dovecot-passwd'],
  messages: {
    capitals: {
      en: 'Names are looked up in small letters ({setting}): nobody is found as {user}',
      'zh-cn': '查找时用户名会先转为小写（{setting}）：永远找不到 {user}',
    },
    domain: {
      en: 'Names are looked up without their domains ({setting}): nobody is found as {user}',
      'zh-cn': '查找时用户名不带域名（{setting}）：永远找不到 {user}',
    },
    characters: {
      en: '{setting} does not allow such characters in a name: nobody can log in as "{user}"',
      'zh-cn': '{setting} 不允许用户名中有这样的字符：无法以“{user}”登录',
    },
    write: { en: 'Write {meant}', 'zh-cn': '改为 {meant}' },
  },
  check({ system: { dovecot, ...system }, report }) {
    if (!dovecot) return;
    for (const { file, uses } of passwdFiles({ ...system, dovecot })) {
      const ways = uses.map((use) => wayOf(use, dovecot));
      const [first] = ways;
      if (!first) continue;
      for (const { user } of file.tree.entries) {
        const obstacle = obstacleOn(first, user.text);
        if (!obstacle || !ways.every((way) => obstacleOn(way, user.text))) continue;
        const at = { uri: file.uri, span: user.span };
        const { message, setting, meant } = obstacle;
        const fixes: FixReport<MessageId>[] =
          meant === undefined
            ? []
            : [{ title: 'write', values: { meant }, edits: () => [{ ...at, text: meant }] }];
        report({ at, message, values: { user: user.text, setting }, fixes });
      }
    }
  },
});

/** How names come to a database: what is allowed in them, and what is made of them one after the other. */
interface Way {
  readonly characters: string;
  readonly formats: readonly string[];
}

function wayOf({ usernameFormat }: PasswdUse, dovecot: DovecotInstance): Way {
  const format = settingOf(dovecot, 'auth_username_format');
  return {
    // A translation may write any character for one that is allowed.
    characters:
      settingOf(dovecot, 'auth_username_translation') === '' ? settingOf(dovecot, 'auth_username_chars') : '',
    formats: usernameFormat === undefined ? [format] : [format, usernameFormat],
  };
}

/** The value for all connections, or the default. */
function settingOf(dovecot: DovecotInstance, name: string): string {
  const given = givenValues(dovecot).findLast(
    (one) => one.name === name && one.blocks.length === 0 && one.filters.length === 0,
  );
  return given?.value.text ?? String(dovecot.release.setting(name)?.default ?? '');
}

interface Obstacle {
  readonly message: Exclude<MessageId, 'write'>;
  readonly setting: string;
  /** The name under which the user is found. */
  readonly meant?: string;
}

/** Why no name becomes this one; undefined when one does, or nobody can tell. */
function obstacleOn({ characters, formats }: Way, user: string): Obstacle | undefined {
  const forms = formats.map(keyForm);
  if (forms.includes(undefined)) return undefined;
  const formatThat = (does: 'lower' | 'local'): string | undefined =>
    formats[forms.findLastIndex((form) => form?.[does])];
  const lower = formatThat('lower');
  if (lower !== undefined && user !== user.toLowerCase())
    return { message: 'capitals', setting: lower, meant: user.toLowerCase() };
  const local = formatThat('local');
  if (local !== undefined && user.includes('@'))
    return { message: 'domain', setting: local, meant: user.slice(0, user.indexOf('@')) };
  if (characters === '' || [...user].every((character) => characters.includes(character))) return undefined;
  return { message: 'characters', setting: 'auth_username_chars' };
}
