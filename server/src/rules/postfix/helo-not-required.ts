import { restrictionLists } from '../../system/restrictionList';
import { defineRule } from '../rule';
import { addBehind, isOn, settingFor } from '../smtpd';
import { namePlace, valueReplacement } from '../settings';

/** Restrictions on the greeting do not see a client that sends none. */
export const heloNotRequired = defineRule({
  id: 'helo-not-required',
  severity: 'info',
  reads: ['main'],
  messages: {
    skipped: {
      en: 'A client that sends no HELO gets past these restrictions: smtpd_helo_required is no',
      'zh-cn': '不发送 HELO 的客户端可以绕过这些限制：smtpd_helo_required 为 no',
    },
    require: { en: 'Set smtpd_helo_required = yes', 'zh-cn': '设置 smtpd_helo_required = yes' },
  },
  check({ instance, report }) {
    if (isOn(instance, 'smtpd_helo_required')) return;
    const list = restrictionLists(instance).find(
      ({ setting }) => setting.name === 'smtpd_helo_restrictions' && !setting.service,
    );
    const rejects = list?.entries.some(
      ({ text, unreachable }) => !unreachable && /^(reject|check_)/i.test(text),
    );
    if (!list || !rejects) return;
    const required = settingFor(instance, 'smtpd_helo_required');
    const edits = (): ReturnType<typeof addBehind>[] => [
      required ? valueReplacement(required, 'yes') : addBehind(list.setting, 'smtpd_helo_required = yes'),
    ];
    report({ at: namePlace(list.setting), message: 'skipped', fixes: [{ title: 'require', edits }] });
  },
});
