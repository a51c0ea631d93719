import { networkProblem } from '../postfix/networkProblem';
import { parseNetwork } from '../postfix/networks';
import { inNetwork, parseInetAddress } from '../postfix/inetAddress';
import type { LookupContext } from '../postfix/tables/lookupKeys';
import type { Oracle } from './session';
import type { ListWord, ServiceSettings } from './settings';
import { askTable, askTables, membership, outside, type Membership } from './tables';

/** A list of names, addresses, tables and files, of which the first item that matches decides (match_list(3)). */
export interface MatchedList {
  /** Parameter. */
  readonly name: string;
  readonly settings: ServiceSettings;
  readonly context: LookupContext;
  readonly oracle: Oracle;
}

type ItemTest = (item: ListWord) => Membership;

/** The item that matches; `!` before it makes that a no. */
function firstMatch(list: MatchedList, subject: string, test: ItemTest): Membership {
  for (const word of list.settings.list(list.name)) {
    const bare = word.text.replace(/^!+/, '');
    const negated = (word.text.length - bare.length) % 2 === 1;
    const item = { ...word, text: bare };
    const result = bare.startsWith('/')
      ? membership({ kind: 'unknown', dependency: outside('file', item) }, subject, list.oracle)
      : test(item);
    if (result === 'failed') return result;
    if (result && negated) return undefined;
    if (result) return { ...result, list: list.name, ...(word.at && !result.at && { at: word.at }) };
  }
  return undefined;
}

const isTable = (text: string): boolean => text.includes(':') && !text.startsWith('[');

/** `mydestination`, `virtual_alias_domains`: items match as a whole. */
export function inStringList(list: MatchedList, subject: string): Membership {
  const wanted = subject.toLowerCase();
  return firstMatch(list, subject, (item) => {
    if (!isTable(item.text)) return item.text.toLowerCase() === wanted ? exact(list, item) : undefined;
    const question = { settings: list.settings, role: 'domain-class' as const, context: list.context };
    return membership(askTable(item, wanted, question), subject, list.oracle);
  });
}

/** `relay_domains`: items match their subdomains too, or with a leading dot only these. */
export function inDomainList(list: MatchedList, subject: string): Membership {
  const wanted = subject.toLowerCase();
  const { settings, context, oracle } = list;
  return firstMatch(list, subject, (item) => {
    if (!isTable(item.text))
      return domainMatches(item.text, wanted, context.parents.domains) ? exact(list, item) : undefined;
    const question = { settings, role: 'domain-list' as const, context, subject: wanted };
    return membership(askTables([item], question), subject, oracle);
  });
}

function domainMatches(pattern: string, domain: string, parents: boolean): boolean {
  const wanted = pattern.toLowerCase();
  if (domain === wanted) return true;
  return parents ? domain.endsWith(`.${wanted}`) : wanted.startsWith('.') && domain.endsWith(wanted);
}

function exact({ name }: MatchedList, item: ListWord): Membership {
  return { key: item.text, source: name, ...(item.at && { at: item.at }) };
}

export interface HostSubject {
  readonly address: string;
  /** Asked for only when an item is no network. */
  readonly name: () => string;
  /** Names match their subdomains. */
  readonly parents: boolean;
}

/** `mynetworks` and the like: networks, addresses, host and domain names, tables. */
export function inHostList(list: MatchedList, subject: HostSubject): Membership {
  const address = parseInetAddress(subject.address);
  return firstMatch(list, subject.address, (item) => {
    const problem = networkProblem(item.text);
    if (problem && problem.code !== 'unbracketed') {
      // An item is looked at closely only for clients of its own family.
      const reached = address?.length === (problem.family === 4 ? 4 : 16);
      return problem.code === 'neverMatches' || !reached ? undefined : 'failed';
    }
    const network = parseNetwork(item.text);
    if (network) {
      const base = parseInetAddress(network.address);
      const inside = address && base && inNetwork(address, base, network.prefix);
      return inside ? exact(list, item) : undefined;
    }
    if (isTable(item.text)) return hostInTable(list, item, subject);
    return domainMatches(item.text, subject.name().toLowerCase(), subject.parents)
      ? exact(list, item)
      : undefined;
  });
}

/** A table is asked for the name, and its parents where they match, then for the whole address. */
function hostInTable(list: MatchedList, item: ListWord, subject: HostSubject): Membership {
  const { settings, oracle } = list;
  const context = { ...list.context, parents: { ...list.context.parents, domains: subject.parents } };
  const name = subject.name();
  const byName = askTables([item], { settings, role: 'domain-list', context, subject: name });
  if (byName.kind !== 'absent') return membership(byName, name, oracle);
  return membership(
    askTable(item, subject.address, { settings, role: 'address-list', context }),
    subject.address,
    oracle,
  );
}
