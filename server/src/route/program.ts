import { parseInetAddress } from '../postfix/inetAddress';
import { fieldText, type Service } from '../postfix/masterCf';
import {
  lookupKeys,
  type LookupContext,
  type LookupKey,
  type LookupRole,
} from '../postfix/tables/lookupKeys';
import { foldKey } from '../postfix/tables/foldKey';
import type { TableEntry } from '../postfix/tables/lookup';
import { traceLookup } from '../postfix/tables/trace';
import { lookupOptionsOf } from '../system/lookupContext';
import type { MailSystem } from '../system/mailSystem';
import { wordsOf } from '../system/names';
import { fileOfEntry } from '../system/tableFiles';
import type { Failure, Place, UntoldReason } from './types';

/** What a table, or a list of domains, has for a subject. */
export type Answer =
  | { readonly kind: 'found'; readonly value: string; readonly key: string; readonly place?: Place }
  | { readonly kind: 'absent' }
  | ({ readonly kind: 'failed' } & Failure)
  | { readonly kind: 'untold'; readonly reason: UntoldReason };

/** A value that only the running program knows: `<myhostname>`. */
const COMPUTED = /<(\w+)>/g;
/** Has a dot, as a host name that Postfix finds has. */
const HOST_NAME = 'myhostname.mydomain';

/** One program of the server: how it sees settings (main.cf, and the `-o` of its service) and asks tables. */
export class Program {
  private readonly service: Service | undefined;

  constructor(
    readonly system: MailSystem,
    /** Column 1 of its service in master.cf. */
    name: string,
  ) {
    this.service = serviceNamed(system, name);
  }

  /** The value in force. What Postfix works out at its start stands for itself: `mydomain`. */
  text(name: string): string {
    const { postfix } = this.system;
    const raw = postfix.rawValue(name, this.service)?.text;
    if (raw === undefined) return '';
    return postfix
      .expand(raw, this.service)
      .text.replace(COMPUTED, (_, computed: string) => (computed === 'myhostname' ? HOST_NAME : computed));
  }

  yes(name: string): boolean {
    return this.text(name).toLowerCase() === 'yes';
  }

  words(name: string): string[] {
    return wordsOf(this.text(name)).map(({ text }) => text);
  }

  /** Where the value of a setting stands; undefined for a default. */
  placeOf(name: string): Place | undefined {
    const { main, master } = this.system.postfix;
    const origin = this.system.postfix.rawValue(name, this.service)?.origin;
    if (origin?.kind === 'main' && main) return { uri: main.uri, span: origin.parameter.nameSpan };
    return origin?.kind === 'override' && master
      ? { uri: master.uri, span: origin.override.nameSpan }
      : undefined;
  }

  /** Asks the tables of a setting in the order in which the program does. */
  find(parameter: string, role: LookupRole, subject: string): Answer {
    const words = this.words(parameter);
    if (words.length === 0) return { kind: 'absent' };
    return this.ask(parameter, words, role, lookupKeys(role, subject, this.context(role)));
  }

  /** Asks the tables of a setting for one key alone. */
  findKey(parameter: string, role: LookupRole, key: string): Answer {
    const words = this.words(parameter);
    return words.length === 0
      ? { kind: 'absent' }
      : this.ask(parameter, words, role, [{ key, partial: false }]);
  }

  /** Whether a domain is in a list such as `mydestination`; the first item that matches decides. */
  listed(parameter: string, domain: string, parents: boolean): Answer {
    const wanted = domain.toLowerCase();
    for (const item of this.words(parameter)) {
      const bare = item.replace(/^!+/, '');
      const negated = (item.length - bare.length) % 2 === 1;
      const answer = this.matches(parameter, bare, wanted, parents);
      if (answer.kind === 'absent') continue;
      return answer.kind === 'found' && negated ? { kind: 'absent' } : answer;
    }
    return { kind: 'absent' };
  }

  /** Whether the domain is one whose mail local(8) delivers (resolve_local of Postfix). */
  isLocal(domain: string): Answer {
    const name = /[^.]\.$/.test(domain) ? domain.slice(0, -1) : domain;
    const listed = this.listed('mydestination', name, false);
    if (listed.kind !== 'absent') return listed;
    const literal = /^\[(?:ipv6:)?(.*)\]$/i.exec(name)?.[1];
    return literal === undefined ? listed : this.isOwnAddress(literal);
  }

  private isOwnAddress(text: string): Answer {
    const address = parseInetAddress(text)?.join();
    if (address === undefined) return { kind: 'absent' };
    for (const parameter of ['inet_interfaces', 'proxy_interfaces']) {
      for (const word of this.words(parameter)) {
        const own = parseInetAddress(word.replace(/^\[|\]$/g, ''))?.join();
        const loopback = word === 'loopback-only' || word === 'localhost' || word === 'all';
        if (own === address || (loopback && LOOPBACK.has(address))) return this.match(parameter, word);
        if (own === undefined && !(loopback && word !== 'all'))
          return { kind: 'untold', reason: 'interfaces' };
      }
    }
    return { kind: 'absent' };
  }

  private matches(parameter: string, item: string, domain: string, parents: boolean): Answer {
    if (item.startsWith('/')) return { kind: 'untold', reason: 'file' };
    if (item.includes(':') && !item.startsWith('[')) {
      const role = parents ? 'domain-list' : 'domain-class';
      return this.ask(parameter, [item], role, lookupKeys(role, domain, this.context(role)));
    }
    const pattern = item.toLowerCase();
    const below = parents && this.parentsMatch(parameter) ? `.${pattern}` : parents ? pattern : undefined;
    const hit = pattern === domain || (below?.startsWith('.') && domain.endsWith(below));
    return hit ? this.match(parameter, item) : { kind: 'absent' };
  }

  private match(parameter: string, key: string): Answer {
    const place = this.placeOf(parameter);
    return { kind: 'found', key, value: '', ...(place && { place }) };
  }

  private ask(
    parameter: string,
    specs: readonly string[],
    role: LookupRole,
    keys: readonly LookupKey[],
  ): Answer {
    const { tables, postfix } = this.system;
    const opened = specs.map((spec) => tables.open(spec, role));
    const options = lookupOptionsOf(postfix);
    const { steps, answer } = UNFOLDED.has(parameter)
      ? traceLookup(opened, keys.map(inSmallLetters(options.utf8)), { ...options, unfolded: true })
      : traceLookup(opened, keys, options);
    switch (answer.kind) {
      case 'absent':
        return answer;
      case 'error':
        return { kind: 'failed', parameter, reason: answer.reason };
      case 'unknown':
        return { kind: 'untold', reason: answer.reason };
      case 'found': {
        const key = steps[steps.length - 1]?.key ?? '';
        const place = this.entryPlace(answer.entry) ?? this.placeOf(parameter);
        return { kind: 'found', value: answer.value, key, ...(place && { place }) };
      }
    }
  }

  private entryPlace(entry: TableEntry | undefined): Place | undefined {
    const file = entry && fileOfEntry(this.system.tables.files, entry);
    return file && { uri: file.uri, span: { start: entry.source.start, end: entry.source.end } };
  }

  private parentsMatch(list: string): boolean {
    return this.words('parent_domain_matches_subdomains').includes(list);
  }

  private context(role: LookupRole): LookupContext {
    const parents = role === 'transport' && this.parentsMatch('transport_maps');
    return {
      delimiters: this.text('recipient_delimiter'),
      ownerRequestSpecial: this.text('owner_request_special') !== 'no',
      myorigin: this.text('myorigin'),
      isLocal: (domain) => this.isLocal(domain).kind === 'found',
      parents: { access: false, transport: parents, domains: this.parentsMatch('relay_domains') },
      nullSender: '<>',
    };
  }
}

/** Opened by local(8) and virtual(8), which ask in small letters and so open them without folding. */
const UNFOLDED: ReadonlySet<string> = new Set(['mailbox_transport_maps', 'virtual_mailbox_maps']);

const inSmallLetters =
  (utf8: boolean) =>
  ({ key, partial }: LookupKey): LookupKey => ({ key: foldKey(key, utf8), partial });

const LOOPBACK: ReadonlySet<string> = new Set(
  ['127.0.0.1', '::1'].flatMap((address) => parseInetAddress(address)?.join() ?? []),
);

/** A service that mail is handed to: its socket is in the file system. */
export function serviceNamed({ postfix }: MailSystem, name: string): Service | undefined {
  const named = postfix.services.filter(
    (service) => fieldText(service, 'service') === name && fieldText(service, 'type') !== 'inet',
  );
  return named[named.length - 1];
}
