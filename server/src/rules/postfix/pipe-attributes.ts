import type { DaemonFact } from '../../knowledge/types';
import { referencedNames } from '../../postfix/expansion';
import { fieldText, type Service } from '../../postfix/masterCf';
import { templateOf } from '../../postfix/parseTemplate';
import type { MasterFile } from '../../system/files';
import type { PostfixInstance } from '../../system/postfixInstance';
import type { Localized } from '../../text/localized';
import { nearest } from '../../text/nearest';
import type { Span } from '../../text/span';
import { readAttributes, type Attribute, type Attributes } from '../attributes';
import { defineRule } from '../rule';
import { columnPlace, completeServices, edit, shorten } from '../services';

const MESSAGES = {
  unknown: {
    en: '{command} knows no attribute "{word}": it stops at its first use',
    'zh-cn': '{command} 没有“{word}”这个属性：第一次使用时就会退出',
  },
  lateOption: {
    en: 'Options come before the attributes: {command} takes "{word}" for an attribute and stops',
    'zh-cn': '选项要写在属性前面：{command} 会把“{word}”当作属性而退出',
  },
  missing: {
    en: '{command} needs {name}=: without it every delivery fails',
    'zh-cn': '{command} 需要 {name}=：缺了它，每次投递都会失败',
  },
  behindArgv: {
    en: '{name}= stands behind argv= and so belongs to the command: put it before',
    'zh-cn': '{name}= 写在 argv= 后面，成了命令的参数：应写在前面',
  },
  flag: {
    en: '{command} knows no flag "{word}", only {letters}: it stops at its first use',
    'zh-cn': '{command} 没有标志“{word}”，只有 {letters}：第一次使用时就会退出',
  },
  size: {
    en: 'The size is a number of bytes, not "{word}": {command} stops at its first use',
    'zh-cn': 'size 是字节数，不能是“{word}”：{command} 第一次使用时就会退出',
  },
  user: {
    en: '{command} refuses to run a command as {word}: it stops at its first use',
    'zh-cn': '{command} 拒绝以 {word} 的身份运行命令：第一次使用时就会退出',
  },
  noUser: {
    en: 'No user is named: {command} stops at its first use',
    'zh-cn': '没有写用户名：{command} 第一次使用时就会退出',
  },
  macro: {
    en: '{command} knows no ${word} in a command: mail for {service} waits in the queue',
    'zh-cn': '{command} 的命令中没有 ${word} 这个宏：交给 {service} 的邮件会滞留在队列中',
  },
  recipientLimit: {
    en: 'With the flag {word} a message for several recipients is deferred unless {parameter} is 1 (here {limit})',
    'zh-cn': '使用标志 {word} 时，除非 {parameter} 为 1（此处为 {limit}），多收件人的邮件会被延迟',
  },
  replace: { en: 'Change it to {text}', 'zh-cn': '改为 {text}' },
  remove: { en: 'Remove the flag', 'zh-cn': '删除这个标志' },
  setLimit: { en: 'Set {parameter} = 1 in main.cf', 'zh-cn': '在 main.cf 中设置 {parameter} = 1' },
} satisfies Record<string, Localized>;

interface Trouble {
  readonly message: keyof typeof MESSAGES;
  readonly span: Span;
  readonly values?: Readonly<Record<string, string>>;
  readonly severity?: 'warning' | 'hint';
  readonly fix?: Fix;
}

type Fix = { readonly replace: string } | { readonly remove: Span } | { readonly setLimit: string };

interface Subject {
  readonly instance: PostfixInstance;
  readonly master: MasterFile;
  readonly service: Service;
  readonly daemon: DaemonFact;
  readonly attributes: Attributes;
}

/** Attributes of pipe(8), spawn(8), smtp(8) and lmtp(8), which look at them when the first message comes. */
export const pipeAttributes = defineRule({
  id: 'pipe-attributes',
  severity: 'error',
  reads: ['master'],
  messages: MESSAGES,
  check({ instance, report }) {
    const { master, release } = instance;
    if (!master) return;
    for (const service of completeServices(master)) {
      const daemon = release.daemon(fieldText(service, 'command'));
      const attributes = readAttributes(service, daemon);
      if (!daemon || !attributes) continue;
      const subject = { instance, master, service, daemon, attributes };
      for (const { message, span, values, severity, fix } of CHECKS.flatMap((check) => check(subject))) {
        const own = { command: daemon.name, service: fieldText(service, 'service') };
        report({
          at: { uri: master.uri, span },
          message,
          ...(severity && { severity }),
          values: { ...own, ...values },
          fixes: fix ? [toFix(subject, span, fix)] : [],
        });
      }
    }
  },
});

function toFix({ instance, master }: Subject, span: Span, fix: Fix) {
  if ('replace' in fix) {
    const edits = () => [edit(master, span, fix.replace)];
    return { title: 'replace', values: { text: fix.replace }, edits } as const;
  }
  if ('remove' in fix) return { title: 'remove', edits: () => [edit(master, fix.remove, '')] } as const;
  const edits = () => setInMain(instance, fix.setLimit, '1');
  return { title: 'setLimit', values: { parameter: fix.setLimit }, edits } as const;
}

/** Changes the entry that rules, or adds one at the end of main.cf. */
function setInMain({ main, entries }: PostfixInstance, name: string, value: string) {
  if (!main) return [];
  const entry = entries.get(name);
  if (entry) return [{ uri: main.uri, span: entry.value, text: value }];
  const { text } = main.tree;
  const end = { start: text.length, end: text.length };
  const newline = text === '' || text.endsWith('\n') ? '' : '\n';
  return [{ uri: main.uri, span: end, text: `${newline}${name} = ${value}\n` }];
}

const CHECKS: readonly ((subject: Subject) => Trouble[])[] = [
  strangeWords,
  missingAttributes,
  flags,
  sizes,
  users,
  macros,
];

function strangeWords({ daemon, attributes }: Subject): Trouble[] {
  const names = daemon.attributes?.map(({ name }) => name) ?? [];
  return attributes.strange.map(({ text, span }) => {
    const [name = '', ...rest] = text.split('=');
    if (/^-[A-Za-z]/.test(text)) return { message: 'lateOption', span, values: { word: shorten(text) } };
    const meant = rest.length > 0 ? nearest(name, names) : undefined;
    return {
      message: 'unknown',
      span,
      values: { word: shorten(text) },
      ...(meant !== undefined && { fix: { replace: [meant, ...rest].join('=') } }),
    };
  });
}

function missingAttributes({ master, service, daemon, attributes }: Subject): Trouble[] {
  const has = new Set(attributes.known.map(({ name }) => name));
  const required = daemon.attributes?.filter((fact) => fact.required && !has.has(fact.name)) ?? [];
  return required.map(({ name }) => {
    const late = attributes.command.find(({ text }) => text.toLowerCase().startsWith(`${name}=`));
    const place = columnPlace(master, service, 'command');
    return { message: late ? 'behindArgv' : 'missing', span: late?.span ?? place.span, values: { name } };
  });
}

function named({ attributes }: Subject, wanted: string): readonly Attribute[] {
  return attributes.known.filter(({ name }) => name === wanted);
}

/** Bad letters; and those that add a header for the one recipient that a delivery then may have. */
function flags(subject: Subject): Trouble[] {
  const letters = subject.daemon.attributes?.find(({ name }) => name === 'flags')?.letters ?? '';
  return named(subject, 'flags').flatMap(({ value, valueSpan }) =>
    [...value].flatMap((word, index): Trouble[] => {
      const span = { start: valueSpan.start + index, end: valueSpan.start + index + word.length };
      if (!letters.includes(word))
        return [{ message: 'flag', span, values: { word, letters }, fix: { remove: span } }];
      return word === 'D' || word === 'O' ? recipientLimit(subject, word, span) : [];
    }),
  );
}

function recipientLimit({ instance, service }: Subject, word: string, span: Span): Trouble[] {
  const parameter = `${fieldText(service, 'service')}_destination_recipient_limit`;
  const limit = instance.effective(parameter);
  if (!instance.main || limit === undefined || limit.trim() === '1') return [];
  const values = { word, parameter, limit: shorten(limit) };
  // Shipped files have such rows for programs that few servers use.
  const severity = isNamed(instance, fieldText(service, 'service')) ? 'warning' : 'hint';
  return [{ message: 'recipientLimit', severity, span, values, fix: { setLimit: parameter } }];
}

/** Whether a value of either file names a transport, as `name` or `name:nexthop`. A table may name it all the same. */
function isNamed({ parameters, services }: PostfixInstance, transport: string): boolean {
  const names = ({ value: { text } }: { readonly value: { readonly text: string } }): boolean =>
    text.includes(transport) && text.split(/[\s,{}=:]+/).includes(transport);
  return parameters.some(names) || services.some(({ overrides }) => overrides.some(names));
}

function sizes(subject: Subject): Trouble[] {
  return named(subject, 'size')
    .filter(({ value }) => !/^\d+$/.test(value))
    .map(({ value, valueSpan }) => ({ message: 'size', span: valueSpan, values: { word: shorten(value) } }));
}

/** `user[:group]`: neither root nor those that own the mail system may be lent to a command. */
function users(subject: Subject): Trouble[] {
  const { instance } = subject;
  const owner = instance.effective('mail_owner') ?? 'postfix';
  const groups = ['root', owner, instance.effective('setgid_group') ?? 'postdrop'];
  return named(subject, 'user').flatMap(({ value, valueSpan: span }): Trouble[] => {
    const [user = '', group = ''] = value.split(':');
    if (user === '') return [{ message: 'noUser', span }];
    if (user === 'root' || user === owner) return [{ message: 'user', span, values: { word: user } }];
    return groups.includes(group) ? [{ message: 'user', span, values: { word: group } }] : [];
  });
}

function macros({ daemon, attributes }: Subject): Trouble[] {
  const known = daemon.macros;
  if (!known) return [];
  return attributes.command.flatMap(({ text, span }) =>
    referencedNames(templateOf(text))
      .filter((name) => !known.includes(name.text))
      .map((name): Trouble => {
        const meant = nearest(name.text, known);
        const place = { start: span.start + name.start, end: span.start + name.end };
        const fix = meant === undefined ? {} : { fix: { replace: meant } };
        return { message: 'macro', span: place, values: { word: name.text }, ...fix };
      }),
  );
}
