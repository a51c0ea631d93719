import { splitList, type Word } from './values';

/** One of the directory servers in `server_host` of ldap_table(5). */
export interface LdapServer {
  readonly word: Word;
  /** `ldap` for a bare host. */
  readonly scheme: string;
  readonly host: string;
  readonly isUrl: boolean;
  readonly hasPort: boolean;
}

export function ldapServers(value: string): LdapServer[] {
  return splitList(value).map((word) => {
    const [, scheme, rest = ''] = /^([a-z][a-z\d+.-]*):\/\/([^/?]*)/i.exec(word.text) ?? [];
    const address = scheme === undefined ? word.text : rest;
    const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?/.exec(address) ?? [];
    return {
      word,
      scheme: scheme?.toLowerCase() ?? 'ldap',
      host: host.replace(/^\[|\]$/g, '').toLowerCase(),
      isUrl: scheme !== undefined,
      hasPort: port !== undefined,
    };
  });
}

/** Whether what is said to a host stays on the machine. */
export function isOwnHost(host: string): boolean {
  return host === '' || host === 'localhost' || host === '::1' || host.startsWith('127.');
}
