import { parseEndpoint } from '../../postfix/endpoint';
import { fieldText, type Service } from '../../postfix/masterCf';
import { portNumber } from '../../system/ports';
import type { PostfixInstance } from '../../system/postfixInstance';
import { defineRule, type RuleContext } from '../rule';
import { columnPlace, completeServices, insertion, shippedRow } from '../services';

type MessageId = 'clients' | 'absent' | 'add';

/** Ports of mail clients: they do not wait, and come from addresses that lists of spam sources name. */
const CLIENT_PORTS = [465, 587];

interface Need {
  readonly parameter: string;
  /** Name and type of the row in the shipped master.cf. */
  readonly shipped: string;
  readonly type: string;
  readonly when: (instance: PostfixInstance, service: Service) => boolean;
}

const isSet = (instance: PostfixInstance, name: string, service: Service): boolean =>
  !['', 'none'].includes(instance.effective(name, service)?.toLowerCase() ?? '');

/** Services that postscreen(8) hands its work to. */
const NEEDS: readonly Need[] = [
  { parameter: 'smtpd_service_name', shipped: 'smtpd', type: 'pass', when: () => true },
  {
    parameter: 'dnsblog_service_name',
    shipped: 'dnsblog',
    type: 'unix',
    when: (instance, service) => isSet(instance, 'postscreen_dnsbl_sites', service),
  },
  {
    parameter: 'tlsproxy_service_name',
    shipped: 'tlsproxy',
    type: 'unix',
    when: (instance, service) => isSet(instance, 'postscreen_tls_security_level', service),
  },
];

/** postscreen(8) guards port 25 alone, and works with other services. */
export const postscreenService = defineRule<MessageId>({
  id: 'postscreen-service',
  severity: 'warning',
  reads: ['master'],
  messages: {
    clients: {
      en: 'postscreen is for port 25: on port {port} it turns mail clients away, and nobody can log in',
      'zh-cn': 'postscreen 只用于 25 端口：放在 {port} 端口上会把邮件客户端拒之门外，也无法登录',
    },
    absent: {
      en: 'postscreen hands over to the service {name}, which is not in this file',
      'zh-cn': 'postscreen 要把连接交给服务 {name}，但此文件中没有它',
    },
    add: { en: 'Add the shipped line of {name}', 'zh-cn': '添加随 Postfix 提供的 {name} 服务行' },
  },
  check(context) {
    const { master } = context.instance;
    if (!master) return;
    for (const service of completeServices(master)) {
      if (fieldText(service, 'command') !== 'postscreen') continue;
      checkPort(context, service);
      for (const need of NEEDS) checkNeed(context, service, need);
    }
  },
});

function checkPort({ instance, report }: RuleContext<MessageId>, service: Service): void {
  const endpoint = parseEndpoint(fieldText(service, 'service'));
  const { master } = instance;
  if (!master || typeof endpoint === 'string') return;
  const number = portNumber(instance, endpoint.port);
  if (number === undefined || !CLIENT_PORTS.includes(number)) return;
  report({
    at: columnPlace(master, service, 'command'),
    message: 'clients',
    values: { port: endpoint.port },
  });
}

function checkNeed({ instance, report }: RuleContext<MessageId>, service: Service, need: Need): void {
  const { master } = instance;
  const name = instance.effective(need.parameter, service) ?? need.shipped;
  if (!master || !need.when(instance, service)) return;
  const isThere = completeServices(master).some(
    (other) => fieldText(other, 'service') === name && fieldText(other, 'type') === need.type,
  );
  if (isThere) return;
  const row = shippedRow(instance, need.shipped, name);
  const { text } = master.tree;
  const edits = (): ReturnType<typeof insertion>[] => [
    insertion(master, text.length, text.endsWith('\n') ? row : `\n${row}`),
  ];
  report({
    at: columnPlace(master, service, 'command'),
    message: 'absent',
    values: { name },
    fixes: [{ title: 'add', values: { name }, edits }],
  });
}
