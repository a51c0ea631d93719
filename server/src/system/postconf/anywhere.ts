import ipaddr from 'ipaddr.js';
import type { PostfixInstance } from '../postfixInstance';
import { effective, type ListingKind } from './effective';
import { interfaceNames, type HostFacts } from './hostValues';
import { PostconfView, type FileReading } from './view';

/** What stands in for a name of `inet_interfaces`, which only the server can look up. */
const STAND_IN = '127.0.0.1';

/**
 * What `postconf` prints for a configuration that lies on another machine than the one that it is for: addresses in
 * `inet_interfaces` count as the server's own. Undefined where `postconf` would end with an error.
 */
export function listAnywhere(instance: PostfixInstance, kind: ListingKind): string | undefined {
  const view = viewOf(instance, kind);
  const { lines, reports } = effective(view, { kind, expand: false, readClient: () => ({ reason: '' }) });
  if (reports.some(({ severity }) => severity === 'fatal')) return undefined;
  // It is printed as a setting only where a directory was named on the command line.
  const named = instance.entries.has('config_directory');
  const shown = named ? lines : lines.filter((line) => !line.startsWith('config_directory = '));
  return shown.map((line) => `${line}\n`).join('');
}

function viewOf({ release, main, master }: PostfixInstance, kind: ListingKind): PostconfView {
  const directory = '/etc/postfix';
  const facts: HostFacts = {
    hostName: 'localhost',
    processId: 0,
    configDirectory: directory,
    addresses: [],
    resolved: new Map(),
  };
  const parts = {
    release,
    directory,
    main: reading(main),
    master: reading(master),
    subject: kind === 'main' || kind === 'defaults' ? kind : ('master' as const),
  };
  const names = interfaceNames(new PostconfView({ ...parts, facts }).hostSettings);
  const resolved = new Map(names.map((name) => [name, [addressOf(name)]]));
  const addresses = [...resolved.values()].flat().map(interfaceAt);
  return new PostconfView({ ...parts, facts: { ...facts, addresses, resolved } });
}

const reading = <T>(file: { readonly tree: T } | undefined): FileReading<T> =>
  file ? { tree: file.tree } : { reason: 'No such file or directory' };

function addressOf(name: string): string {
  const bare = name.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : STAND_IN;
}

function interfaceAt(address: string): HostFacts['addresses'][number] {
  const netmask = address.includes(':') ? 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff' : '255.255.255.255';
  return { address, netmask };
}
