import { columnOf, type PasswdEntry, type PasswdText } from '../../dovecot/passwdFile';
import { entryRemoval, mayServe, passwdFiles, type UsedPasswdFile } from '../passwdFiles';
import { defineRule, type RuleContext } from '../rule';

type MessageId = 'nameless' | 'number' | 'account' | 'fields' | 'relative' | 'variable' | 'remove';

/** Lines of a passwd-file that Dovecot leaves out, or of which it makes something else than they say. */
export const dovecotPasswdLine = defineRule<MessageId>({
  id: 'dovecot-passwd-line',
  severity: 'error',
  reads: ['dovecot-passwd'],
  messages: {
    nameless: {
      en: 'There is no user before the colon: Dovecot passes over the line',
      'zh-cn': '冒号前没有用户名：Dovecot 会跳过这一行',
    },
    number: {
      en: '"{value}" cannot be the {column}: Dovecot leaves out {user}, who can neither log in nor get mail',
      'zh-cn': '“{value}”不能作为 {column}：Dovecot 会忽略用户 {user}，该用户既不能登录也收不到邮件',
    },
    account: {
      en: 'Where the server has no account "{value}", Dovecot leaves out {user}; a number is always there',
      'zh-cn': '如果服务器上没有账户“{value}”，Dovecot 会忽略用户 {user}；写数字则总是有效',
    },
    fields: {
      en: 'Nothing stands behind the password: the userdb that reads this file does not know {user}',
      'zh-cn': '密码后面没有内容：读取此文件的 userdb 不认识用户 {user}',
    },
    relative: {
      en: 'A home directory begins with a slash: Dovecot refuses "{value}", and {user} gets no mail',
      'zh-cn': '主目录必须以斜线开头：Dovecot 拒绝“{value}”，用户 {user} 收不到邮件',
    },
    variable: {
      en: 'Variables are not expanded here: the home directory is really called "{value}"',
      'zh-cn': '此处不展开变量：主目录的名字就是“{value}”',
    },
    remove: { en: 'Remove the line', 'zh-cn': '删除此行' },
  },
  check(context) {
    for (const used of passwdFiles(context.system)) {
      const { uri, tree } = used.file;
      for (const span of tree.nameless) {
        const edits = () => [entryRemoval(used.file, { span })];
        context.report({
          at: { uri, span },
          message: 'nameless',
          severity: 'warning',
          fixes: [{ title: 'remove', safe: true, edits }],
        });
      }
      if (!mayServe(used, 'userdb')) continue;
      for (const entry of tree.entries) checkUserdb(context, used, entry);
    }
  },
});

function checkUserdb(
  { report }: RuleContext<MessageId>,
  { file, uses }: UsedPasswdFile,
  entry: PasswdEntry,
): void {
  const { uri } = file;
  const user = entry.user.text;
  if (isWithoutFields(entry)) {
    // A file of a passdb alone may end there.
    if (uses.length > 0)
      report({
        at: { uri, span: entry.user.span },
        message: 'fields',
        severity: 'warning',
        values: { user },
      });
    return;
  }
  for (const column of ['uid', 'gid'] as const) {
    const found = columnOf(entry, column);
    if (!found || found.text === '') continue;
    const { text: value, span } = found;
    const at = { uri, span };
    if (isAccountName(value)) report({ at, message: 'account', severity: 'hint', values: { value, user } });
    else if (!isId(value)) report({ at, message: 'number', values: { value, column, user } });
  }
  const home = columnOf(entry, 'home');
  const problem = home && homeProblem(home);
  if (problem)
    report({
      at: { uri, span: home.span },
      message: problem,
      severity: 'warning',
      values: { value: home.text, user },
    });
}

/** "missing userdb info" of db-passwd-file.c. */
function isWithoutFields({ columns }: PasswdEntry): boolean {
  return columns.length <= 2 || (columns.length === 3 && columns[2]?.text === '');
}

/** Root is refused by its number 0; 2^32 - 1 stands for none. */
const TOO_LARGE = 2 ** 32 - 1;

function isId(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) > 0 && Number(text) < TOO_LARGE;
}

function isAccountName(text: string): boolean {
  return /^[A-Za-z_][\w.-]*\$?$/.test(text) && text !== 'root';
}

function homeProblem({ text }: PasswdText): 'variable' | 'relative' | undefined {
  if (/%(?:\{|[A-Za-z])/.test(text)) return 'variable';
  return text === '' || text.startsWith('/') ? undefined : 'relative';
}
