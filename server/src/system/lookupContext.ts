import type { LookupOptions } from '../postfix/tables/lookup';
import type { LookupContext } from '../postfix/tables/lookupKeys';
import type { MailSystem } from './mailSystem';
import { wordsOf } from './names';
import type { PostfixInstance } from './postfixInstance';
import { traceLookup } from '../postfix/tables/trace';

/** How tables of a server compare keys. */
export function lookupOptionsOf(instance: PostfixInstance): LookupOptions {
  return { utf8: instance.effective('smtputf8_enable') === 'yes' };
}

/** The settings that decide which keys tables are asked for. */
export function lookupContextOf(system: MailSystem): LookupContext {
  const { postfix } = system;
  const text = (name: string): string => postfix.effective(name) ?? '';
  const parents = new Set(wordsOf(text('parent_domain_matches_subdomains')).map((word) => word.text));
  return {
    delimiters: text('recipient_delimiter'),
    ownerRequestSpecial: text('owner_request_special') !== 'no',
    myorigin: text('myorigin'),
    isLocal: (domain) => matchesDomain(system, 'mydestination', domain) === true,
    parents: {
      access: parents.has('smtpd_access_maps'),
      transport: parents.has('transport_maps'),
      domains: parents.has('relay_domains'),
    },
    nullSender: text('smtpd_null_access_lookup_key') || '<>',
  };
}

/** Whether a domain is in a list such as `mydestination`, whose items match exactly; the first one that does decides. */
export function matchesDomain(system: MailSystem, parameter: string, domain: string): boolean | 'unknown' {
  const { postfix, tables } = system;
  const wanted = domain.toLowerCase();
  for (const { text } of wordsOf(postfix.effective(parameter) ?? '')) {
    const bare = text.replace(/^!+/, '');
    const negated = (text.length - bare.length) % 2 === 1;
    if (bare.startsWith('/')) return 'unknown';
    if (!bare.includes(':') || bare.startsWith('[')) {
      if (bare.toLowerCase() === wanted) return !negated;
      continue;
    }
    const table = tables.open(bare, 'domain-class');
    const { answer } = traceLookup([table], [{ key: wanted, partial: false }], lookupOptionsOf(postfix));
    if (answer.kind === 'found') return !negated;
    if (answer.kind !== 'absent') return 'unknown';
  }
  return false;
}
