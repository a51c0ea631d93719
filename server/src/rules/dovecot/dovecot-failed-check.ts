import { failedChecks, type FailedCheckCode } from '../../system/dovecot/failedChecks';
import { hasUnseenParts } from '../../system/dovecot/listeners';
import { isPart } from '../../system/dovecot/parts';
import { defineRule } from '../rule';

/** Settings of the right type that doveconf refuses when it checks what they say together. */
export const dovecotFailedCheck = defineRule<FailedCheckCode>({
  id: 'dovecot-failed-check',
  severity: 'error',
  reads: ['dovecot'],
  messages: {
    'network-mask': {
      en: '"{text}" is no mask: a number of bits, at most 32, or 128 for IPv6',
      'zh-cn': '“{text}”不是有效的掩码：应为位数，IPv4 不超过 32，IPv6 不超过 128',
    },
    'several-names': {
      en: 'Dovecot 2.4 takes one name in local_name: write a block for each of {text}',
      'zh-cn': 'Dovecot 2.4 的 local_name 只能写一个名称：请为 {text} 分别写一个块',
    },
    'missing-driver': {
      en: 'This {text} has no driver: Dovecot refuses the whole configuration',
      'zh-cn': '这个 {text} 没有 driver：Dovecot 会拒绝整个配置',
    },
    'unknown-protocol': {
      en: 'No service of Dovecot speaks {text}: it refuses the whole configuration',
      'zh-cn': 'Dovecot 没有提供 {text} 协议的服务，会拒绝整个配置',
    },
    'log-of-passwords': {
      en: 'auth_verbose_passwords is no, yes, plain or sha1, the last three also with a length from 1: sha1:6',
      'zh-cn': 'auth_verbose_passwords 只能是 no、yes、plain 或 sha1，后三者可以带大于 0 的长度：sha1:6',
    },
    'default-language': {
      en: 'One language has to be the default, and only one: default = yes',
      'zh-cn': '必须有且只有一种语言是默认语言：default = yes',
    },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    const isWhole = !isPart(dovecot.main) && !hasUnseenParts(dovecot);
    for (const { code, file, span, text } of failedChecks(dovecot)) {
      if (isWhole || !MENDED_ELSEWHERE.has(code))
        report({ at: { uri: file.uri, span }, message: code, values: { text } });
    }
  },
});

/** What lines of a file that is not at hand may put right. */
const MENDED_ELSEWHERE: ReadonlySet<FailedCheckCode> = new Set([
  'missing-driver',
  'unknown-protocol',
  'default-language',
  'log-of-passwords',
]);
