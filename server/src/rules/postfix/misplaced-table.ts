import type { ValueType } from '../../knowledge/types';
import { wordsOf } from '../../system/names';
import { settingsOf } from '../../system/settings';
import { defineRule } from '../rule';
import { placeIn } from '../settings';

/** Settings that are no lists of tables, nor searched by match_list(3), take `hash:/file` for a name. */
export const misplacedTable = defineRule({
  id: 'misplaced-table',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    misplaced: {
      en: '{parameter} takes no lookup tables: Postfix reads "{text}" as a name, and never opens the file',
      'zh-cn': '{parameter} 不接受查找表：Postfix 会把“{text}”当作名称，不会打开该文件',
    },
  },
  check({ instance, report }) {
    for (const setting of settingsOf(instance)) {
      const { name: parameter, type, value } = setting;
      if (!type || !takesNames(type) || !value.text.includes(':/')) continue;
      for (const { text, start, end } of wordsOf(value.text)) {
        if (!TABLE_IN_FILE.test(text)) continue;
        const at = placeIn(setting, value.spanOf(start, end));
        report({ at, message: 'misplaced', values: { parameter, text } });
      }
    }
  },
});

/** Types whose tables lie in files; `unix:` and `inet:` are sockets elsewhere. */
const TABLE_IN_FILE =
  /^!?(proxy:)?(hash|btree|lmdb|cdb|dbm|sdbm|texthash|regexp|pcre|cidr|ldap|mysql|pgsql|sqlite|memcache):\//;

const NAMES: ReadonlySet<string> = new Set(['domain', 'nexthop', 'transport', 'dnsbl']);

function takesNames(type: ValueType): boolean {
  if (type.kind === 'nexthop') return true;
  return type.kind === 'list' && !type.matched && NAMES.has(type.of);
}
