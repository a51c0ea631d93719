import { COLUMNS, field, fieldText, type Column, type Service } from '../../postfix/masterCf';
import type { PostfixRelease } from '../../knowledge/postfixKnowledge';
import type { Localized } from '../../text/localized';
import { asciiOf } from '../../text/lookAlikes';
import { nearest } from '../../text/nearest';
import { defineRule } from '../rule';
import { columnPlace, completeServices, edit } from '../services';

const MESSAGES = {
  type: {
    en: 'The type "{value}" is none of inet, unix, unix-dgram, fifo, pass: Postfix does not start',
    'zh-cn': '类型“{value}”不是 inet、unix、unix-dgram、fifo、pass 之一：Postfix 无法启动',
  },
  flag: {
    en: 'The column {column} takes y, n or -, not "{value}": Postfix does not start',
    'zh-cn': '“{column}”列只能是 y、n 或 -，不能是“{value}”：Postfix 无法启动',
  },
  privateInet: {
    en: 'An inet service cannot be private: the column must say n, and - means y',
    'zh-cn': 'inet 服务不能是私有的：此列必须写 n，而 - 表示 y',
  },
  wakeup: {
    en: 'The wakeup time takes seconds, perhaps with a ? behind, or -, not "{value}": Postfix does not start',
    'zh-cn': '唤醒时间是秒数（后面可加 ?）或 -，不能是“{value}”：Postfix 无法启动',
  },
  limit: {
    en: 'The process limit takes a number or -, not "{value}": Postfix does not start',
    'zh-cn': '进程数上限是一个数字或 -，不能是“{value}”：Postfix 无法启动',
  },
  overflow: {
    en: '{value} is more than Postfix can count: it works with {wrapped}',
    'zh-cn': '{value} 超出了 Postfix 能表示的范围：实际按 {wrapped} 处理',
  },
  command: {
    en: 'The command has no default: name the program',
    'zh-cn': '命令列没有默认值：请写出程序名',
  },
  slash: {
    en: 'The name of a socket has no slash: master cannot make "{value}" and stops',
    'zh-cn': '套接字的名字里不能有斜杠：master 无法建立“{value}”，会退出',
  },
  daemonName: {
    en: '{command} works only as a service named {names}: it stops at its first use',
    'zh-cn': '{command} 只能以 {names} 为服务名：第一次使用时就会退出',
  },
  daemonType: {
    en: '{command} does not work with the type {value}, only with {types}',
    'zh-cn': '{command} 不支持类型 {value}，只支持 {types}',
  },
  replace: { en: 'Change it to {value}', 'zh-cn': '改为 {value}' },
} satisfies Record<string, Localized>;

type MessageId = keyof typeof MESSAGES;

interface Trouble {
  readonly message: MessageId;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly severity?: 'warning';
  /** What was probably meant. */
  readonly fix?: string;
}

/** What `postconf` or master refuses in the columns of a service; column 7 and 6 as master reads numbers. */
export const badColumnValue = defineRule({
  id: 'bad-column-value',
  severity: 'error',
  reads: ['master'],
  messages: MESSAGES,
  check({ instance, report }) {
    const { master } = instance;
    if (!master) return;
    for (const service of completeServices(master)) {
      if (fieldText(service, 'service').startsWith('-o')) continue;
      for (const column of COLUMNS) {
        const trouble = troubleOf(service, column, instance.release);
        if (!trouble) continue;
        const place = columnPlace(master, service, column);
        const { fix } = trouble;
        report({
          at: place,
          message: trouble.message,
          values: { value: fieldText(service, column), column: COLUMN_NAMES[column], ...trouble.values },
          ...(trouble.severity && { severity: trouble.severity }),
          fixes:
            fix === undefined
              ? []
              : [
                  {
                    title: 'replace',
                    values: { value: fix },
                    safe: true,
                    edits: () => [edit(master, place.span, fix)],
                  },
                ],
        });
      }
    }
  },
});

/** As the comment at the head of every master.cf names them. */
const COLUMN_NAMES: Readonly<Record<Column, string>> = {
  service: 'service',
  type: 'type',
  private: 'private',
  unprivileged: 'unpriv',
  chroot: 'chroot',
  wakeup: 'wakeup',
  process_limit: 'maxproc',
  command: 'command',
};

type Check = (value: string, service: Service, release: PostfixRelease) => Trouble | undefined;

const CHECKS: Readonly<Record<Column, Check>> = {
  service: checkName,
  type: checkType,
  private: (value, service) => checkFlag(value) ?? checkPrivate(value, service),
  unprivileged: checkFlag,
  chroot: checkFlag,
  wakeup: (value) => checkNumber(value, 'wakeup'),
  process_limit: (value) => checkNumber(value, 'limit'),
  command: (value) => (value === '-' ? { message: 'command' } : undefined),
};

/** Silent on a value that is right but for look-alike characters: `look-alike-character` has the finding and its fix. */
function troubleOf(service: Service, column: Column, release: PostfixRelease): Trouble | undefined {
  const value = field(service, column)?.text ?? '';
  const trouble = CHECKS[column](value, service, release);
  const ascii = asciiOf(value);
  if (!trouble || ascii === value) return trouble;
  return CHECKS[column](ascii, service, release);
}

function checkName(value: string, service: Service, release: PostfixRelease): Trouble | undefined {
  if (value.includes('/') && fieldText(service, 'type') !== 'inet') return { message: 'slash' };
  const command = fieldText(service, 'command');
  const names = release.daemon(command)?.names;
  if (!names || names.includes(value)) return undefined;
  return { message: 'daemonName', values: { command, names: names.join(', ') } };
}

const TYPES = ['inet', 'unix', 'unix-dgram', 'fifo', 'pass'];
const TYPE_MEANT: Readonly<Record<string, string>> = {
  tcp: 'inet',
  ipv4: 'inet',
  ip: 'inet',
  socket: 'unix',
};

function checkType(value: string, service: Service, release: PostfixRelease): Trouble | undefined {
  if (!TYPES.includes(value)) {
    const meant = TYPE_MEANT[value.toLowerCase()] ?? nearest(value, TYPES);
    return { message: 'type', ...(meant !== undefined && { fix: meant }) };
  }
  const command = fieldText(service, 'command');
  const types = release.daemon(command)?.types;
  if (!types || types.includes(value)) return undefined;
  const [only] = types;
  const fix = types.length === 1 && only !== undefined ? { fix: only } : {};
  return { message: 'daemonType', values: { command, types: types.join(', ') }, ...fix };
}

function checkFlag(value: string): Trouble | undefined {
  if (/^[yn-]$/.test(value)) return undefined;
  const meant = /^(y|yes|true|on|1)$/i.test(value)
    ? 'y'
    : /^(n|no|false|off|0)$/i.test(value)
      ? 'n'
      : undefined;
  return { message: 'flag', ...(meant !== undefined && { fix: meant }) };
}

function checkPrivate(value: string, service: Service): Trouble | undefined {
  if (value === 'n' || fieldText(service, 'type') !== 'inet') return undefined;
  return { message: 'privateInet', fix: 'n' };
}

const LARGEST_LONG = 2n ** 63n - 1n;

/** `postconf` wants digits (and one `?` in the wakeup column), master what atoi(3) makes no negative number of. */
function checkNumber(value: string, message: 'wakeup' | 'limit'): Trouble | undefined {
  if (value === '-') return undefined;
  const pattern = message === 'wakeup' ? /^(\d+)\??$/ : /^(\d+)$/;
  const digits = pattern.exec(value)?.[1];
  if (digits === undefined) {
    const number = /^\d+/.exec(value)?.[0];
    const meant =
      number === undefined ? '-' : message === 'wakeup' && value.endsWith('?') ? `${number}?` : number;
    return { message, fix: meant };
  }
  const exact = BigInt(digits);
  const wrapped = BigInt.asIntN(32, exact > LARGEST_LONG ? LARGEST_LONG : exact);
  if (wrapped === exact) return undefined;
  if (wrapped < 0n) return { message, fix: '-' };
  return { message: 'overflow', severity: 'warning', values: { wrapped: String(wrapped) } };
}
