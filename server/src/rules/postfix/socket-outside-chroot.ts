import { fieldText } from '../../postfix/masterCf';
import type { MailSystem } from '../../system/mailSystem';
import { isJailed, servicesAt, socketPath, socketUses, type SocketUse } from '../../system/sockets';
import { columnPlace } from '../services';
import { defineRule } from '../rule';
import { placeIn, replacement } from '../settings';

/** Directories of the server in which programs put their sockets. A path in another one was written for the jail. */
const OF_THE_SERVER = /^\/(run|tmp|usr|home|srv|opt|etc|var\/(run|lib|tmp|spool|cache|amavis|dovecot))\//;

/** A program in its jail looks for a socket below the queue directory, whatever its path. */
export const socketOutsideChroot = defineRule({
  id: 'socket-outside-chroot',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    outside: {
      en: 'The service {service} runs in a chroot jail, and looks for this socket at {place}',
      'zh-cn': '服务 {service} 运行在 chroot 环境中，会到 {place} 去找这个套接字',
    },
    jail: { en: 'chroot is y', 'zh-cn': 'chroot 为 y' },
    below: {
      en: 'Name it by its path below the queue directory: {path}',
      'zh-cn': '改用队列目录之下的路径：{path}',
    },
  },
  check({ system, instance, report }) {
    const { master } = instance;
    if (!master) return;
    for (const use of socketUses(instance)) {
      const { path, setting, span, direct } = use;
      const service = servicesAt(instance, use).find((one) => isJailed(instance, one));
      if (!service || !OF_THE_SERVER.test(path) || isThere(system, use)) continue;
      const queue = `${instance.effective('queue_directory') ?? ''}/`;
      const short = path.startsWith(queue) ? path.slice(queue.length) : undefined;
      report({
        at: placeIn(setting, span),
        message: 'outside',
        values: { service: fieldText(service, 'service'), place: socketPath(instance, path, true) },
        related: [{ at: columnPlace(master, service, 'chroot'), message: 'jail' }],
        fixes:
          short !== undefined && direct
            ? [{ title: 'below', values: { path: short }, edits: () => [replacement(setting, span, short)] }]
            : [],
      });
    }
  },
});

/** Somebody has put the socket into the jail. */
function isThere({ disk, postfix }: MailSystem, { path }: SocketUse): boolean {
  return disk.statOf(socketPath(postfix, path, true)) !== undefined;
}
