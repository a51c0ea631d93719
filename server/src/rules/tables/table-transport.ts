import { ENTRY_KINDS, entryFiles, rolesOf, splitValue, valueLines, type EntryFile } from '../lookupTables';
import { defineRule } from '../rule';
import { suggestTransport, transportsOf } from '../transports';

type MessageId = 'unknown' | 'similar' | 'write';

/** Transports that results name: transport(5), and settings whose tables name one for each sender or user. */
export const tableTransport = defineRule<MessageId>({
  id: 'table-transport',
  severity: 'warning',
  reads: ENTRY_KINDS,
  messages: {
    unknown: {
      en: 'master.cf has no service {name}: mail that this line sends there waits in the queue',
      'zh-cn': 'master.cf 中没有服务 {name}：这一行交给它的邮件会一直留在队列里',
    },
    similar: {
      en: 'master.cf has no service {name}; did you mean {meant}?',
      'zh-cn': 'master.cf 中没有服务 {name}；是不是 {meant}？',
    },
    write: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
  },
  check({ system, instance, report }) {
    const transports = transportsOf(instance);
    if (!transports) return;
    for (const file of entryFiles(system)) {
      const reader = readerOf(system, file);
      if (!reader) continue;
      for (const line of valueLines(file)) {
        const { word, text, place } = splitValue(line);
        const named = reader(word, text);
        if (named === undefined || named === '' || transports.has(named) || named.includes('$')) continue;
        const at = line.value.text.indexOf(named, named === word.split(':')[0] ? 0 : place.text.length);
        const meant = suggestTransport(named, transports);
        const found = { uri: file.uri, span: line.value.spanOf(at, at + named.length) };
        report({
          at: found,
          message: meant === undefined ? 'unknown' : 'similar',
          values: { name: named, meant: meant ?? '' },
          fixes:
            meant === undefined
              ? []
              : [{ title: 'write', values: { meant }, edits: () => [{ ...found, text: meant }] }],
        });
      }
    }
  },
});

/** The transport that a value names. */
type Reader = (word: string, text: string) => string | undefined;

const first: Reader = (word) => word.split(':')[0];
const behindFilter: Reader = (word, text) =>
  word.toUpperCase() === 'FILTER' && text.includes(':') ? text.split(':')[0] : undefined;
const unlessDunno: Reader = (word) => (word.toUpperCase() === 'DUNNO' ? undefined : first(word, ''));

/** Settings whose tables give `transport:nexthop`. */
const WITH_TRANSPORTS = /^(sender_dependent_default_transport_maps|(mailbox|fallback)_transport_maps)$/;
const CHECKS = /_(header|body|mime)_checks$|^((mime|nested)_)?(header|body)_checks$/;

function readerOf(system: Parameters<typeof rolesOf>[0], file: EntryFile): Reader | undefined {
  const roles = rolesOf(system, file);
  if (roles.includes('transport')) return first;
  if (roles.some((role) => role.startsWith('access-'))) return behindFilter;
  const settings = system.tables.usesOf(file.uri).map(({ setting }) => setting.name);
  if (settings.some((name) => WITH_TRANSPORTS.test(name))) return unlessDunno;
  return settings.some((name) => CHECKS.test(name)) ? behindFilter : undefined;
}
