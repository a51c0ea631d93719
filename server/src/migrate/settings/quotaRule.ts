import { setting, type NewSetting } from '../statements';

interface QuotaRule {
  /** A mailbox, or `*` for all. */
  readonly mailbox: string;
  readonly settings: readonly NewSetting[];
}

const UNITS: Readonly<Record<string, string>> = { b: 'B', k: 'K', m: 'M', g: 'G', t: 'T' };

/** `mailbox:limit:limit` of 2.3 (`*:storage=1G:messages=1000`, `Trash:+10%%`, `Spam:ignore`); undefined for others. */
export function readQuotaRule(text: string): QuotaRule | undefined {
  const at = text.indexOf(':');
  const mailbox = at < 0 ? '*' : text.slice(0, at);
  const limits = (at < 0 ? text : text.slice(at + 1)).split(/:(?![^{]*\})/);
  const settings = limits.map(readLimit);
  const known = settings.filter((limit) => limit !== undefined);
  return known.length < settings.length ? undefined : { mailbox, settings: known };
}

function readLimit(text: string): NewSetting | undefined {
  if (text === 'ignore') return setting('quota_ignore', 'yes');
  const [, name = 'bytes', sign, number, unit] =
    /^(?:(storage|bytes|messages|backend)=)?([+-]?)(\d+|%\{[^}]*\})\s*(\w?)b?(?:%%?)?$/i.exec(text) ?? [];
  if (number === undefined || sign === '-' || name === 'backend') return undefined;
  if (text.endsWith('%')) return percentage(name, sign === '+', Number(number));
  if (name === 'messages') return sign === '' ? setting('quota_message_count', unlimited(number)) : undefined;
  const factor = UNITS[(unit ?? '').toLowerCase()] ?? (name === 'storage' ? 'K' : 'B');
  const size = number === '0' && sign === '' ? 'unlimited' : `${number}${factor}`;
  return setting(sign === '+' ? 'quota_storage_extra' : 'quota_storage_size', size);
}

function percentage(name: string, isMore: boolean, number: number): NewSetting | undefined {
  if (Number.isNaN(number)) return undefined;
  const total = isMore ? 100 + number : number;
  return setting(
    name === 'messages' ? 'quota_message_percentage' : 'quota_storage_percentage',
    total.toString(),
  );
}

function unlimited(number: string): string {
  return number === '0' ? 'unlimited' : number;
}
