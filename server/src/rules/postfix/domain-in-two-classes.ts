import { parseTableReference, withMembers } from '../../postfix/tableReference';
import type { MailSystem } from '../../system/mailSystem';
import { itemsOf, settingsOf, type Item, type Setting } from '../../system/settings';
import { fieldText } from '../../postfix/masterCf';
import { defineRule, type Place } from '../rule';
import { placeIn } from '../settings';

interface DomainClass {
  readonly parameter: string;
  /** Parameter whose tables count where the first one is not set. */
  readonly otherwise?: string;
}

/** Address classes in the order in which Postfix looks for a domain: the first one that has it rules. */
const CLASSES: readonly DomainClass[] = [
  { parameter: 'mydestination' },
  { parameter: 'virtual_alias_domains', otherwise: 'virtual_alias_maps' },
  { parameter: 'virtual_mailbox_domains', otherwise: 'virtual_mailbox_maps' },
  { parameter: 'relay_domains' },
];

/** A domain that a list names, and where: in the list itself, or in a table that it names. */
interface Member {
  readonly parameter: string;
  readonly domain: string;
  readonly at: Place;
}

const SHOWN = 3;

/** "do not list domain X in BOTH …" (trivial-rewrite(8)); of relay_domains beside mydestination only the subdomains count. */
export const domainInTwoClasses = defineRule({
  id: 'domain-in-two-classes',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    both: {
      en: '{domain} is also in {first}, which comes first: {second} has no effect for it',
      'zh-cn': '{domain} 也在 {first} 中，而 {first} 优先：{second} 对它不起作用',
    },
    relayToo: {
      en: '{domain} is in mydestination already; here it only adds its subdomains, for which mail is then taken and passed on',
      'zh-cn': '{domain} 已在 mydestination 中；写在这里只会多出它的各级子域，使发往子域的邮件也被接收并转发',
    },
    first: { en: 'Here it is in {first}', 'zh-cn': '此处已列入 {first}' },
  },
  check({ system, report }) {
    const known = new Map<string, Member>();
    const found = new Map<string, { first: Member; second: Member; domains: string[] }>();
    for (const one of CLASSES) {
      for (const member of membersOf(system, one)) {
        const first = known.get(member.domain);
        if (!first) known.set(member.domain, member);
        else if (first.parameter !== member.parameter && !isHarmless(first, member)) {
          const key = `${first.parameter} ${member.at.uri} ${member.at.span.start}`;
          const group = found.get(key) ?? { first, second: member, domains: [] };
          found.set(key, group);
          if (!group.domains.includes(member.domain)) group.domains.push(member.domain);
        }
      }
    }
    for (const { first, second, domains } of found.values()) {
      const isLegacy = isLegacyPair(first.parameter, second.parameter);
      const rest = domains.length > SHOWN ? ', …' : '';
      report({
        at: second.at,
        message: isLegacy ? 'relayToo' : 'both',
        severity: isLegacy ? 'info' : 'warning',
        values: {
          domain: domains.slice(0, SHOWN).join(', ') + rest,
          first: first.parameter,
          second: second.parameter,
        },
        related: [{ at: first.at, message: 'first', values: { first: first.parameter } }],
      });
    }
  },
});

/** Names of the machine itself have no subdomains anywhere. */
function isHarmless(first: Member, { parameter, domain }: Member): boolean {
  return isLegacyPair(first.parameter, parameter) && /(^|\.)local(host|domain)(\.|$)/.test(domain);
}

/** `relay_domains = $mydestination` was the default below compatibility level 2. */
function isLegacyPair(first: string, second: string): boolean {
  return first === 'mydestination' && second === 'relay_domains';
}

function membersOf(system: MailSystem, { parameter, otherwise }: DomainClass): Member[] {
  const setting = settingOf(system, parameter) ?? (otherwise && settingOf(system, otherwise));
  if (!setting) return [];
  return itemsOf(system.postfix, setting).flatMap((item) => {
    const at = placeIn(setting, item.span);
    return domainsOf(system, item, setting.name === otherwise).map((domain) => ({ parameter, domain, at }));
  });
}

/** trivial-rewrite(8) tells the classes apart, so that its options count, not those of smtpd. */
function settingOf({ postfix }: MailSystem, name: string): Setting | undefined {
  const named = settingsOf(postfix).filter((setting) => setting.name === name);
  const own = named.find(({ service }) => service && fieldText(service, 'command') === 'trivial-rewrite');
  return own ?? named.find(({ service }) => service === undefined);
}

/** Of alias maps only the keys that are domains make one. */
function domainsOf(system: MailSystem, { text = '' }: Item, isMap: boolean): string[] {
  if (text.startsWith('!') || text.startsWith('/') || text.startsWith('#') || text === '') return [];
  if (!text.includes(':') || text.startsWith('[')) return isMap ? [] : [text.toLowerCase()];
  const reference = parseTableReference(text);
  const specs = reference ? withMembers(reference).map(({ type, name }) => `${type}:${name}`) : [];
  return specs.flatMap((spec) => {
    const table = system.tables.open(spec, 'domain-class');
    if (table.kind !== 'keyed' && table.kind !== 'inline') return [];
    const keys = table.entries.map(({ key }) => key.toLowerCase());
    return isMap ? keys.filter((key) => key.includes('.') && !key.includes('@')) : keys;
  });
}
