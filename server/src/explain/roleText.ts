import type { LookupRole } from '../postfix/tables/lookupKeys';
import type { Localized } from '../text/localized';

/** What a table of each role is for. */
export const ROLE_TEXTS: Readonly<Record<LookupRole, Localized>> = {
  'access-client': { en: 'access by client', 'zh-cn': '按客户端的访问控制' },
  'access-helo': { en: 'access by HELO name', 'zh-cn': '按 HELO 名称的访问控制' },
  'access-sender': { en: 'access by sender', 'zh-cn': '按发件人的访问控制' },
  'access-recipient': { en: 'access by recipient', 'zh-cn': '按收件人的访问控制' },
  'access-etrn': { en: 'access by ETRN domain', 'zh-cn': '按 ETRN 域名的访问控制' },
  canonical: { en: 'canonical addresses', 'zh-cn': '规范地址改写' },
  virtual: { en: 'virtual aliases', 'zh-cn': '虚拟别名' },
  aliases: { en: 'local aliases', 'zh-cn': '本地别名' },
  mailbox: { en: 'virtual mailboxes', 'zh-cn': '虚拟邮箱' },
  'local-recipients': { en: 'known recipients', 'zh-cn': '有效收件人' },
  relocated: { en: 'users who have moved', 'zh-cn': '已迁走的用户' },
  transport: { en: 'transports', 'zh-cn': '传输路由' },
  generic: { en: 'addresses in mail that leaves', 'zh-cn': '外发邮件的地址改写' },
  'sender-login': { en: 'who may use a sender address', 'zh-cn': '发件人地址的登录所有者' },
  'sender-dependent': { en: 'settings by sender', 'zh-cn': '按发件人的设置' },
  bcc: { en: 'blind copies', 'zh-cn': '自动密送' },
  'sasl-password': { en: 'passwords for other servers', 'zh-cn': '登录其他服务器的密码' },
  'tls-policy': { en: 'TLS by destination', 'zh-cn': '按目的地的 TLS 策略' },
  'domain-list': { en: 'list of domains', 'zh-cn': '域名列表' },
  'domain-class': { en: 'list of domains', 'zh-cn': '域名列表' },
  'address-list': { en: 'list of addresses', 'zh-cn': '地址列表' },
  exact: { en: 'lookup table', 'zh-cn': '查找表' },
};
