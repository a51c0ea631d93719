import type { Given } from '../../system/dovecot/given';
import { givenValues } from '../../system/dovecot/given';
import { valueOf } from '../dovecotValues';
import { defineRule } from '../rule';

/** Services that believe whoever reaches them, or that hand out everything for one password. */
const TRUSTING: Readonly<Record<string, 'doveadm' | 'lmtp'>> = { doveadm: 'doveadm', lmtp: 'lmtp' };

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/;

/** doveadm and LMTP on a port of the network. */
export const dovecotOpenDoveadm = defineRule({
  id: 'dovecot-open-doveadm',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    doveadm: {
      en: 'doveadm listens on the network at port {port}: whoever has its password reads and removes all mail',
      'zh-cn': 'doveadm 在网络端口 {port} 上监听：掌握其密码的人可以读取和删除所有邮件',
    },
    lmtp: {
      en: 'LMTP listens on the network at port {port}, and takes mail from whoever reaches it, past every check of Postfix',
      'zh-cn': 'LMTP 在网络端口 {port} 上监听：任何能连接的人都可绕过 Postfix 的所有检查投递邮件',
    },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    const all = givenValues(dovecot);
    const everywhere = addressesOf(all.find(({ name, blocks }) => name === 'listen' && blocks.length === 0));
    for (const given of all) {
      const { value, name, blocks } = given;
      const message = TRUSTING[blocks.find(({ type }) => type === 'service')?.label ?? ''];
      const isPort = /^(?:inet_listener_)?port$/.test(name) && blocks.at(-1)?.type === 'inet_listener';
      if (!message || !isPort || !value.assignment || !/[1-9]/.test(value.text)) continue;
      const own = all.find(
        (other) =>
          /^(?:inet_listener_)?(?:address|listen)$/.test(other.name) && other.blocks.at(-1) === blocks.at(-1),
      );
      const addresses = addressesOf(own) ?? everywhere ?? ['*'];
      if (addresses.every((address) => LOOPBACK.test(address))) continue;
      report({ at: valueOf(value.assignment), message, values: { port: value.text } });
    }
  },
});

function addressesOf(given: Given | undefined): string[] | undefined {
  return given?.value.text.split(/[\s,]+/).filter(Boolean);
}
