import { fieldText } from '../../postfix/masterCf';
import type { PostfixInstance } from '../../system/postfixInstance';
import { defineRule } from '../rule';
import { completeServices, insertion, shippedRow } from '../services';

interface Need {
  /** Name in the shipped master.cf. */
  readonly shipped: string;
  /** Parameter that can give the service another name. */
  readonly parameter?: string;
  /** What must hold for Postfix to ask for it; always without one. */
  readonly when?: (instance: PostfixInstance) => boolean;
}

const setsTls = (instance: PostfixInstance): boolean =>
  ['smtpd_tls_security_level', 'smtp_tls_security_level'].some((name) => {
    const level = instance.entries.has(name) ? instance.effective(name) : undefined;
    return level !== undefined && level !== '' && level !== 'none';
  });

/** What the programs ask for while they handle any message, and what some settings make them ask for. */
const NEEDS: readonly Need[] = [
  { shipped: 'pickup', parameter: 'pickup_service_name' },
  { shipped: 'cleanup', parameter: 'cleanup_service_name' },
  { shipped: 'qmgr', parameter: 'queue_service_name' },
  { shipped: 'rewrite', parameter: 'rewrite_service_name' },
  { shipped: 'bounce', parameter: 'bounce_service_name' },
  { shipped: 'defer', parameter: 'defer_service_name' },
  { shipped: 'trace', parameter: 'trace_service_name' },
  { shipped: 'error', parameter: 'error_service_name' },
  { shipped: 'retry' },
  { shipped: 'tlsmgr', parameter: 'tlsmgr_service_name', when: setsTls },
  {
    shipped: 'postlog',
    parameter: 'postlog_service_name',
    when: (instance) => instance.entries.has('maillog_file') && instance.effective('maillog_file') !== '',
  },
];

/** "connect to private/rewrite: No such file or directory": mail waits for a program that master never starts. */
export const missingService = defineRule({
  id: 'missing-service',
  severity: 'warning',
  reads: ['master'],
  messages: {
    one: {
      en: 'Postfix asks for the service {names}, which is not in this file: mail will wait for it',
      'zh-cn': 'Postfix 要用到服务 {names}，但此文件中没有它：邮件会一直等待',
    },
    several: {
      en: 'Postfix asks for the services {names}, which are not in this file: mail will wait for them',
      'zh-cn': 'Postfix 要用到服务 {names}，但此文件中没有它们：邮件会一直等待',
    },
    add: { en: 'Add the shipped lines of: {names}', 'zh-cn': '添加随 Postfix 提供的服务行：{names}' },
  },
  check({ instance, report }) {
    const { master } = instance;
    if (!master) return;
    const services = completeServices(master);
    const names = new Set(
      services.filter((one) => fieldText(one, 'type') !== 'inet').map((one) => fieldText(one, 'service')),
    );
    const isThere = (need: Need): boolean => names.has(nameOf(need, instance));
    const at = services[0]?.fields[0]?.span;
    // A file without any of them is a fragment for others to include, or no file of a whole mail system.
    if (!at || !NEEDS.some((need) => need.when === undefined && isThere(need))) return;
    const asked = NEEDS.filter((need) => !isThere(need) && (need.when?.(instance) ?? true));
    if (asked.length === 0) return;
    const list = asked.map((need) => nameOf(need, instance)).join(', ');
    const { text } = master.tree;
    const rows = asked.map((need) => shippedRow(instance, need.shipped, nameOf(need, instance))).join('');
    report({
      at: { uri: master.uri, span: at },
      message: asked.length === 1 ? 'one' : 'several',
      values: { names: list },
      fixes: [
        {
          title: 'add',
          values: { names: list },
          edits: () => [insertion(master, text.length, text.endsWith('\n') ? rows : `\n${rows}`)],
        },
      ],
    });
  },
});

function nameOf({ shipped, parameter }: Need, instance: PostfixInstance): string {
  return (parameter === undefined ? undefined : instance.effective(parameter)) ?? shipped;
}
