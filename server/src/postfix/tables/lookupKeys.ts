import { parseInetAddress } from '../inetAddress';
import { quoteLocal, splitAddress, withoutExtension, type ExtensionRules } from './mailAddress';

/** What a table is asked for, which decides the keys and their order. */
export const LOOKUP_ROLES = [
  'access-client',
  'access-helo',
  'access-sender',
  'access-recipient',
  'access-etrn',
  'canonical',
  'virtual',
  'aliases',
  'mailbox',
  'local-recipients',
  'relocated',
  'transport',
  'generic',
  'sender-login',
  'sender-dependent',
  'bcc',
  'sasl-password',
  'tls-policy',
  'domain-list',
  'domain-class',
  'address-list',
  'exact',
] as const;

export type LookupRole = (typeof LOOKUP_ROLES)[number];

/** One question to a table. */
export interface LookupKey {
  readonly key: string;
  /** A part of the name or address: only tables with fixed keys are asked for it. */
  readonly partial: boolean;
}

export interface LookupContext extends ExtensionRules {
  readonly myorigin: string;
  /** `mydestination` and the addresses of the interfaces. */
  isLocal(domain: string): boolean;
  /** Roles whose list stands in `parent_domain_matches_subdomains`: parents are asked without a leading dot. */
  readonly parents: { readonly access: boolean; readonly transport: boolean; readonly domains: boolean };
  /** The key that stands for the null sender. */
  readonly nullSender: string;
}

type KeysOf = (subject: string, context: LookupContext) => LookupKey[];

/** The keys of one look-up in the order in which Postfix asks for them, each only once. */
export function lookupKeys(role: LookupRole, subject: string, context: LookupContext): LookupKey[] {
  const seen = new Set<string>();
  return KEYS[role](subject, context).filter(({ key }) => {
    if (key === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const whole = (key: string): LookupKey => ({ key, partial: false });
const part = (key: string): LookupKey => ({ key, partial: true });

/** A name, then its parents: `b.c`, `c`, or `.b.c`, `.c`. */
function domainKeys(domain: string, parentsMatch: boolean): string[] {
  const keys = [domain];
  let name = domain;
  for (;;) {
    const dot = name.indexOf('.', 1);
    if (dot < 0) return keys;
    name = name.slice(parentsMatch ? dot + 1 : dot);
    if (name === '') return keys;
    keys.push(name);
  }
}

/** access(5): an address, then the networks above it, cut at dots or colons. */
function networkKeys(address: string): LookupKey[] {
  const delimiter = address.includes(':') ? ':' : '.';
  const keys = [whole(address)];
  for (let end = address.lastIndexOf(delimiter); end >= 0; end = address.lastIndexOf(delimiter, end - 1)) {
    keys.push(part(address.slice(0, end)));
    if (end === 0) break;
  }
  return keys;
}

function hostKeys(name: string, { parents }: LookupContext): LookupKey[] {
  if (parseInetAddress(name)) return [whole(name)];
  const [first = '', ...others] = domainKeys(name, parents.access);
  return [whole(first), ...others.map(part)];
}

/** `name[address]`, a name, or an address; a client without a name is called `unknown`. */
const clientKeys: KeysOf = (subject, context) => {
  const both = /^([^[]*)\[(.+)\]$/.exec(subject);
  const isAddress = !both && parseInetAddress(subject) !== undefined;
  const name = both ? both[1] : isAddress ? '' : subject;
  const address = both ? both[2] : isAddress ? subject : undefined;
  return [
    ...hostKeys(name === undefined || name === '' ? 'unknown' : name, context),
    ...(address === undefined ? [] : networkKeys(address)),
  ];
};

interface AddressKeys {
  /** Parents of the domain, with or without their dot; `none` when the domain is not asked for. */
  readonly domain: 'parents' | 'dotted' | 'none';
  /** `user`, when the domain is local. */
  readonly bareLocal: boolean;
  /** `user@`, whatever the domain. */
  readonly localAt: boolean;
  /** `@domain` */
  readonly atDomain: boolean;
  /** An address that needs quotes is asked for only with them, not without them too. */
  readonly quotedOnly?: boolean;
}

/** Of an address that needs quotes the quoted form is asked for, before the bare one. */
function formsOf(address: string, key: (text: string) => LookupKey, quotedOnly = false): LookupKey[] {
  const { local, domain } = splitAddress(address);
  const quoted = domain === undefined ? quoteLocal(local) : `${quoteLocal(local)}@${domain}`;
  return quotedOnly ? [key(quoted)] : [key(quoted), key(address)];
}

/** `user+ext@domain`, `user@domain`, then what the role allows: mail_addr_find() of Postfix. */
function addressKeys(address: string, context: LookupContext, which: AddressKeys): LookupKey[] {
  const { local, domain } = splitAddress(address);
  const bare = withoutExtension(local, context);
  const withDomain = (name: string): string => (domain === undefined ? name : `${name}@${domain}`);
  const locals = bare === undefined ? [local] : [local, bare];
  const forms = (text: string, key: (text: string) => LookupKey): LookupKey[] =>
    formsOf(text, key, which.quotedOnly);
  const keys = forms(address, whole);
  if (bare !== undefined) keys.push(...forms(withDomain(bare), part));
  if (domain === undefined) return keys;
  if (which.bareLocal && isLocal(domain, context)) {
    keys.push(...locals.flatMap((name) => forms(name, part)));
  }
  if (which.atDomain) keys.push(part(`@${domain}`));
  if (which.domain !== 'none') keys.push(...domainKeys(domain, which.domain === 'parents').map(part));
  if (which.localAt) keys.push(...locals.flatMap((name) => forms(`${name}@`, part)));
  return keys;
}

function isLocal(domain: string, context: LookupContext): boolean {
  return domain.toLowerCase() === context.myorigin.toLowerCase() || context.isLocal(domain);
}

/** access(5), "email address patterns"; the address comes resolved, in small letters. */
const mailAccessKeys: KeysOf = (subject, context) =>
  addressKeys(qualified(subject, context).toLowerCase(), context, {
    domain: context.parents.access ? 'parents' : 'dotted',
    bareLocal: false,
    localAt: true,
    atDomain: false,
  });

function qualified(address: string, { myorigin }: LookupContext): string {
  return address.includes('@') ? address : `${address}@${myorigin}`;
}

/** relocated(5) and most other tables of addresses: `user@domain`, `user` of a local domain, `@domain`. */
const mailboxKeys: KeysOf = (subject, context) => addressKeys(qualified(subject, context), context, MAILBOX);

const MAILBOX: AddressKeys = { domain: 'none', bareLocal: true, localAt: false, atDomain: true };

/** canonical(5), virtual(5), generic(5): the same where cleanup(8) and smtp(8) rewrite an address. */
const mappingKeys: KeysOf = (subject, context) =>
  addressKeys(qualified(subject, context), context, { ...MAILBOX, quotedOnly: true });

const transportKeys: KeysOf = (subject, context) => [
  ...addressKeys(subject.includes('@') ? subject : `@${subject}`, context, {
    domain: context.parents.transport ? 'parents' : 'dotted',
    bareLocal: false,
    localAt: false,
    atDomain: false,
  }),
  whole('*'),
];

/** aliases(5): local(8) asks for the whole local part, then for it without extension; always in small letters. */
const aliasKeys: KeysOf = (subject, context) => {
  const local = splitAddress(subject).local.toLowerCase();
  const bare = withoutExtension(local, context);
  return bare === undefined ? [whole(local)] : [whole(local), whole(bare)];
};

const orNullSender =
  (keys: KeysOf): KeysOf =>
  (subject, context) =>
    subject === '' || subject === '<>' ? [whole(context.nullSender)] : keys(subject, context);

/** A destination as smtp(8) has it; only a bare domain has parents. */
const policyKeys: KeysOf = (subject) => {
  const [first = '', ...others] = /[[\]:]/.test(subject) ? [subject] : domainKeys(subject, false);
  return [whole(first), ...others.map(whole)];
};

const exact: KeysOf = (subject) => [whole(subject)];

const KEYS: Readonly<Record<LookupRole, KeysOf>> = {
  'access-client': clientKeys,
  'access-helo': hostKeys,
  'access-sender': orNullSender(mailAccessKeys),
  'access-recipient': mailAccessKeys,
  'access-etrn': hostKeys,
  canonical: mappingKeys,
  virtual: mappingKeys,
  aliases: aliasKeys,
  mailbox: mailboxKeys,
  'local-recipients': mailboxKeys,
  relocated: mailboxKeys,
  transport: transportKeys,
  generic: mappingKeys,
  'sender-login': mailboxKeys,
  'sender-dependent': orNullSender(mailboxKeys),
  bcc: mailboxKeys,
  'sasl-password': exact,
  'tls-policy': policyKeys,
  // match_list(3): `relay_domains` and its like.
  'domain-list': (subject, { parents }) => {
    const [first = '', ...others] = domainKeys(subject.toLowerCase(), parents.domains);
    return [whole(first), ...others.map(part)];
  },
  'domain-class': (subject) => [whole(subject.toLowerCase())],
  'address-list': exact,
  exact,
};
