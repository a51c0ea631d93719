import type { PostfixInstance } from '../../system/postfixInstance';
import { itemsOf } from '../../system/settings';
import { defineRule, type RuleContext } from '../rule';
import { entryPlace, isLoopbackOnly, isOn, settingFor } from '../smtpd';
import { removal, valueReplacement } from '../settings';

type MessageId = 'noUsers' | 'off' | 'relayed' | 'remove' | 'on';
type Context = RuleContext<MessageId>;

/** Mail for users that do not exist is taken first and sent back later, to senders that are mostly forged. */
export const backscatter = defineRule<MessageId>({
  id: 'backscatter',
  severity: 'warning',
  reads: ['main'],
  messages: {
    noUsers: {
      en: 'With local_recipient_maps empty, smtpd takes mail for any name at your domains and bounces it later, to forged senders',
      'zh-cn':
        'local_recipient_maps 为空时，smtpd 会接收发给本机域中任何用户名的邮件，之后再退信给伪造的发件人',
    },
    off: {
      en: 'smtpd takes mail for users that do not exist and bounces it later, to forged senders',
      'zh-cn': 'smtpd 会接收发给不存在用户的邮件，之后再退信给伪造的发件人',
    },
    relayed: {
      en: 'relay_recipient_maps does not say who exists in these domains: mail for anyone is taken, and bounced when the next server refuses it',
      'zh-cn':
        'relay_recipient_maps 没有说明这些域中有哪些用户：发给任何人的邮件都会被接收，下一台服务器拒收时再退信',
    },
    remove: { en: 'Remove this setting', 'zh-cn': '删除此项设置' },
    on: {
      en: 'Set smtpd_reject_unlisted_recipient = yes',
      'zh-cn': '设置 smtpd_reject_unlisted_recipient = yes',
    },
  },
  check(context) {
    const { instance } = context;
    if (isLoopbackOnly(instance)) return;
    checkLocal(context);
    checkUnlisted(context);
    checkRelayed(context);
  },
});

/** A `luser_relay` takes what is for nobody; a transport that only refuses does as well. */
function checkLocal({ instance, report }: Context): void {
  const setting = settingFor(instance, 'local_recipient_maps');
  if (setting?.value.text !== '' || text(instance, 'mydestination') === '') return;
  if (
    text(instance, 'luser_relay') !== '' ||
    /^(error|retry|discard)\b/.test(text(instance, 'local_transport'))
  )
    return;
  if (verifies(instance)) return;
  report({
    at: entryPlace(setting),
    message: 'noUsers',
    fixes: [{ title: 'remove', edits: () => [removal(setting)] }],
  });
}

function checkUnlisted({ instance, report }: Context): void {
  const setting = settingFor(instance, 'smtpd_reject_unlisted_recipient');
  if (!setting || isOn(instance, 'smtpd_reject_unlisted_recipient') || verifies(instance)) return;
  report({
    at: entryPlace(setting),
    message: 'off',
    fixes: [{ title: 'on', edits: () => [valueReplacement(setting, 'yes')] }],
  });
}

function checkRelayed({ instance, report }: Context): void {
  const setting = settingFor(instance, 'relay_domains');
  if (!setting || text(instance, 'relay_recipient_maps') !== '' || verifies(instance)) return;
  const local = new Set(
    text(instance, 'mydestination')
      .toLowerCase()
      .split(/[\s,]+/),
  );
  const foreign = itemsOf(instance, setting).filter(
    ({ text: domain }) => domain !== undefined && !local.has(domain.toLowerCase()),
  );
  if (foreign.length > 0) report({ at: entryPlace(setting), message: 'relayed', severity: 'info' });
}

const LISTS = ['client', 'helo', 'sender', 'relay', 'recipient'].map(
  (stage) => `smtpd_${stage}_restrictions`,
);

/** Another restriction asks who exists: the next server, a policy server, or the tables after all. */
function verifies(instance: PostfixInstance): boolean {
  const names = [...LISTS, ...instance.restrictionClasses];
  return names.some((name) =>
    /\b(reject_unverified_recipient|reject_unlisted_recipient|check_recipient_maps|check_policy_service)\b/i.test(
      text(instance, name),
    ),
  );
}

function text(instance: PostfixInstance, name: string): string {
  return instance.effective(name) ?? '';
}
