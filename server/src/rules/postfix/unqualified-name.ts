import { knownValue, settingsOf } from '../../system/settings';
import { defineRule } from '../rule';
import { valuePlace } from '../settings';

type MessageId = 'myhostname' | 'mydomain' | 'myorigin' | 'local';

const NAMES: ReadonlySet<string> = new Set(['myhostname', 'mydomain', 'myorigin']);

/** Left in a template for a script to fill in. */
const PLACEHOLDER = /[%{}<>@]|__|^[A-Z][A-Z\d_]*$/;

/** Names by which the server calls itself in mail to others: they have to exist for everybody. */
export const unqualifiedName = defineRule<MessageId>({
  id: 'unqualified-name',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    myhostname: {
      en: '{value} is not a full host name: other servers refuse a greeting such as "EHLO {value}"',
      'zh-cn': '{value} 不是完整的主机名：许多服务器会拒绝“EHLO {value}”这样的问候',
    },
    mydomain: {
      en: '{value} is not a domain of the internet: addresses that end in it exist for nobody else',
      'zh-cn': '{value} 不是互联网上的域名：以它结尾的地址对别人来说并不存在',
    },
    myorigin: {
      en: 'Mail that is written on this machine comes from user@{value}, which nobody can answer and many refuse',
      'zh-cn': '本机发出的邮件，发件人会是 user@{value}：别人无法回复，许多服务器也会拒收',
    },
    local: {
      en: '{value} is a name that every machine has for itself: other servers refuse it',
      'zh-cn': '{value} 是每台机器对自己的称呼：其他服务器会拒绝它',
    },
  },
  check({ instance, report }) {
    for (const setting of settingsOf(instance)) {
      // A service that calls itself otherwise has its reasons.
      if (!NAMES.has(setting.name) || setting.service) continue;
      const value = knownValue(instance, setting) ?? '';
      // A value that begins with a slash is the name of a file, on Debian.
      if (value === '' || value.startsWith('/') || /[\s,]/.test(value)) continue;
      const isLocal = /(^|\.)(localhost|localdomain)$/i.test(value);
      if (!isLocal && value.includes('.')) continue;
      if (PLACEHOLDER.test(value)) continue;
      // What comes from another of the three is told there.
      if (setting.value.text.includes('$')) continue;
      const message = isLocal && setting.name !== 'myorigin' ? 'local' : (setting.name as MessageId);
      report({ at: valuePlace(setting), message, values: { value } });
    }
  },
});
