import { saslOption, type SaslConf } from '../../sasl/saslConf';
import type { SaslFile } from '../../system/files';
import { defineRule, type RuleContext } from '../rule';

type MessageId = 'unchecked' | 'all' | 'commas' | 'set' | 'add' | 'blanks';

/** What a client shows the password itself for; saslauthd can check nothing else. */
const PLAINTEXT: ReadonlySet<string> = new Set(['plain', 'login']);
/** Need no password at all. */
const WITHOUT_PASSWORD: ReadonlySet<string> = new Set(['external', 'gssapi', 'gs2-krb5', 'gss-spnego']);
const VALUE = 'plain login';

/** Mechanisms that smtpd offers, and whoever checks the password cannot serve. */
export const saslMechanisms = defineRule<MessageId>({
  id: 'sasl-mechanisms',
  severity: 'warning',
  reads: ['sasl'],
  messages: {
    unchecked: {
      en: 'saslauthd can check passwords of PLAIN and LOGIN only: clients that choose {name} fail with the right password',
      'zh-cn': 'saslauthd 只能校验 PLAIN 和 LOGIN 的密码：客户端若选用 {name}，密码正确也会登录失败',
    },
    all: {
      en: 'Without mech_list every installed mechanism is offered, and saslauthd can check passwords of PLAIN and LOGIN only',
      'zh-cn': '没有 mech_list 时会提供所有已安装的机制，而 saslauthd 只能校验 PLAIN 和 LOGIN 的密码',
    },
    commas: {
      en: 'Blanks separate mechanisms; no mechanism is called "{name}"',
      'zh-cn': '机制之间用空格分隔；没有名为“{name}”的机制',
    },
    set: { en: 'Set mech_list: {value}', 'zh-cn': '设置 mech_list: {value}' },
    add: { en: 'Add mech_list: {value}', 'zh-cn': '添加 mech_list: {value}' },
    blanks: { en: 'Separate them by blanks', 'zh-cn': '改用空格分隔' },
  },
  check(context) {
    for (const file of context.system.files) if (file.kind === 'sasl') checkFile(context, file);
  },
});

function asksSaslauthd(conf: SaslConf): boolean {
  const method = saslOption(conf, 'pwcheck_method')?.value.toLowerCase().split(/\s+/) ?? [];
  return method.length === 1 && method[0] === 'saslauthd';
}

function checkFile(context: RuleContext<MessageId>, file: SaslFile): void {
  const { tree, uri } = file;
  const { report } = context;
  const list = saslOption(tree, 'mech_list');
  if (!list) {
    const method = saslOption(tree, 'pwcheck_method');
    if (!method || !asksSaslauthd(tree)) return;
    const line = tree.lines.endOf(tree.lines.indexAt(method.valueSpan.start));
    const edits = () => [{ uri, span: { start: line, end: line }, text: `\nmech_list: ${VALUE}` }];
    const fixes = [{ title: 'add' as const, values: { value: VALUE }, edits }];
    report({ at: { uri, span: method.valueSpan }, message: 'all', fixes });
    return;
  }
  for (const match of list.value.matchAll(/\S+/g)) {
    const [name] = match;
    const start = list.valueSpan.start + match.index;
    const at = { uri, span: { start, end: start + name.length } };
    if (name.includes(',')) {
      const text = name.split(',').filter(Boolean).join(' ');
      const fixes = [{ title: 'blanks' as const, edits: () => [{ ...at, text }] }];
      report({ at, message: 'commas', values: { name }, fixes });
    } else if (asksSaslauthd(tree) && needsMore(name)) {
      const edits = () => [{ uri, span: list.valueSpan, text: VALUE }];
      const fixes = [{ title: 'set' as const, values: { value: VALUE }, edits }];
      report({ at, message: 'unchecked', values: { name }, fixes });
    }
  }
}

function needsMore(mechanism: string): boolean {
  const name = mechanism.toLowerCase();
  return !PLAINTEXT.has(name) && !WITHOUT_PASSWORD.has(name);
}
