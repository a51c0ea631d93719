import { fieldText, type Service } from '../../postfix/masterCf';
import { listenerOf } from '../../system/listener';
import type { PostfixInstance } from '../../system/postfixInstance';
import { defineRule, type Place } from '../rule';
import { columnPlace } from '../services';
import { valuePlace } from '../settings';
import { isLoopbackOnly, settingFor } from '../smtpd';

/** Ports that only serve others. */
const FOR_OTHERS = [465, 587];
const HOSTED = ['virtual_mailbox_domains', 'virtual_alias_domains'];

/** `inet_interfaces` keeps a server to itself that is set up to serve others. */
export const loopbackOnly = defineRule({
  id: 'loopback-only',
  severity: 'warning',
  reads: ['main'],
  messages: {
    closed: {
      en: 'Postfix listens to this machine only, so that nobody reaches {what}',
      'zh-cn': 'Postfix 只监听本机，外界无法访问 {what}',
    },
    served: { en: 'Meant for others', 'zh-cn': '本应对外提供' },
  },
  check({ instance, report }) {
    const setting = settingFor(instance, 'inet_interfaces');
    if (!setting || !isLoopbackOnly(instance)) return;
    const served = servedToOthers(instance);
    if (!served) return;
    report({
      at: valuePlace(setting),
      message: 'closed',
      values: { what: served.what },
      related: [{ at: served.at, message: 'served' }],
    });
  },
});

interface Served {
  readonly what: string;
  readonly at: Place;
}

function servedToOthers(instance: PostfixInstance): Served | undefined {
  const { master } = instance;
  const service = instance.services.find((one) => isForOthers(instance, one));
  if (service && master) {
    return { what: fieldText(service, 'service'), at: columnPlace(master, service, 'service') };
  }
  const hosted = HOSTED.flatMap((name) => settingFor(instance, name) ?? []).find(
    ({ value }) => value.text !== '',
  );
  return hosted && { what: hosted.name, at: valuePlace(hosted) };
}

function isForOthers(instance: PostfixInstance, service: Service): boolean {
  const isPostscreen = fieldText(service, 'command') === 'postscreen';
  const listener = listenerOf(service, instance);
  if (isPostscreen) return !fieldText(service, 'service').includes(':');
  return listener?.host === undefined && FOR_OTHERS.includes(listener?.port ?? 0);
}
