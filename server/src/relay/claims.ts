import ipaddr from 'ipaddr.js';
import { parseNetwork, type Network } from '../postfix/networks';
import { parseInetAddress } from '../postfix/inetAddress';
import type { LookupRole } from '../postfix/tables/lookupKeys';
import type { Table } from '../postfix/tables/table';
import { roleOfRestriction } from '../system/tableRoles';
import { FOREIGN_DOMAIN, STRANGER } from './examples';
import { isHostName } from './names';
import type { ListWord, ServiceSettings } from './settings';

/** What a table lets in: a fixed key, or the text of a pattern. */
interface Key {
  readonly text: string;
  readonly pattern: boolean;
}

/** Of a long table only so many lines are tried; they are all alike. */
const MAXIMUM_KEYS = 25;

/** Words that begin a value which lets nobody in. */
const HARMLESS = /^(DUNNO|REJECT|DEFER\w*|HOLD|FILTER|REDIRECT|BCC|PREPEND|INFO|WARN|HANGUP|[45]\d\d[ \t])/i;

/** The keys of a table whose values may let a client in. */
function permittingKeys(table: Table): Key[] {
  switch (table.kind) {
    case 'keyed':
    case 'inline': {
      const entries: readonly { readonly key: string; readonly value: { readonly text: string } }[] =
        table.entries;
      return entries
        .filter(({ value }) => !HARMLESS.test(value.text))
        .slice(0, MAXIMUM_KEYS)
        .map(({ key }) => ({ text: key, pattern: false }));
    }
    case 'pattern':
      return table.rules.slice(0, MAXIMUM_KEYS).flatMap(({ rule }) => {
        const { pattern, value } = rule;
        if (!pattern || !value || HARMLESS.test(value.text)) return [];
        return [{ text: pattern.text, pattern: true }];
      });
    case 'cidr':
      return table.rules.slice(0, MAXIMUM_KEYS).flatMap(({ rule }) => {
        const { network, value } = rule;
        if (!network || !value || HARMLESS.test(value.text)) return [];
        const address = ipaddr.fromByteArray([...network.address]).toString();
        const text = `${address.includes(':') ? `[${address}]` : address}/${network.prefix}`;
        return [{ text, pattern: false }];
      });
    case 'union':
    case 'pipe':
      return table.members.flatMap(permittingKeys);
    default:
      return [];
  }
}

/** The lists that decide over relaying, and the classes in them. */
const DECIDING = ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'];

/** Every table that the deciding lists ask for a role. */
function tablesFor(settings: ServiceSettings, role: LookupRole): ListWord[] {
  const classes = settings.list('smtpd_restriction_classes').map(({ text }) => text);
  return [...DECIDING, ...classes].flatMap((name) => {
    const words = settings.list(name);
    return words.filter(({ text }, index) => {
      if (!text.includes(':')) return false;
      const before = words[index - 1]?.text ?? '';
      return /^check_\w+_access$/i.test(before)
        ? roleOfRestriction(before) === role
        : role === 'access-recipient';
    });
  });
}

function keysFor(settings: ServiceSettings, role: LookupRole): Key[] {
  const { tables } = settings.system;
  return tablesFor(settings, role).flatMap(({ text }) => permittingKeys(tables.open(text, role)));
}

/** A text that a simple pattern matches: what is left of it without its operators. */
function sample(pattern: string): string {
  return pattern
    .replace(/^\^|\$$/g, '')
    .replace(/\\([.@/_-])/g, '$1')
    .replace(/\(\?:|[()]/g, '')
    .replace(/\[[^\]]*\][*+?]?|\.[*+?]?/g, (found) => (found === '.' ? '.' : 'x'))
    .replace(/\|.*$/, '')
    .replace(/[*+?\\]/g, '');
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

function addresses(keys: readonly Key[], domain: string): string[] {
  return unique(
    keys.flatMap(({ text, pattern }) => {
      const key = pattern ? sample(text) : text;
      if (key === '<>') return [''];
      if (key.endsWith('@')) return [`${key}${domain}`];
      if (key.includes('@')) return [key.startsWith('@') ? `user${key}` : key];
      const name = key.startsWith('.') ? `x${key}` : key;
      const plain = isHostName(name) ? [`user@${name}`, `user@foreign.${name}`] : [];
      return pattern ? [...plain, `${key}@${domain}`] : plain;
    }),
  );
}

/** Senders that the tables of the deciding lists let in. */
export function claimedSenders(settings: ServiceSettings): string[] {
  return addresses(keysFor(settings, 'access-sender'), STRANGER.domain);
}

/** Recipients of other servers that those tables let in, or that a top-level domain in a list makes a destination. */
export function claimedRecipients(settings: ServiceSettings): string[] {
  const listed = ['mydestination', 'virtual_mailbox_domains', 'relay_domains'].flatMap((name) =>
    settings.list(name).flatMap(({ text }) => {
      const name_ = text.replace(/^\./, '');
      return /^[a-z]{2,}$/i.test(name_) && name_ !== 'localhost' ? [`user@foreign.${name_}`] : [];
    }),
  );
  return unique([...addresses(keysFor(settings, 'access-recipient'), FOREIGN_DOMAIN), ...listed]);
}

/** What a client may call itself to be let in: names of the tables, the server's own, a bare address. */
export function claimedHelos(settings: ServiceSettings): string[] {
  const keys = keysFor(settings, 'access-helo').map(({ text, pattern }) => (pattern ? sample(text) : text));
  const names = keys.map((key) => (key.startsWith('.') ? `x${key}` : key));
  return unique([...names, '192.0.2.1', settings.text('myhostname')]).filter((name) =>
    /^[^<> ]+$/.test(name),
  );
}

/** Names in DNS that are let in: of `mynetworks`, of tables, and for `check_relay_domains` of `relay_domains`. */
export function claimedNames(settings: ServiceSettings): string[] {
  const lists = settings.list('mynetworks').map(({ text }) => text);
  const old = DECIDING.some((name) =>
    settings.list(name).some(({ text }) => /^check_relay_domains$/i.test(text)),
  );
  const relay = old ? settings.list('relay_domains').map(({ text }) => text) : [];
  const keys = keysFor(settings, 'access-client').flatMap(({ text, pattern }) =>
    pattern ? [sample(text)] : [text],
  );
  const names = [...lists, ...relay, ...keys].map((name) => name.replace(/^\./, ''));
  return unique(names.filter((name) => isHostName(name) && name !== 'unknown' && name !== 'localhost')).map(
    (name) => `x.${name}`,
  );
}

/** Networks that are trusted or let in. */
export function claimedNetworks(settings: ServiceSettings): Network[] {
  const keys = keysFor(settings, 'access-client').flatMap(({ text, pattern }) => (pattern ? [] : [text]));
  const items = settings.list('mynetworks').map(({ text }) => text);
  return [...items, ...keys].flatMap((text) => parseNetwork(text) ?? prefixKey(text) ?? []);
}

/** `203.0` in an access table stands for 203.0.0.0/16. */
function prefixKey(key: string): Network | undefined {
  const octets = key.split('.');
  const full = [...octets, '0', '0', '0'].slice(0, 4).join('.');
  if (octets.length > 3 || !parseInetAddress(full)) return undefined;
  return { family: 4, address: full, prefix: octets.length * 8 };
}
