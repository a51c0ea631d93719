import { hasUnseenParts, type UnixListener } from '../../system/dovecot/listeners';
import { socketUses, type SocketUse } from '../../system/sockets';
import { defineRule, type RuleContext } from '../rule';
import { placeIn } from '../settings';
import { isOn } from '../smtpd';
import {
  accessOf,
  addListener,
  commentedListener,
  listenerAt,
  octal,
  pathsOf,
  type Access,
} from '../dovecotSockets';

type MessageId = 'absent' | 'commented' | 'denied' | 'open' | 'here' | 'add' | 'uncomment' | 'close';
type Context = RuleContext<MessageId>;

/** Mode of a listener that names none. */
const OWN_MODE = 0o600;

/** The socket that Postfix asks for logins at, and the one at which Dovecot listens. */
export const saslSocket = defineRule<MessageId>({
  id: 'sasl-socket',
  severity: 'warning',
  reads: ['main', 'master', 'dovecot'],
  messages: {
    absent: {
      en: 'Dovecot does not listen at {path}: smtpd ends with "no SASL authentication mechanisms", and nobody can log in',
      'zh-cn': 'Dovecot 没有在 {path} 监听：smtpd 会报“no SASL authentication mechanisms”，无法登录',
    },
    commented: {
      en: 'The unix_listener {path} is commented out in Dovecot’s configuration: nobody can log in',
      'zh-cn': 'Dovecot 配置中的 unix_listener {path} 被注释掉了：无法登录',
    },
    denied: {
      en: 'Postfix may not connect to this socket: mode {mode}, user {user}, group {group}',
      'zh-cn': 'Postfix 无权连接此套接字：权限 {mode}，用户 {user}，组 {group}',
    },
    open: {
      en: 'Every user of the server may connect here and try passwords: mode {mode}',
      'zh-cn': '服务器上的任何用户都能连接此套接字并试探密码：权限 {mode}',
    },
    here: { en: 'Here', 'zh-cn': '此处' },
    add: { en: 'Have Dovecot listen at {path}', 'zh-cn': '让 Dovecot 在 {path} 监听' },
    uncomment: { en: 'Uncomment the listener', 'zh-cn': '取消此监听器的注释' },
    close: { en: 'Set mode = 0660', 'zh-cn': '设置 mode = 0660' },
  },
  check(context) {
    const { system, instance } = context;
    const { dovecot } = system;
    const entries = [{}, ...instance.services.map((service) => ({ service }))];
    if (!dovecot || !entries.some((smtpd) => isOn(instance, 'smtpd_sasl_auth_enable', smtpd))) return;
    for (const use of socketUses(instance)) {
      if (use.setting.name !== 'smtpd_sasl_path') continue;
      const listener = listenerAt(dovecot, 'auth', pathsOf(instance, use));
      if (listener) checkAccess(context, use, listener);
      else reportAbsent(context, use);
    }
  },
});

function reportAbsent({ system, instance, report }: Context, use: SocketUse): void {
  const { dovecot } = system;
  const paths = pathsOf(instance, use);
  const [path = ''] = paths;
  const at = placeIn(use.setting, use.span);
  if (!dovecot || path === '') return;
  const commented = commentedListener(dovecot, paths);
  if (commented) {
    const fixes = [{ title: 'uncomment' as const, edits: commented.edits }];
    const related = [{ at: commented.at, message: 'here' as const }];
    report({ at, message: 'commented', values: { path }, related, fixes });
    return;
  }
  if (hasUnseenParts(dovecot)) return;
  const owner = instance.effective('mail_owner') ?? 'postfix';
  const edits = (): ReturnType<typeof addListener> => addListener(dovecot, 'auth', path, owner);
  report({ at, message: 'absent', values: { path }, fixes: [{ title: 'add', values: { path }, edits }] });
}

function checkAccess({ instance, report }: Context, use: SocketUse, listener: UnixListener): void {
  const access = accessOf(listener, instance, OWN_MODE);
  const message = !access.postfix ? 'denied' : access.everybody ? 'open' : undefined;
  if (!message) return;
  const placed = listener.settings.get('mode');
  const { file, block } = listener;
  const span = placed
    ? { start: placed.setting.source.start, end: placed.setting.source.end }
    : (block.label ?? block.type).span;
  const uri = placed?.file.uri ?? file.uri;
  report({
    at: { uri, span },
    message,
    // The directory `private` lets nobody but Postfix in.
    ...(message === 'open' && isPrivate(use.path) && { severity: 'hint' }),
    values: valuesOf(access),
    related: [{ at: placeIn(use.setting, use.span), message: 'here' }],
    fixes:
      message === 'open' && placed && isOwned(access)
        ? [{ title: 'close', edits: () => [{ uri, span, text: '0660' }] }]
        : [],
  });
}

/** Whether the mode alone can be made narrower. */
function isOwned({ user, group }: Access): boolean {
  return user === 'postfix' || group === 'postfix';
}

function isPrivate(path: string): boolean {
  return /(^|\/)private\//.test(path);
}

function valuesOf({ mode, user, group }: Access): Record<string, string> {
  return { mode: octal(mode), user, group };
}
