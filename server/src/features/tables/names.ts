import { parseInetAddress } from '../../postfix/inetAddress';
import { field, fieldText } from '../../postfix/masterCf';
import type { LookupContext, LookupRole } from '../../postfix/tables/lookupKeys';
import { splitAddress } from '../../postfix/tables/mailAddress';
import { entryFiles, rolesOf, type EntryFile } from '../../rules/lookupTables';
import { namedTransport, transportReaderOf } from '../../rules/transportValues';
import { lookupContextOf } from '../../system/lookupContext';
import type { MailSystem } from '../../system/mailSystem';
import { wordsOf } from '../../system/names';
import type { SourceText } from '../../text/sourceText';
import { touches, type Span } from '../../text/span';
import { tableLineAt, tableLines, type TableLine } from './tableLine';

/** A place in a table that names a user, a domain or a transport. */
export interface Mention {
  readonly kind: 'user' | 'domain' | 'transport';
  /** In small letters. Of a user: the local part, with the domain unless that is one of the server's own. */
  readonly name: string;
  /** Of a user, the local part alone. */
  readonly span: Span;
  readonly role: 'definition' | 'use';
}

export interface Occurrence extends Mention {
  readonly uri: string;
}

/** What decides how the words of a table are read. */
interface Reading {
  readonly roles: readonly LookupRole[];
  readonly context: LookupContext;
  /** The transport that a line names. */
  readonly transport: (line: TableLine) => Span | undefined;
}

/** The name at a place of a table. */
export function mentionAt(system: MailSystem, file: EntryFile, offset: number): Mention | undefined {
  const line = tableLineAt(file, offset);
  const found = line ? inLine(line, readingOf(system, file)) : [];
  return found.find(({ span }) => touches(span, offset));
}

/** Everything that a table names. */
export function mentionsIn(system: MailSystem, file: EntryFile): Mention[] {
  const reading = readingOf(system, file);
  return tableLines(file).flatMap((line) => inLine(line, reading));
}

/** Every place of the server that names the same thing: in its tables, in lists of domains, in master.cf. */
export function occurrencesOf(system: MailSystem, { kind, name }: Mention): Occurrence[] {
  const inTables = entryFiles(system).flatMap((file) =>
    mentionsIn(system, file).map((mention) => ({ ...mention, uri: file.uri })),
  );
  return [...inSettings(system), ...inTables].filter((one) => one.kind === kind && one.name === name);
}

/** The names of one kind that the server's tables and lists have, each once. */
export function namesOf(system: MailSystem, kind: Mention['kind']): string[] {
  const inTables = entryFiles(system).flatMap((file) => mentionsIn(system, file));
  const own = [...inSettings(system), ...inTables].filter((one) => one.kind === kind);
  return [...new Set(own.map(({ name }) => name))];
}

function readingOf(system: MailSystem, file: EntryFile): Reading {
  const reader = transportReaderOf(system, file);
  return {
    roles: rolesOf(system, file),
    context: lookupContextOf(system),
    transport: ({ source, value }) => reader && value && namedTransport({ source, value }, reader)?.span,
  };
}

function inLine(line: TableLine, reading: Reading): Mention[] {
  return [...inKey(line, reading), ...(line.value ? inValue(line, line.value, reading) : [])];
}

/** Roles whose keys are users of this server. */
const USERS: ReadonlySet<LookupRole> = new Set([
  'aliases',
  'virtual',
  'mailbox',
  'local-recipients',
  'canonical',
  'generic',
  'relocated',
  'bcc',
  'sender-login',
]);
/** Roles whose keys say that a user exists. */
const DEFINING: ReadonlySet<LookupRole> = new Set(['aliases', 'virtual', 'mailbox', 'local-recipients']);
const DOMAINS: ReadonlySet<LookupRole> = new Set(['domain-class', 'domain-list']);

/** Roles whose keys are addresses, or begin with a domain. */
export const ADDRESS_KEYS: ReadonlySet<LookupRole> = new Set([...USERS, 'sender-dependent']);
export const DOMAIN_KEYS: ReadonlySet<LookupRole> = new Set([
  ...DOMAINS,
  'transport',
  'tls-policy',
  'access-client',
  'access-helo',
  'access-sender',
  'access-recipient',
  'access-etrn',
]);

function inKey({ entry, keySpan }: TableLine, { roles, context }: Reading): Mention[] {
  if (!keySpan || (entry.kind !== 'keyed' && entry.kind !== 'alias')) return [];
  const { key } = entry;
  if (key.length !== keySpan.end - keySpan.start || !isPlain(key)) return [];
  const is = (set: ReadonlySet<LookupRole>): boolean => roles.some((role) => set.has(role));
  const users = is(USERS);
  const bare =
    entry.kind === 'alias' ? 'user' : users && !is(DOMAINS) && !key.includes('.') ? 'user' : 'domain';
  const found = inWord(key, keySpan.start, context, bare);
  return found.map((mention) => ({
    ...mention,
    role: is(mention.kind === 'user' ? DEFINING : DOMAINS) ? 'definition' : 'use',
  }));
}

/** Quotes, groups of patterns, paths and commands are no names. */
function isPlain(word: string): boolean {
  return !/["\\$/|:[\]<>*]/.test(word);
}

/** The user and the domain of an address; of a bare word, what the caller says. */
function inWord(word: string, start: number, context: LookupContext, bare: 'user' | 'domain'): Mention[] {
  const at = word.lastIndexOf('@');
  if (at < 0 && bare === 'user') return [user(word, undefined, start, context)];
  const { local, domain } = splitAddress(at < 0 ? `@${word}` : word);
  const dot = domain?.startsWith('.') ? 1 : 0;
  const name = domain?.slice(dot) ?? '';
  const domainStart = start + at + 1 + dot;
  return [
    ...(local === '' ? [] : [user(local, domain, start, context)]),
    ...(isDomain(name)
      ? [
          {
            kind: 'domain',
            name: name.toLowerCase(),
            span: { start: domainStart, end: domainStart + name.length },
            role: 'use',
          } as const,
        ]
      : []),
  ];
}

function isDomain(name: string): boolean {
  return /^[^\s.@,]+(\.[^\s.@,]+)*$/.test(name) && !/^[\d.]+$/.test(name) && !parseInetAddress(name);
}

function user(local: string, domain: string | undefined, start: number, context: LookupContext): Mention {
  const own =
    domain === undefined ||
    domain === '' ||
    domain.toLowerCase() === context.myorigin.toLowerCase() ||
    context.isLocal(domain);
  const name = (own ? local : `${local}@${domain}`).toLowerCase();
  return { kind: 'user', name, span: { start, end: start + local.length }, role: 'use' };
}

/** Roles whose results are addresses. */
export const ADDRESS_VALUES: ReadonlySet<LookupRole> = new Set([
  'aliases',
  'virtual',
  'canonical',
  'generic',
  'bcc',
  'sender-login',
]);

function inValue(line: TableLine, value: SourceText, { roles, context, transport }: Reading): Mention[] {
  const span = transport(line);
  const named = span && value.text.slice(value.indexOf(span.start), value.indexOf(span.end));
  const transports: Mention[] = span && named ? [{ kind: 'transport', name: named, span, role: 'use' }] : [];
  return [...transports, ...addressWords(value, roles).flatMap((word) => inWordOf(value, word, context))];
}

interface Word {
  readonly text: string;
  readonly start: number;
}

/** Words of a result that are addresses because of what the table is asked for, or of the action before them. */
function addressWords({ text }: SourceText, roles: readonly LookupRole[]): Word[] {
  const action = /^(redirect|bcc)\s+(\S+)/i.exec(text);
  if (action) return [{ text: action[2] ?? '', start: action[0].length - (action[2]?.length ?? 0) }];
  if (!roles.some((role) => ADDRESS_VALUES.has(role))) return [];
  return [...text.matchAll(/"(?:\\.|[^"\\])*"|[^\s,]+/g)].map((match) => ({
    text: match[0],
    start: match.index,
  }));
}

function inWordOf(value: SourceText, { text, start }: Word, context: LookupContext): Mention[] {
  if (!isPlain(text)) return [];
  return inWord(text, 0, context, 'user').map((mention) => ({
    ...mention,
    span: value.spanOf(start + mention.span.start, start + mention.span.end),
  }));
}

/** Lists that say which domains are this server's. */
const DOMAIN_LISTS: ReadonlySet<string> = new Set([
  'mydestination',
  'relay_domains',
  'virtual_alias_domains',
  'virtual_mailbox_domains',
]);
const DOMAIN_NAMES: ReadonlySet<string> = new Set([
  'mydomain',
  'myorigin',
  'myhostname',
  'masquerade_domains',
  'relayhost',
]);

function inSettings({ postfix: { main, master, services } }: MailSystem): Occurrence[] {
  const domains = (main?.tree.parameters ?? []).flatMap(({ name, value }): Occurrence[] => {
    const role = DOMAIN_LISTS.has(name) ? 'definition' : DOMAIN_NAMES.has(name) ? 'use' : undefined;
    if (!main || !role) return [];
    return wordsOf(value.text)
      .filter(({ text }) => isPlain(text) && isDomain(text))
      .map(({ text, start, end }) => ({
        kind: 'domain',
        name: text.toLowerCase(),
        span: value.spanOf(start, end),
        role,
        uri: main.uri,
      }));
  });
  const transports = services.flatMap((service): Occurrence[] => {
    const column = field(service, 'service');
    if (!master || !column || fieldText(service, 'type') === 'inet') return [];
    return [{ kind: 'transport', name: column.text, span: column.span, role: 'definition', uri: master.uri }];
  });
  return [...domains, ...transports];
}
