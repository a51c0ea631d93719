import { fieldText } from '../../postfix/masterCf';
import { saslOption } from '../../sasl/saslConf';
import { cyrusServices, saslauthdPaths } from '../../system/sasl';
import { isJailed } from '../../system/sockets';
import { directoryOf } from '../../system/uris';
import { defineRule } from '../rule';
import { columnPlace, edit } from '../services';

/** An smtpd in its jail looks for saslauthd below the queue directory, where it is only by its own option. */
export const saslauthdSocket = defineRule({
  id: 'saslauthd-socket',
  severity: 'warning',
  reads: ['master', 'sasl'],
  messages: {
    outside: {
      en: 'The service {service} runs in a chroot jail, and looks for saslauthd at {path}: it is there only when it is started with -m {directory}',
      'zh-cn':
        '服务 {service} 运行在 chroot 环境中，会到 {path} 去找 saslauthd：只有用 -m {directory} 启动它才会在那里',
    },
    method: { en: 'saslauthd checks the passwords', 'zh-cn': '由 saslauthd 校验密码' },
    free: {
      en: 'Run {service} without a jail: chroot = n',
      'zh-cn': '让 {service} 不在 chroot 环境中运行：chroot 列写 n',
    },
  },
  check({ system, instance, report }) {
    const { sasl, disk } = system;
    const { master } = instance;
    const method = sasl && saslOption(sasl.tree, 'pwcheck_method');
    if (!sasl || !master || !method || !/(^|\s)saslauthd(\s|$)/i.test(method.value)) return;
    const paths = saslauthdPaths(instance, sasl.tree);
    const [path = ''] = paths;
    // Somebody has put the socket into the jail.
    if (paths.some((one) => disk.statOf(one) !== undefined)) return;
    for (const service of cyrusServices(instance).filter((one) => isJailed(instance, one))) {
      const at = columnPlace(master, service, 'chroot');
      const name = fieldText(service, 'service');
      report({
        at,
        message: 'outside',
        values: { service: name, path, directory: directoryOf(path) },
        related: [{ at: { uri: sasl.uri, span: method.valueSpan }, message: 'method' }],
        fixes: [{ title: 'free', values: { service: name }, edits: () => [edit(master, at.span, 'n')] }],
      });
    }
  },
});
