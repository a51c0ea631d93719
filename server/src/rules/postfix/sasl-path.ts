import { isRead, knownValue, settingsOf, type Setting } from '../../system/settings';
import { defineRule, type FileEdit, type RuleContext } from '../rule';
import { entryPlace, isOn, settingFor } from '../smtpd';
import { replacement, valueReplacement } from '../settings';

/** Where Debian's and most tutorials' Dovecot puts the socket, below the queue directory. */
const DOVECOT_SOCKET = 'private/auth';
/** The default: Cyrus SASL reads `smtpd.conf`. */
const CYRUS_NAME = 'smtpd';

type MessageId = 'noSocket' | 'noName' | 'setPath' | 'setType';
type Context = RuleContext<MessageId>;

/** `smtpd_sasl_path` is a socket for Dovecot, and the name of a configuration file for Cyrus SASL. */
export const saslPath = defineRule<MessageId>({
  id: 'sasl-path',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    noSocket: {
      en: 'With smtpd_sasl_type = dovecot, smtpd_sasl_path is Dovecot’s socket; "{path}" is the default of Cyrus SASL, and smtpd ends with "no SASL authentication mechanisms"',
      'zh-cn':
        'smtpd_sasl_type = dovecot 时，smtpd_sasl_path 是 Dovecot 的套接字；“{path}”是 Cyrus SASL 的默认值，smtpd 会报“no SASL authentication mechanisms”并退出',
    },
    noName: {
      en: '"{path}" is a socket of Dovecot, but smtpd_sasl_type is cyrus, for which it is the name of a file that is not there',
      'zh-cn': '“{path}”是 Dovecot 的套接字，但 smtpd_sasl_type 为 cyrus，会把它当成一个并不存在的配置文件名',
    },
    setPath: { en: 'Set smtpd_sasl_path = {path}', 'zh-cn': '设置 smtpd_sasl_path = {path}' },
    setType: { en: 'Set smtpd_sasl_type = dovecot', 'zh-cn': '设置 smtpd_sasl_type = dovecot' },
  },
  check(context) {
    const { instance } = context;
    const smtpdEntries = [{}, ...instance.services.map((service) => ({ service }))];
    if (!smtpdEntries.some((smtpd) => isOn(instance, 'smtpd_sasl_auth_enable', smtpd))) return;
    for (const setting of settingsOf(instance)) {
      if (!isRead(instance, setting)) continue;
      if (setting.name === 'smtpd_sasl_type') checkType(context, setting);
      if (setting.name === 'smtpd_sasl_path') checkPath(context, setting);
    }
  },
});

function checkType({ instance, report }: Context, setting: Setting): void {
  const { service, entry } = setting;
  const path = instance.effective('smtpd_sasl_path', service) ?? '';
  if (knownValue(instance, setting) !== 'dovecot' || path !== CYRUS_NAME) return;
  const own = settingFor(instance, 'smtpd_sasl_path', service);
  const { end } = 'span' in entry ? entry.span : setting.line;
  const option = service ? ` -o smtpd_sasl_path=${DOVECOT_SOCKET}` : `\nsmtpd_sasl_path = ${DOVECOT_SOCKET}`;
  const edits = (): FileEdit[] => [
    own ? valueReplacement(own, DOVECOT_SOCKET) : replacement(setting, { start: end, end }, option),
  ];
  const fixes = [{ title: 'setPath' as const, values: { path: DOVECOT_SOCKET }, edits }];
  report({ at: entryPlace(setting), message: 'noSocket', values: { path }, fixes });
}

function checkPath({ instance, report }: Context, setting: Setting): void {
  const { service } = setting;
  const path = knownValue(instance, setting);
  if (path === undefined || !path.includes('/') || instance.effective('smtpd_sasl_type', service) !== 'cyrus')
    return;
  const type = settingFor(instance, 'smtpd_sasl_type', service);
  const { start } = setting.line;
  const edits = (): FileEdit[] => [
    type
      ? valueReplacement(type, 'dovecot')
      : replacement(setting, { start, end: start }, 'smtpd_sasl_type = dovecot\n'),
  ];
  const fixes = type || !service ? [{ title: 'setType' as const, edits }] : [];
  report({ at: entryPlace(setting), message: 'noName', values: { path }, fixes });
}
