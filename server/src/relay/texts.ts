import type { Localized } from '../text/localized';
import type { ClientClass, RecipientClass, SenderClass } from './matrix';
import type { Dependency, Result, Verdict } from './verdict';

export const VERDICT_TEXTS: Readonly<Record<Verdict['kind'], Localized>> = {
  permit: { en: 'accepted', 'zh-cn': '接受' },
  reject: { en: 'rejected', 'zh-cn': '拒绝' },
  defer: { en: 'deferred', 'zh-cn': '暂缓' },
  depends: { en: 'depends', 'zh-cn': '视情况而定' },
};

export const RESULT_TEXTS: Readonly<Record<Result, Localized>> = {
  permit: { en: 'permits', 'zh-cn': '放行' },
  pass: { en: 'does not decide', 'zh-cn': '不作决定' },
  reject: { en: 'rejects', 'zh-cn': '拒绝' },
  defer: { en: 'defers', 'zh-cn': '暂缓' },
  pending: { en: 'decides at the end', 'zh-cn': '留待最后决定' },
  warned: { en: 'only warns', 'zh-cn': '仅警告' },
  discard: { en: 'discards the message', 'zh-cn': '丢弃邮件' },
};

export const CLIENT_TEXTS: Readonly<Record<ClientClass, Localized>> = {
  stranger: { en: 'stranger', 'zh-cn': '陌生客户端' },
  mynetworks: { en: 'client in mynetworks', 'zh-cn': 'mynetworks 中的客户端' },
  authenticated: { en: 'authenticated client', 'zh-cn': '已登录的客户端' },
  certificate: { en: 'client with a certificate', 'zh-cn': '带证书的客户端' },
};

export const SENDER_TEXTS: Readonly<Record<SenderClass, Localized>> = {
  own: { en: 'sender of this server', 'zh-cn': '本机发件人' },
  foreign: { en: 'foreign sender', 'zh-cn': '外部发件人' },
  null: { en: 'null sender', 'zh-cn': '空发件人' },
};

export const RECIPIENT_TEXTS: Readonly<Record<RecipientClass, Localized>> = {
  local: { en: 'local recipient', 'zh-cn': '本地收件人' },
  relay: { en: 'recipient in relay_domains', 'zh-cn': 'relay_domains 中的收件人' },
  foreign: { en: 'foreign recipient', 'zh-cn': '外部收件人' },
  routed: { en: 'routed recipient', 'zh-cn': '带路由的收件人' },
};

export const DEPENDENCY_TEXTS: Readonly<Record<Dependency['kind'], Localized>> = {
  dns: { en: 'DNS ({name})', 'zh-cn': ' DNS（{name}）' },
  table: { en: 'the table {name}', 'zh-cn': '查找表 {name}' },
  file: { en: 'the file {name}', 'zh-cn': '文件 {name}' },
  pattern: { en: 'a pattern of {name}', 'zh-cn': ' {name} 中的模式' },
  'policy-service': { en: 'the policy service {name}', 'zh-cn': '策略服务 {name}' },
  verification: { en: 'a probe of {name}', 'zh-cn': '对 {name} 的地址探测' },
  milter: { en: 'the Milter {name}', 'zh-cn': ' Milter {name}' },
  interfaces: { en: 'the network interfaces ({name})', 'zh-cn': '网络接口（{name}）' },
};
