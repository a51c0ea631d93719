import { fieldText } from '../../postfix/masterCf';
import { parseInteger } from '../../postfix/values';
import type { PostfixInstance } from '../../system/postfixInstance';
import { settingsOf, type Setting } from '../../system/settings';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';
import { namePlace, replacement, valueReplacement } from '../settings';

/** A delivery agent with the limit of its mailboxes, and the transport and domains by which mail comes its way. */
const AGENTS = [
  {
    program: 'local',
    limit: 'mailbox_size_limit',
    transport: 'local_transport',
    domains: ['mydestination'],
  },
  {
    program: 'virtual',
    limit: 'virtual_mailbox_limit',
    transport: 'virtual_transport',
    domains: ['virtual_mailbox_domains', 'virtual_mailbox_maps'],
  },
] as const;

type Agent = (typeof AGENTS)[number];

/** local(8) and virtual(8) do not start when a message may be larger than the mailbox that it goes to. */
export const mailboxBelowMessage = defineRule({
  id: 'mailbox-below-message',
  severity: 'error',
  reads: ['main'],
  messages: {
    smaller: {
      en: '{limit} is {mailbox}, less than message_size_limit with {message}: {program} does not start, and mail waits',
      'zh-cn':
        '{limit}（{mailbox}）小于 message_size_limit（{message}）：{program} 无法启动，邮件会积压在队列里',
    },
    unlimited: {
      en: '{limit} is {mailbox} while message_size_limit sets no limit: {program} does not start, and mail waits',
      'zh-cn': 'message_size_limit 不设上限，而 {limit} 为 {mailbox}：{program} 无法启动，邮件会积压在队列里',
    },
    lift: { en: 'Set {limit} = 0: no limit', 'zh-cn': '设置 {limit} = 0，不设上限' },
  },
  check({ instance, report }) {
    for (const agent of AGENTS) {
      const { limit, program } = agent;
      const setting = settingToBlame(instance, limit);
      const mailbox = numberOf(instance, limit);
      const message = numberOf(instance, 'message_size_limit');
      if (!setting || !isUsed(instance, agent) || mailbox === undefined || message === undefined) continue;
      if (mailbox <= 0 || (message > 0 && message <= mailbox)) continue;
      const isOwn = setting.name === limit;
      report({
        at: namePlace(setting),
        message: message === 0 ? 'unlimited' : 'smaller',
        values: { limit, program, mailbox, message },
        fixes: [
          {
            title: 'lift',
            values: { limit },
            edits: () => [
              isOwn
                ? valueReplacement(setting, '0')
                : replacement(setting, lineStart(setting), `${limit} = 0\n`),
            ],
          },
        ],
      });
    }
  },
});

/** The entry of main.cf that makes the two limits collide; undefined when neither is set. */
function settingToBlame(instance: PostfixInstance, limit: string): Setting | undefined {
  const inMain = settingsOf(instance).filter(({ file }) => file.kind === 'main');
  return (
    inMain.find(({ name }) => name === limit) ?? inMain.find(({ name }) => name === 'message_size_limit')
  );
}

function lineStart({ line: { start } }: Setting): Span {
  return { start, end: start };
}

function numberOf(instance: PostfixInstance, name: string): number | undefined {
  return parseInteger(instance.effective(name) ?? '');
}

/** A transport without master.cf is what its name says; a service with a limit of its own is left alone. */
function isUsed(instance: PostfixInstance, { program, limit, transport, domains }: Agent): boolean {
  if (domains.every((name) => (instance.effective(name) ?? '') === '')) return false;
  const name = (instance.effective(transport) ?? '').replace(/:.*$/s, '');
  if (!instance.master) return name === program;
  return instance.services.some(
    (service) =>
      fieldText(service, 'service') === name &&
      fieldText(service, 'command') === program &&
      !service.overrides.some((override) => override.name === limit),
  );
}
