import type { Command, Option } from '../../../server/src/cli/options';
import type { Remote } from '../ssh/remote';
import type { CommandSession } from './session';

/** A command that goes to a server. `usage` begins with HOST; what stands in brackets may be left out. */
export interface ServerCommand extends Omit<Command, 'run'> {
  /** Resolves to the exit code. The directory is empty where none is given. */
  readonly go: (session: CommandSession, remote: Remote, directory: string) => Promise<number>;
}

/** Options of every command that goes to a server. */
export const SERVER_OPTIONS: Readonly<Record<string, Option>> = {
  'config-directory': {
    value: 'DIR',
    help: {
      en: "Only this Postfix instance: its directory on the server (the server's default, and Dovecot).",
      'zh-cn': '只处理此 Postfix 实例：其在服务器上的配置目录（默认为缺省实例以及 Dovecot）。',
    },
  },
  'state-directory': {
    value: 'DIR',
    help: {
      en: 'Where the server keeps deploys (/var/lib/mailwright).',
      'zh-cn': '服务器保存部署记录的目录（默认 /var/lib/mailwright）。',
    },
  },
  format: {
    value: 'text|json',
    choices: ['text', 'json'],
    help: { en: 'How to print the outcome (text).', 'zh-cn': '结果的输出格式（默认 text）。' },
  },
  verbose: {
    help: {
      en: 'Tell each command that is run on the server.',
      'zh-cn': '列出在服务器上执行的每条命令。',
    },
  },
};

export const OVERWRITE: Option = {
  help: {
    en: 'What was changed on the other side meanwhile is lost.',
    'zh-cn': '对方期间所做的修改将被覆盖。',
  },
};

export const CONFIRM_WITHIN: Option = {
  value: 'SECONDS',
  help: {
    en: 'How long the server waits for a new connection before it goes back (120).',
    'zh-cn': '服务器等待新连接确认的秒数，超时自动恢复（默认 120）。',
  },
};

export const TEST_MAIL: Option = {
  value: 'ADDRESS',
  help: {
    en: 'Send a message to this mailbox of the server, and go back if it does not arrive.',
    'zh-cn': '向服务器上的此邮箱发送测试邮件，未到达则自动恢复。',
  },
};

export const YES: Option = {
  help: { en: 'Do not ask, except against findings.', 'zh-cn': '不再询问（有严重发现时除外）。' },
};
