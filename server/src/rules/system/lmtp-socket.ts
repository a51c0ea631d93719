import { hasUnseenParts, topSettings, type UnixListener } from '../../system/dovecot/listeners';
import type { DovecotInstance } from '../../system/dovecotInstance';
import { servicesAt, socketUses, type SocketUse } from '../../system/sockets';
import { fieldText } from '../../postfix/masterCf';
import { defineRule, type RuleContext } from '../rule';
import { placeIn } from '../settings';
import { accessOf, addListener, listenerAt, octal, pathsOf } from '../dovecotSockets';

type MessageId = 'absent' | 'denied' | 'off' | 'here' | 'add' | 'on';
type Context = RuleContext<MessageId>;

/** The listener `lmtp` of `service lmtp` is open to all; another one, which names no mode, is not. */
const OWN_MODE = { lmtp: 0o666, other: 0o600 } as const;

/** The socket at which Postfix delivers, and the one at which Dovecot's LMTP server listens. */
export const lmtpSocket = defineRule<MessageId>({
  id: 'lmtp-socket',
  severity: 'warning',
  reads: ['main', 'master', 'dovecot'],
  messages: {
    absent: {
      en: 'Dovecot’s LMTP server does not listen at {path}: mail waits in the queue',
      'zh-cn': 'Dovecot 的 LMTP 服务没有在 {path} 监听：邮件会积压在队列里',
    },
    denied: {
      en: 'Postfix may not connect to this socket: mode {mode}, user {user}, group {group}',
      'zh-cn': 'Postfix 无权连接此套接字：权限 {mode}，用户 {user}，组 {group}',
    },
    off: {
      en: 'Dovecot does not run LMTP: lmtp is not in protocols, but {parameter} delivers there',
      'zh-cn': 'Dovecot 没有启用 LMTP：protocols 中没有 lmtp，而 {parameter} 要投递到那里',
    },
    here: { en: 'Here', 'zh-cn': '此处' },
    add: { en: 'Have Dovecot listen at {path}', 'zh-cn': '让 Dovecot 在 {path} 监听' },
    on: { en: 'Add lmtp to protocols', 'zh-cn': '在 protocols 中加入 lmtp' },
  },
  check(context) {
    const { system, instance } = context;
    const { dovecot } = system;
    if (!dovecot) return;
    for (const use of socketUses(instance)) {
      if (use.transport === undefined || !isForDovecot(context, use)) continue;
      const listener = listenerAt(dovecot, 'lmtp', pathsOf(instance, use));
      if (listener) checkAccess(context, use, listener);
      else reportAbsent(context, dovecot, use);
      checkProtocols(context, dovecot, use);
    }
  },
});

/** lmtp(8) is a client of other mail stores as well: the path says whose socket it is. */
function isForDovecot({ instance, system }: Context, use: SocketUse): boolean {
  const isLmtp = servicesAt(instance, use).some((service) => fieldText(service, 'command') === 'lmtp');
  const isKnown = instance.master === undefined || isLmtp;
  const { dovecot } = system;
  const named = /dovecot/i.test(use.path);
  return (
    isKnown &&
    dovecot !== undefined &&
    (named || listenerAt(dovecot, 'lmtp', pathsOf(instance, use)) !== undefined)
  );
}

function reportAbsent({ instance, report }: Context, dovecot: DovecotInstance, use: SocketUse): void {
  const [path = ''] = pathsOf(instance, use);
  // `service lmtp` listens at this one without being told to.
  if (hasUnseenParts(dovecot) || path === '' || path === '/run/dovecot/lmtp') return;
  const owner = instance.effective('mail_owner') ?? 'postfix';
  const edits = (): ReturnType<typeof addListener> => addListener(dovecot, 'lmtp', path, owner);
  report({
    at: placeIn(use.setting, use.span),
    message: 'absent',
    values: { path },
    fixes: [{ title: 'add', values: { path }, edits }],
  });
}

function checkAccess({ instance, report }: Context, use: SocketUse, listener: UnixListener): void {
  const isOwn = listener.path === '/run/dovecot/lmtp';
  const access = accessOf(listener, instance, isOwn ? OWN_MODE.lmtp : OWN_MODE.other);
  if (access.postfix) return;
  const { file, block } = listener;
  report({
    at: { uri: file.uri, span: (block.label ?? block.type).span },
    message: 'denied',
    values: { mode: octal(access.mode), user: access.user, group: access.group },
    related: [{ at: placeIn(use.setting, use.span), message: 'here' }],
  });
}

/** Only a setting that stands there: Debian's packages add their protocols in files of their own. */
function checkProtocols({ report }: Context, dovecot: DovecotInstance, use: SocketUse): void {
  const protocols = topSettings(dovecot).get('protocols');
  if (!protocols || /\$|\blmtp\b/.test(protocols.setting.value)) return;
  const { file, setting } = protocols;
  const { uri } = file;
  const span = { start: setting.source.start, end: setting.source.end };
  const text = `${setting.value} lmtp`.trim();
  report({
    at: { uri, span },
    message: 'off',
    values: { parameter: use.setting.name },
    related: [{ at: placeIn(use.setting, use.span), message: 'here' }],
    fixes: [{ title: 'on', edits: () => [{ uri, span, text }] }],
  });
}
