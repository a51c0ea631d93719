import { fieldText, type Service } from '../../postfix/masterCf';
import { saslOption, type SaslConf, type SaslOption } from '../../sasl/saslConf';
import { cyrusServices, saslauthdPaths, saslauthdSocketOf, type SaslauthdSocket } from '../../system/sasl';
import type { SaslFile } from '../../system/files';
import { saslauthdFiles } from '../../system/saslFiles';
import { isJailed } from '../../system/sockets';
import { directoryOf } from '../../system/uris';
import { defineRule, type FixReport, type RuleContext } from '../rule';
import { columnPlace, edit } from '../services';

type MessageId = 'outside' | 'elsewhere' | 'method' | 'listens' | 'free' | 'move';
type Context = RuleContext<MessageId>;

/** smtpd, in its jail or not, looks for saslauthd at one place, and saslauthd listens at the one of its options. */
export const saslauthdSocket = defineRule<MessageId>({
  id: 'saslauthd-socket',
  severity: 'warning',
  reads: ['master', 'sasl'],
  messages: {
    outside: {
      en: 'The service {service} runs in a chroot jail, and looks for saslauthd at {path}: it is there only when it is started with -m {directory}',
      'zh-cn':
        '服务 {service} 运行在 chroot 环境中，会到 {path} 去找 saslauthd：只有用 -m {directory} 启动它才会在那里',
    },
    elsewhere: {
      en: 'The service {service} looks for saslauthd at {path}, and it listens at {socket}',
      'zh-cn': '服务 {service} 到 {path} 去找 saslauthd，而它在 {socket} 监听',
    },
    method: { en: 'saslauthd checks the passwords', 'zh-cn': '由 saslauthd 校验密码' },
    listens: { en: 'Its socket is set here', 'zh-cn': '它的套接字在此设置' },
    free: {
      en: 'Run {service} without a jail: chroot = n',
      'zh-cn': '让 {service} 不在 chroot 环境中运行：chroot 列写 n',
    },
    move: { en: 'Start saslauthd with -m {directory}', 'zh-cn': '用 -m {directory} 启动 saslauthd' },
  },
  check(context) {
    const { system, instance } = context;
    const { sasl, disk } = system;
    const method = sasl && saslOption(sasl.tree, 'pwcheck_method');
    if (!sasl || !instance.master || !method || !/(^|\s)saslauthd(\s|$)/i.test(method.value)) return;
    // Somebody has put the socket into the jail.
    if (saslauthdPaths(instance, sasl.tree).some((one) => disk.statOf(one) !== undefined)) return;
    const sockets = saslauthdFiles(system).map(saslauthdSocketOf);
    const known = sockets.filter((socket) => socket !== undefined);
    // What a shell fills in cannot be told.
    if (known.length < sockets.length) return;
    for (const service of cyrusServices(instance)) checkService(context, service, { sasl, method, known });
  },
});

interface Asked {
  readonly sasl: SaslFile;
  readonly method: SaslOption;
  readonly known: readonly SaslauthdSocket[];
}

function checkService(context: Context, service: Service, { sasl, method, known }: Asked): void {
  const { instance, report } = context;
  const { master } = instance;
  const isInJail = isJailed(instance, service);
  const paths = pathsFor(context, sasl.tree, isInJail);
  if (!master || (!isInJail && known.length === 0) || isAmong(known, paths)) return;
  const [path = ''] = paths;
  const [socket] = known;
  const at = columnPlace(master, service, 'chroot');
  const name = fieldText(service, 'service');
  const directory = directoryOf(path);
  const isFreeEnough = known.length === 0 || isAmong(known, pathsFor(context, sasl.tree, false));
  const free = {
    title: 'free' as const,
    values: { service: name },
    edits: () => [edit(master, at.span, 'n')],
  };
  report({
    at,
    message: isInJail ? 'outside' : 'elsewhere',
    values: { service: name, path, directory, socket: socket?.path ?? '' },
    related: [
      { at: { uri: sasl.uri, span: method.valueSpan }, message: 'method' },
      ...known.flatMap((one) => (one.at ? { at: one.at, message: 'listens' as const } : [])),
    ],
    fixes: [...(isInJail && isFreeEnough ? [free] : []), ...moveOf(known, directory)],
  });
}

/** Moves the socket of the one saslauthd there is. */
function moveOf(known: readonly SaslauthdSocket[], directory: string): FixReport<MessageId>[] {
  const [only] = known;
  if (known.length !== 1 || !only?.at) return [];
  const { at } = only;
  return [{ title: 'move', values: { directory }, edits: () => [{ ...at, text: directory }] }];
}

function isAmong(known: readonly SaslauthdSocket[], paths: readonly string[]): boolean {
  return known.some(({ path }) => paths.some((one) => isSameSocket(one, path)));
}

/** Where a service looks for the socket, as the whole system names it. */
function pathsFor({ instance }: Context, conf: SaslConf, jailed: boolean): string[] {
  const queue = instance.effective('queue_directory') ?? '';
  const inJail = saslauthdPaths(instance, conf);
  return jailed ? inJail : inJail.map((path) => path.slice(queue.length));
}

/** `/var/run` leads to `/run` on every system of these years. */
function isSameSocket(one: string, other: string): boolean {
  const plain = (path: string): string => path.replace(/\/var\/run\//, '/run/').replace(/\/+/g, '/');
  return plain(one) === plain(other);
}
