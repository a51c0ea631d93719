import { fieldText } from '../../postfix/masterCf';
import { defineRule } from '../rule';
import { columnPlace, completeServices, edit } from '../services';

/** "service … requires privileged operation": programs that become another user must begin as root. */
export const privilegedRequired = defineRule({
  id: 'privileged-required',
  severity: 'error',
  reads: ['master'],
  messages: {
    unprivileged: {
      en: '{command} must start as root: with "{value}" in the column unpriv it stops, and mail for {service} waits',
      'zh-cn': '{command} 必须以 root 启动：unpriv 列为“{value}”时它会退出，交给 {service} 的邮件会滞留',
    },
    privileged: { en: 'Start it as root: n', 'zh-cn': '以 root 启动：改为 n' },
  },
  check({ instance, report }) {
    const { master, release } = instance;
    if (!master) return;
    for (const service of completeServices(master)) {
      const command = fieldText(service, 'command');
      const value = fieldText(service, 'unprivileged');
      if (!release.daemon(command)?.privileged || !/^[y-]$/.test(value)) continue;
      const place = columnPlace(master, service, 'unprivileged');
      report({
        at: place,
        message: 'unprivileged',
        values: { command, value, service: fieldText(service, 'service') },
        fixes: [{ title: 'privileged', safe: true, edits: () => [edit(master, place.span, 'n')] }],
      });
    }
  },
});
