import { reachOf, type Reach, type Reached } from '../relay/reach';
import { CLIENT_TEXTS, RECIPIENT_TEXTS, RESULT_TEXTS } from '../relay/texts';
import type { Place } from '../relay/verdict';
import type { MailSystem } from '../system/mailSystem';
import { format, type Language, type Localized } from '../text/localized';
import { code, paragraphs } from './markdown';

const TEXTS = {
  here: { en: 'What it says here, to {what}', 'zh-cn': '在此处的作用（{what}）' },
  hereIn: { en: 'What it says in {services}, to {what}', 'zh-cn': '在 {services} 中的作用（{what}）' },
  mail: { en: 'mail from a foreign sender', 'zh-cn': '外部发件人的邮件' },
  etrn: { en: 'clients that ask for waiting mail with ETRN', 'zh-cn': '用 ETRN 请求投递排队邮件的客户端' },
  unused: {
    en: 'Nothing reaches it: no smtpd service takes {list} from here.',
    'zh-cn': '没有请求会执行到它：没有 smtpd 服务使用此处的 {list}。',
  },
  unreached: {
    en: 'Nothing reaches it: other restrictions have decided before.',
    'zh-cn': '没有请求会执行到它：之前的限制已作出决定。',
  },
  decided: { en: 'not reached', 'zh-cn': '执行不到' },
  more: { en: 'and {count} more services', 'zh-cn': '另有 {count} 个服务' },
} as const satisfies Record<string, Localized>;

/** Services that say the same count as one; of more different ones the first are shown. */
const SHOWN = 2;

/** What the restriction at a place of a list decides, and who gets as far as it. */
export function reachMarkdown(system: MailSystem, list: string, place: Place, language: Language): string {
  const groups = grouped(reachOf(system, list, place), language);
  if (groups.length === 0) return format(TEXTS.unused[language], { list: code(list) });
  const what = (list === 'smtpd_etrn_restrictions' ? TEXTS.etrn : TEXTS.mail)[language];
  const shown = groups.slice(0, SHOWN).map(({ services, table }) => {
    const names = services.map(code).join(', ');
    const text = groups.length === 1 ? TEXTS.here : TEXTS.hereIn;
    const heading = format(text[language], { services: names, what });
    return paragraphs([`**${heading}**`, table]);
  });
  const others = groups.slice(SHOWN).flatMap(({ services }) => services).length;
  return paragraphs([...shown, others > 0 ? format(TEXTS.more[language], { count: others }) : undefined]);
}

interface Group {
  readonly services: string[];
  readonly table: string;
}

function grouped(reaches: readonly Reach[], language: Language): Group[] {
  const groups = new Map<string, Group>();
  for (const { service, reached } of reaches) {
    const table = tableOf(reached, language);
    const known = groups.get(table);
    if (known) known.services.push(service.name);
    else groups.set(table, { services: [service.name], table });
  }
  return [...groups.values()];
}

function tableOf(reached: readonly Reached[], language: Language): string {
  if (reached.every(({ step }) => !step)) return TEXTS.unreached[language];
  const recipients = [...new Set(reached.map(({ recipient }) => recipient))];
  const clients = [...new Set(reached.map(({ client }) => client))];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const cell = (recipient: Reached['recipient'], client: string): string =>
    cellText(
      reached.find((one) => one.client === client && one.recipient === recipient),
      language,
    );
  return [
    row(['', ...recipients.map((recipient) => columnText(recipient, language))]),
    row(['---', ...recipients.map(() => '---')]),
    ...clients.map((client) =>
      row([CLIENT_TEXTS[client][language], ...recipients.map((recipient) => cell(recipient, client))]),
    ),
  ].join('\n');
}

function columnText(recipient: Reached['recipient'], language: Language): string {
  return recipient === 'etrn' ? 'ETRN' : RECIPIENT_TEXTS[recipient][language];
}

function cellText(reached: Reached | undefined, language: Language): string {
  const step = reached?.step;
  if (!step) return TEXTS.decided[language];
  const number = step.code === undefined ? '' : ` ${step.code}`;
  const key = step.match ? ` (${code(step.match.key).replace(/\|/g, '\\|')})` : '';
  return RESULT_TEXTS[step.result][language] + number + key;
}
