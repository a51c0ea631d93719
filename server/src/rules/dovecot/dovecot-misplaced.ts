import type { ReadingProblemCode } from '../../system/dovecot/assignments';
import { defineRule } from '../rule';

type Texts = Extract<
  ReadingProblemCode,
  | 'label-forbidden'
  | 'label-missing'
  | 'wrong-nesting'
  | 'auth-in-address-filter'
  | 'config-version-first'
  | 'config-version-changed'
  | 'missing-required'
  | 'not-a-list'
  | 'repeated-block'
  | 'unknown-group'
  | 'group-in-block'
  | 'group-in-group'
>;

const MESSAGES = {
  'label-forbidden': {
    en: '{text} takes no name before its "{"',
    'zh-cn': '{text} 的“{”之前不能有名称',
  },
  'label-missing': {
    en: '{text} needs a name before its "{"',
    'zh-cn': '{text} 的“{”之前要有名称',
  },
  'wrong-nesting': {
    en: '{text} must not stand in {around}: Dovecot {version} wants them the other way round, or apart',
    'zh-cn': '{text} 不能写在 {around} 之中：Dovecot {version} 要求反过来嵌套或分开写',
  },
  'auth-in-address-filter': {
    en: '{text} is read before the address of a client is looked at: it cannot stand in local, local_name or remote',
    'zh-cn': '{text} 属于认证设置，不能写在 local、local_name 或 remote 之中',
  },
  'config-version-first': {
    en: '{text} must be the first setting, before any !include',
    'zh-cn': '{text} 必须是第一条设置，位于所有 !include 之前',
  },
  'config-version-changed': {
    en: 'dovecot_config_version has another value already',
    'zh-cn': 'dovecot_config_version 此前已经设为别的值',
  },
  'repeated-block': {
    en: '{text} is there already: Dovecot 2.3 takes a label of passdb and userdb only once',
    'zh-cn': '{text} 已经存在：Dovecot 2.3 中 passdb 和 userdb 的同一标签只能出现一次',
  },
  'unknown-group': {
    en: 'No group for {text} is defined, or it holds no setting',
    'zh-cn': '没有为 {text} 定义 group，或者它不含任何设置',
  },
  'group-in-block': {
    en: 'A group stands at top level, outside of all blocks',
    'zh-cn': 'group 必须写在最外层，不能放在任何块中',
  },
  'group-in-group': {
    en: '{text} stands in a group: groups cannot use groups',
    'zh-cn': '{text} 位于 group 之中：group 不能再引用 group',
  },
  'missing-required': { en: 'This block needs {text}', 'zh-cn': '这个块必须包含 {text}' },
  'not-a-list': {
    en: '{text} takes pairs in a block: {text} ' + '{ … }',
    'zh-cn': '{text} 要用块来写键值对：{text} ' + '{ … }',
  },
} as const;

/** Known names in a place where doveconf refuses them. */
export const dovecotMisplaced = defineRule<Texts>({
  id: 'dovecot-misplaced',
  severity: 'error',
  reads: ['dovecot'],
  messages: MESSAGES,
  check({ system: { dovecot }, report }) {
    for (const { code, file, span, text, section } of dovecot?.reading.problems ?? []) {
      if (!isMisplaced(code)) continue;
      const around = section?.block.type.text ?? '';
      const version = dovecot?.release.version ?? '';
      report({ at: { uri: file.uri, span }, message: code, values: { text, around, version } });
    }
  },
});

function isMisplaced(code: ReadingProblemCode): code is Texts {
  return Object.hasOwn(MESSAGES, code);
}
