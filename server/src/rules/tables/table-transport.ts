import { ENTRY_KINDS, entryFiles, valueLines } from '../lookupTables';
import { defineRule } from '../rule';
import { namedTransport, transportReaderOf } from '../transportValues';
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
      const reader = transportReaderOf(system, file);
      if (!reader) continue;
      for (const line of valueLines(file)) {
        const named = namedTransport(line, reader);
        if (!named || transports.has(named.name)) continue;
        const { name, span } = named;
        const meant = suggestTransport(name, transports);
        const found = { uri: file.uri, span };
        report({
          at: found,
          message: meant === undefined ? 'unknown' : 'similar',
          values: { name, meant: meant ?? '' },
          fixes:
            meant === undefined
              ? []
              : [{ title: 'write', values: { meant }, edits: () => [{ ...found, text: meant }] }],
        });
      }
    }
  },
});
