import { flagsOf, type SaslauthdFlag } from '../../sasl/flags';
import { saslauthdSetting, type SaslauthdSetting } from '../../sasl/saslauthdDefaults';
import type { SaslauthdFile } from '../../system/files';
import { saslauthdFiles } from '../../system/saslFiles';
import { defineRule, type RuleContext } from '../rule';

type MessageId =
  | 'unknown'
  | 'argument'
  | 'relative'
  | 'foreground'
  | 'directory'
  | 'mux'
  | 'blanks'
  | 'unclosed'
  | 'stopped'
  | 'join'
  | 'addDirectory'
  | 'withoutMux'
  | 'start';
type Context = RuleContext<MessageId>;

/** What saslauthd is started with, and what keeps it from starting. */
export const saslauthdArguments = defineRule<MessageId>({
  id: 'saslauthd-arguments',
  severity: 'warning',
  reads: ['saslauthd'],
  messages: {
    unknown: {
      en: 'saslauthd has no option {name}, and does not start',
      'zh-cn': 'saslauthd 没有选项 {name}，无法启动',
    },
    argument: {
      en: '{name} takes an argument, and saslauthd does not start without it',
      'zh-cn': '{name} 需要一个参数，没有参数 saslauthd 无法启动',
    },
    relative: {
      en: '-m takes an absolute directory: saslauthd does not start with this one',
      'zh-cn': '-m 需要绝对路径的目录：这样写 saslauthd 无法启动',
    },
    mux: {
      en: '-m names the directory of the socket, to which saslauthd adds /mux itself',
      'zh-cn': '-m 是套接字所在的目录，/mux 由 saslauthd 自己加上',
    },
    foreground: {
      en: '-d keeps saslauthd in the foreground: an init script waits for it for ever',
      'zh-cn': '-d 让 saslauthd 停留在前台：init 脚本会一直等待',
    },
    directory: {
      en: 'Without -m the init script of Debian (up to 12) does not start saslauthd',
      'zh-cn': '没有 -m 时，Debian（12 及以前）的 init 脚本不会启动 saslauthd',
    },
    blanks: {
      en: 'A shell takes {name} for a command here: no blanks around the equals sign',
      'zh-cn': 'shell 会把此处的 {name} 当作命令：等号两边不能有空格',
    },
    unclosed: {
      en: 'Nothing closes this quote: a shell refuses the file',
      'zh-cn': '此引号没有结束：shell 会拒绝整个文件',
    },
    stopped: {
      en: 'smtpd asks saslauthd, which the init script of Debian (up to 12) starts with START=yes only',
      'zh-cn': 'smtpd 要向 saslauthd 校验密码，而 Debian（12 及以前）的 init 脚本只在 START=yes 时启动它',
    },
    join: { en: 'Remove the blanks', 'zh-cn': '去掉空格' },
    addDirectory: { en: 'Add -m {path}', 'zh-cn': '添加 -m {path}' },
    withoutMux: { en: 'Name the directory alone', 'zh-cn': '只写目录' },
    start: { en: 'Set START=yes', 'zh-cn': '设置 START=yes' },
  },
  check(context) {
    for (const file of saslauthdFiles(context.system)) {
      const at = (span: SaslauthdSetting['nameSpan']) => ({ uri: file.uri, span });
      for (const span of file.tree.unclosed) context.report({ at: at(span), message: 'unclosed' });
      for (const setting of file.tree.settings) checkBlanks(context, file, setting);
      for (const flag of flagsOf(file.tree)) checkFlag(context, file, flag);
      if (isDebian(file)) checkDebian(context, file);
    }
  },
});

function isDebian({ uri }: SaslauthdFile): boolean {
  return uri.includes('/default/');
}

function checkBlanks(
  { report }: Context,
  { uri }: SaslauthdFile,
  { name, nameSpan, blanks }: SaslauthdSetting,
) {
  if (blanks.length === 0) return;
  const edits = () => blanks.map((span) => ({ uri, span, text: '' }));
  report({
    at: { uri, span: nameSpan },
    message: 'blanks',
    values: { name },
    fixes: [{ title: 'join', safe: true, edits }],
  });
}

function checkFlag({ report }: Context, { uri }: SaslauthdFile, flag: SaslauthdFlag): void {
  const { name, word, argument, problem } = flag;
  const at = { uri, span: argument?.span ?? word.span };
  // A shell fills in variables before saslauthd sees its arguments.
  if (word.text.includes('$') || argument?.text.includes('$')) return;
  if (problem) {
    report({ at, message: problem === 'unknown' ? 'unknown' : 'argument', values: { name } });
    return;
  }
  if (name === '-d') report({ at, message: 'foreground' });
  if (name !== '-m' || !argument) return;
  if (!argument.text.startsWith('/')) report({ at, message: 'relative' });
  else if (argument.text.endsWith('/mux')) {
    const edits = () => [{ ...at, text: argument.text.slice(0, -'/mux'.length) }];
    report({ at, message: 'mux', fixes: [{ title: 'withoutMux', edits }] });
  }
}

const USUAL = '/var/run/saslauthd';

function checkDebian(context: Context, file: SaslauthdFile): void {
  const { uri, tree } = file;
  const options = saslauthdSetting(tree, 'OPTIONS');
  const isVariable = options?.value.includes('$') ?? false;
  if (options && options.value.trim() !== '' && !isVariable && !hasDirectory(file)) {
    const { valueSpan, value } = options;
    const edits = () => [{ uri, span: valueSpan, text: `${value.trimEnd()} -m ${USUAL}` }];
    const fixes = [{ title: 'addDirectory' as const, values: { path: USUAL }, edits }];
    context.report({ at: { uri, span: valueSpan }, message: 'directory', fixes });
  }
  const start = saslauthdSetting(tree, 'START');
  if (!start || start.value === 'yes' || !isAsked(context)) return;
  const at = { uri, span: start.valueSpan };
  context.report({
    at,
    message: 'stopped',
    fixes: [{ title: 'start', edits: () => [{ ...at, text: 'yes' }] }],
  });
}

function hasDirectory({ tree }: SaslauthdFile): boolean {
  return flagsOf(tree).some(({ name }) => name === '-m');
}

function isAsked({ system }: Context): boolean {
  const { sasl } = system;
  return (
    sasl?.tree.options.some(
      ({ name, value }) => name === 'pwcheck_method' && /(^|\s)saslauthd(\s|$)/i.test(value),
    ) === true
  );
}
