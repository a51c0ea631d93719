import { topSettings, type PlacedSetting } from '../../system/dovecot/listeners';
import type { DovecotInstance } from '../../system/dovecotInstance';
import type { PostfixInstance } from '../../system/postfixInstance';
import { knownValue } from '../../system/settings';
import { defineRule } from '../rule';
import { valuePlace, valueReplacement } from '../settings';
import { settingFor } from '../smtpd';

/** Where mail lies: the format and the path from the user's home, `~/…`. */
interface Store {
  readonly format: 'maildir' | 'mbox';
  readonly path: string;
  readonly placed: PlacedSetting;
}

/** Something else delivers the mail of local users. */
const OTHERS = ['mailbox_command', 'mailbox_transport', 'mailbox_command_maps', 'mailbox_transport_maps'];

/** local(8) delivers to one place below the home directory, Dovecot reads another. */
export const homeMailbox = defineRule({
  id: 'home-mailbox',
  severity: 'warning',
  reads: ['main', 'dovecot'],
  messages: {
    elsewhere: {
      en: 'Postfix delivers to ~/{mailbox}, but Dovecot reads {location}: the mail is there, and nobody sees it',
      'zh-cn': 'Postfix 投递到 ~/{mailbox}，而 Dovecot 读取 {location}：邮件在那里，却没人看得到',
    },
    reads: { en: 'Where Dovecot reads', 'zh-cn': 'Dovecot 读取的位置' },
    follow: { en: 'Set home_mailbox = {mailbox}', 'zh-cn': '设置 home_mailbox = {mailbox}' },
  },
  check({ system, instance, report }) {
    const setting = settingFor(instance, 'home_mailbox');
    const mailbox = setting && knownValue(instance, setting);
    if (!system.dovecot || !setting || !mailbox || isDeliveredElsewhere(instance)) return;
    const store = storeOf(system.dovecot);
    if (!store || isSame(store, mailbox)) return;
    const meant = store.path.startsWith('~/')
      ? store.path.slice(2) + (store.format === 'maildir' ? '/' : '')
      : undefined;
    const { file, setting: location } = store.placed;
    report({
      at: valuePlace(setting),
      message: 'elsewhere',
      values: { mailbox, location: location.value },
      related: [{ at: { uri: file.uri, span: location.key.span }, message: 'reads' }],
      fixes:
        meant === undefined
          ? []
          : [
              {
                title: 'follow',
                values: { mailbox: meant },
                edits: () => [valueReplacement(setting, meant)],
              },
            ],
    });
  },
});

function isDeliveredElsewhere(instance: PostfixInstance): boolean {
  if (!/^local\b/.test(instance.effective('local_transport') ?? '')) return true;
  return OTHERS.some((name) => (instance.effective(name) ?? '') !== '');
}

/** A slash at the end makes it a Maildir (local(8)). */
function isSame({ format, path }: Store, mailbox: string): boolean {
  const own = mailbox.endsWith('/') ? 'maildir' : 'mbox';
  return format === own && path === `~/${mailbox.replace(/^\.\//, '').replace(/\/+$/, '')}`;
}

/** `mail_location` of 2.3, `mail_driver` and `mail_path` of 2.4; undefined for formats that local(8) does not write. */
function storeOf(dovecot: DovecotInstance): Store | undefined {
  const top = topSettings(dovecot);
  const location = top.get('mail_location');
  if (location) return fromLocation(location);
  const driver = top.get('mail_driver')?.setting.value;
  const path = top.get(driver === 'mbox' ? 'mail_inbox_path' : 'mail_path');
  if (!path || (driver !== 'maildir' && driver !== 'mbox')) return undefined;
  return { format: driver, path: fromHome(path.setting.value), placed: path };
}

/** `maildir:~/Maildir:INDEX=…`, `mbox:~/mail:INBOX=…`. */
function fromLocation(placed: PlacedSetting): Store | undefined {
  const [format = '', path = '', ...options] = placed.setting.value.split(':');
  const inbox = options.find((option) => option.startsWith('INBOX='))?.slice('INBOX='.length);
  if (format === 'maildir') return { format, path: fromHome(inbox ?? path), placed };
  return format === 'mbox' && inbox !== undefined ? { format, path: fromHome(inbox), placed } : undefined;
}

function fromHome(path: string): string {
  return path.replace(/^(%h|%\{home\}|\$HOME)\//, '~/').replace(/\/+$/, '');
}
