import { parseInetAddress } from '../inetAddress';
import type { LookupContext, LookupRole } from './lookupKeys';

type Subjects = (key: string, context: LookupContext) => string[];

const host: Subjects = (key) =>
  [
    key,
    `sub${key}`,
    `sub.${key}`,
    `${key}.1`,
    `${key}.1.1`,
    `${key}.1.1.1`,
    `${key}1`,
    `${key}:1`,
    `${key}::1`,
  ].filter(isHost);

const address: Subjects = (key, { myorigin }) =>
  [
    key,
    `user${key}`,
    `user@${key}`,
    `user@sub${key}`,
    `user@sub.${key}`,
    `${key}example.com`,
    `${key}@${myorigin}`,
  ].filter(isAddress);

const SUBJECTS: Readonly<Partial<Record<LookupRole, Subjects>>> = {
  'access-client': host,
  'access-helo': host,
  'access-etrn': host,
  'access-sender': address,
  'access-recipient': address,
  canonical: address,
  virtual: address,
  mailbox: address,
  relocated: address,
  transport: address,
  generic: address,
  'sender-login': address,
  'sender-dependent': address,
  bcc: address,
};

/** Whether it is known what a table of the role may be asked for in the end. */
export function hasSubjects(role: LookupRole): boolean {
  return role in SUBJECTS;
}

/** Clients, names or addresses for which Postfix may ask for a key, those that the key means first. */
export function keySubjects(role: LookupRole, key: string, context: LookupContext): string[] {
  return SUBJECTS[role]?.(key, context) ?? [];
}

function isHost(text: string): boolean {
  if (parseInetAddress(text)) return true;
  return /^[^\s@/[\]:.]+(\.[^\s@/[\]:.]+)*$/.test(text) || /^\[[^\]]+\]$/.test(text);
}

/** The domain may be one that only the server knows: computed by Postfix, or in the file that Debian's myorigin names. */
function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  return text.indexOf('@') === at && at > 0 && (isHost(domain) || /^(<\w+>|\/.+)$/.test(domain));
}
