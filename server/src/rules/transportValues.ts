import type { MailSystem } from '../system/mailSystem';
import type { Span } from '../text/span';
import { rolesOf, splitValue, type EntryFile, type ValueLine } from './lookupTables';

/** The transport that a value names, of its first word and of what follows. */
export type TransportReader = (word: string, text: string) => string | undefined;

const first: TransportReader = (word) => word.split(':')[0];
const behindFilter: TransportReader = (word, text) =>
  word.toUpperCase() === 'FILTER' && text.includes(':') ? text.split(':')[0] : undefined;
const unlessDunno: TransportReader = (word) => (word.toUpperCase() === 'DUNNO' ? undefined : first(word, ''));

/** Settings whose tables give `transport:nexthop`. */
const WITH_TRANSPORTS = /^(sender_dependent_default_transport_maps|(mailbox|fallback)_transport_maps)$/;
const CHECKS = /_(header|body|mime)_checks$|^((mime|nested)_)?(header|body)_checks$/;

/** How the values of a table name transports; undefined for tables whose values do not. */
export function transportReaderOf(system: MailSystem, file: EntryFile): TransportReader | undefined {
  const roles = rolesOf(system, file);
  if (roles.includes('transport')) return first;
  if (roles.some((role) => role.startsWith('access-'))) return behindFilter;
  const settings = system.tables.usesOf(file.uri).map(({ setting }) => setting.name);
  if (settings.some((name) => WITH_TRANSPORTS.test(name))) return unlessDunno;
  return settings.some((name) => CHECKS.test(name)) ? behindFilter : undefined;
}

/** The transport in the value of a line; undefined where none, or one that a pattern puts together, stands. */
export function namedTransport(
  line: ValueLine,
  reader: TransportReader,
): { readonly name: string; readonly span: Span } | undefined {
  const { word, text, place } = splitValue(line);
  const name = reader(word, text);
  if (name === undefined || name === '' || name.includes('$')) return undefined;
  const at = line.value.text.indexOf(name, name === word.split(':')[0] ? 0 : place.text.length);
  return { name, span: line.value.spanOf(at, at + name.length) };
}
