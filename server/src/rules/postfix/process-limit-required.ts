import { fieldText, type Service } from '../../postfix/masterCf';
import type { PostfixInstance } from '../../system/postfixInstance';
import { defineRule } from '../rule';
import { columnPlace, completeServices, edit } from '../services';

/** The only service whose writes must not meet each other; the program itself does not insist (proxymap(8)). */
const WRITER = 'proxywrite';

/** "service … requires a process limit of …": the program checks column 7 when it starts. */
export const processLimitRequired = defineRule({
  id: 'process-limit-required',
  severity: 'error',
  reads: ['master'],
  messages: {
    one: {
      en: '{command} must be alone: it stops unless the column maxproc says 1 (here {limit})',
      'zh-cn': '{command} 只能有一个进程：maxproc 列不是 1（此处为 {limit}）它就会退出',
    },
    unlimited: {
      en: '{command} must not be limited: it stops unless the column maxproc says 0 (here {limit})',
      'zh-cn': '{command} 不能限制进程数：maxproc 列不是 0（此处为 {limit}）它就会退出',
    },
    writer: {
      en: 'Several processes of {service} would write one table at a time and can destroy it: the limit must be 1 (here {limit})',
      'zh-cn': '{service} 的多个进程会同时写同一张表，可能损坏它：上限必须是 1（此处为 {limit}）',
    },
    replace: { en: 'Set the process limit to {limit}', 'zh-cn': '把进程数上限设为 {limit}' },
  },
  check({ instance, report }) {
    const { master, release } = instance;
    if (!master) return;
    for (const service of completeServices(master)) {
      const command = fieldText(service, 'command');
      const isWriter = command === 'proxymap' && fieldText(service, 'service') === WRITER;
      const required = isWriter ? 1 : release.daemon(command)?.processLimit;
      if (required === undefined) continue;
      const limit = limitOf(instance, service);
      if (limit === undefined || limit === required) continue;
      const place = columnPlace(master, service, 'process_limit');
      const edits = () => [edit(master, place.span, String(required))];
      report({
        at: place,
        message: isWriter ? 'writer' : required === 1 ? 'one' : 'unlimited',
        ...(isWriter && { severity: 'warning' }),
        values: { command, limit, service: fieldText(service, 'service') },
        fixes: [{ title: 'replace', values: { limit: required }, safe: true, edits }],
      });
    }
  },
});

/** The limit in force; undefined when column 7 is no number, which has a finding of its own. */
function limitOf(instance: PostfixInstance, service: Service): number | undefined {
  const text = fieldText(service, 'process_limit');
  const value = text === '-' ? (instance.effective('default_process_limit') ?? '') : text;
  return /^\d+$/.test(value) ? Number(value) : undefined;
}
