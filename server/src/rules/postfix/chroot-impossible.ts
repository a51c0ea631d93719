import { fieldText } from '../../postfix/masterCf';
import { compareLevels } from '../../postfix/compatibilityLevel';
import { defineRule } from '../rule';
import { columnPlace, completeServices, edit } from '../services';

/** Programs that need files of the whole system (master(5), on the chroot column). */
export const chrootImpossible = defineRule({
  id: 'chroot-impossible',
  severity: 'warning',
  reads: ['master'],
  messages: {
    chroot: {
      en: '{command} does not work in a chroot jail: the files that it needs are outside of the queue directory',
      'zh-cn': '{command} 不能在 chroot 环境中工作：它需要的文件在队列目录之外',
    },
    byDefault: {
      en: 'Below compatibility level 1 the - means y, and {command} does not work in a chroot jail',
      'zh-cn': '兼容级别低于 1 时，- 表示 y，而 {command} 不能在 chroot 环境中工作',
    },
    outside: { en: 'Run it outside of the jail: n', 'zh-cn': '不使用 chroot：改为 n' },
  },
  check({ instance, report }) {
    const { main, master, release } = instance;
    if (!master) return;
    for (const service of completeServices(master)) {
      const command = fieldText(service, 'command');
      const chroot = fieldText(service, 'chroot');
      if (chroot === 'n' || release.daemon(command)?.chroot !== 'never') continue;
      const byDefault = chroot === '-' && main !== undefined && compareLevels(instance.level, '1') < 0;
      if (chroot !== 'y' && !byDefault) continue;
      const place = columnPlace(master, service, 'chroot');
      report({
        at: place,
        message: byDefault ? 'byDefault' : 'chroot',
        values: { command },
        fixes: [{ title: 'outside', edits: () => [edit(master, place.span, 'n')] }],
      });
    }
  },
});
