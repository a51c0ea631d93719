import ipaddr from 'ipaddr.js';
import type { Evaluation } from '../../postfix/evaluate';
import type { HostValues } from '../postfixInstance';
import { expansionReports, fatal, type Report } from './report';

/** What Postfix asks the machine at its start. */
export interface HostFacts {
  readonly hostName: string;
  readonly processId: number;
  /** The directory as it was named. */
  readonly configDirectory: string;
  /** Of all interfaces that are up, as the system lists them. */
  readonly addresses: readonly InterfaceAddress[];
  /** Name or address in `inet_interfaces` → its addresses; absent or empty when it has none. */
  readonly resolved: ReadonlyMap<string, readonly string[]>;
}

export interface InterfaceAddress {
  readonly address: string;
  readonly netmask: string;
}

/** How the settings that matter here are read: a value of main.cf expanded, or the default with all defaults known. */
export interface HostSettings {
  has(name: string): boolean;
  /** The value in main.cf, expanded with main.cf alone; undefined when it is not set there. */
  own(name: string): Evaluation | undefined;
  default(name: string): Evaluation;
}

export interface HostResult {
  readonly values: HostValues;
  /** What `postconf` says while it works them out. Values behind a fatal report are empty. */
  readonly reports: readonly Report[];
}

/** `localdomain` in Postfix's own words. */
const DEFAULT_DOMAIN = 'localdomain';

/** The defaults that Postfix works out (postconf(5), myhostname, mydomain, mynetworks); only for names that need one. */
export function hostValues(settings: HostSettings, facts: HostFacts): HostResult {
  const work = new HostWork(settings, facts);
  const values = {
    myhostname: settings.has('myhostname') ? '' : work.attempt(() => work.hostName()),
    mydomain: settings.has('mydomain') ? '' : work.attempt(() => work.domain()),
    mynetworks: settings.has('mynetworks') ? '' : work.attempt(() => work.networks()),
    process_id: String(facts.processId),
    config_directory: facts.configDirectory,
  };
  return { values, reports: work.reports };
}

/** The names in `inet_interfaces` that have to be resolved before; none when `mynetworks` is set. */
export function interfaceNames(settings: HostSettings): string[] {
  if (settings.has('mynetworks')) return [];
  const text = (settings.own('inet_interfaces') ?? settings.default('inet_interfaces')).text;
  return text === 'all' || text === 'loopback-only' ? [] : interfaceWords(text);
}

function interfaceWords(text: string): string[] {
  return text.split(/[ \t,]+/).filter(Boolean);
}

type Family = 4 | 6;
type Address = ipaddr.IPv4 | ipaddr.IPv6;

interface Interface {
  readonly address: Address;
  readonly prefix: number;
}

/** Something fatal was reported. */
class Fatal extends Error {}

class HostWork {
  readonly reports: Report[] = [];

  constructor(
    private readonly settings: HostSettings,
    private readonly facts: HostFacts,
  ) {}

  attempt(run: () => string): string {
    try {
      return run();
    } catch (error) {
      if (error instanceof Fatal) return '';
      throw error;
    }
  }

  hostName(): string {
    const { hostName } = this.facts;
    return hostName.includes('.') ? hostName : `${hostName}.${this.own('mydomain') ?? DEFAULT_DOMAIN}`;
  }

  domain(): string {
    const name = this.own('myhostname') ?? this.hostName();
    const dot = name.indexOf('.');
    return dot < 0 ? DEFAULT_DOMAIN : name.slice(dot + 1);
  }

  /** Each network is followed by a blank. */
  networks(): string {
    const interfaces = this.value('inet_interfaces');
    const style = this.value('mynetworks_style');
    const families = this.families(this.value('inet_protocols'));
    if (families.size === 0) return '';
    const mask = this.style(style);
    const networks = this.listening(interfaces, families).map((own) => networkText(own, mask));
    if (networks.includes(undefined)) this.die('mynetworks_core: unknown address class');
    return [...new Set(networks)].map((network) => `${network} `).join('');
  }

  private families(protocols: string): ReadonlySet<Family> {
    const families = new Set<Family>();
    for (const word of words(protocols)) {
      const found = PROTOCOLS[word];
      if (!found) this.die(`unknown inet_protocols value "${word}" in "${protocols}"`);
      for (const family of found) families.add(family);
    }
    return families;
  }

  private style(text: string): string {
    const styles = new Set(words(text));
    for (const style of styles) {
      if (!STYLES.has(style)) this.die(`unknown mynetworks mask style value "${style}" in "${text}"`);
    }
    const [only, ...more] = styles;
    if (only === undefined || more.length > 0) {
      this.die(`bad mynetworks_style value: ${text}; specify exactly one value`);
    }
    return only;
  }

  /** The addresses that Postfix listens on, IPv4 first. */
  private listening(interfaces: string, families: ReadonlySet<Family>): Interface[] {
    const local = [4, 6].flatMap((family) =>
      families.has(family as Family) ? this.local().filter((own) => familyOf(own.address) === family) : [],
    );
    if (interfaces === 'all') return local;
    if (interfaces === 'loopback-only') return local.filter(({ address }) => address.range() === 'loopback');
    const wanted = interfaceWords(interfaces).flatMap((word) => this.resolve(word, families));
    return unique(wanted).map((address) => {
      const own = local.find((candidate) => candidate.address.toString() === address.toString());
      return (
        own ?? this.die(`parameter inet_interfaces: no local interface found for ${addressText(address)}`)
      );
    });
  }

  private resolve(word: string, families: ReadonlySet<Family>): Address[] {
    const found = (this.facts.resolved.get(word) ?? [])
      .map((text) => ipaddr.parse(text))
      .filter((address) => families.has(familyOf(address)));
    return found.length > 0 ? found : this.die(`config variable inet_interfaces: host not found: ${word}`);
  }

  private local(): Interface[] {
    return this.facts.addresses.map(({ address, netmask }) => ({
      address: ipaddr.parse(address.replace(/%.*/, '')),
      prefix: ipaddr.parse(netmask).prefixLengthFromSubnetMask() ?? 0,
    }));
  }

  private own(name: string): string | undefined {
    const evaluation = this.settings.own(name);
    return evaluation && this.checked(evaluation, 'dictionary mail_dict: macro processing error');
  }

  private value(name: string): string {
    return this.own(name) ?? this.checked(this.settings.default(name), 'macro processing error');
  }

  private checked({ text, problems }: Evaluation, ending: string): string {
    const reports = expansionReports(problems, ending);
    if (reports.length === 0) return text;
    this.reports.push(...reports);
    throw new Fatal();
  }

  private die(text: string): never {
    this.reports.push(fatal(text));
    throw new Fatal();
  }
}

const PROTOCOLS: Readonly<Record<string, readonly Family[]>> = { all: [4, 6], ipv4: [4], ipv6: [6] };
const STYLES: ReadonlySet<string> = new Set(['class', 'subnet', 'host']);

function words(text: string): string[] {
  return text.split(/[, \t\r\n]+/).filter(Boolean);
}

function familyOf(address: Address): Family {
  return address.kind() === 'ipv4' ? 4 : 6;
}

function unique(addresses: readonly Address[]): Address[] {
  const byText = new Map(addresses.map((address) => [address.toString(), address]));
  return [...byText.values()].sort(compareAddresses);
}

function compareAddresses(a: Address, b: Address): number {
  const [left, right] = [a.toByteArray(), b.toByteArray()];
  const index = left.findIndex((byte, at) => byte !== right[at]);
  return left.length - right.length || (left[index] ?? 0) - (right[index] ?? 0);
}

/** Undefined for an IPv4 address that is in no class. */
function networkText({ address, prefix }: Interface, style: string): string | undefined {
  const bits = familyOf(address) === 4 ? 32 : 128;
  // IPv6 has no classes: the subnet is taken instead.
  const length = style === 'host' ? bits : style === 'class' && bits === 32 ? classLength(address) : prefix;
  if (length === undefined) return undefined;
  const bytes = address.toByteArray().map((byte, index) => byte & maskByte(length - index * 8));
  const network = addressText(ipaddr.fromByteArray(bytes));
  return bits === 32 ? `${network}/${length}` : `[${network}]/${length}`;
}

/** How many of a byte's bits belong to the network, as a mask. */
function maskByte(bits: number): number {
  return bits >= 8 ? 0xff : bits <= 0 ? 0 : (0xff << (8 - bits)) & 0xff;
}

/** The natural mask of classes A to D. */
function classLength(address: Address): number | undefined {
  const first = address.toByteArray()[0] ?? 0;
  if (first < 128) return 8;
  if (first < 192) return 16;
  if (first < 224) return 24;
  return first < 240 ? 4 : undefined;
}

function addressText(address: Address): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}
