import { readTyped } from '../../dovecot/values';
import type { DovecotRelease } from '../../knowledge/dovecotKnowledge';
import { givenValues, type Given } from '../../system/dovecot/given';
import { defineRule } from '../rule';

const OTHERS_WRITE = 0o002n;

/** Sockets that every local user may write to, and modes that Dovecot reads as decimal. */
export const dovecotSocketMode = defineRule({
  id: 'dovecot-socket-mode',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    decimal: {
      en: 'Without a 0 in front {text} is read as a decimal number: the socket gets the mode {mode}',
      'zh-cn': '{text} 前面没有 0，会被当作十进制数：套接字的权限会成为 {mode}',
    },
    everyone: {
      en: 'Every user of this machine can connect to this socket of service {service}',
      'zh-cn': '本机的任何用户都能连接 {service} 服务的这个套接字',
    },
    octal: { en: 'Write it as octal: 0{text}', 'zh-cn': '写成八进制：0{text}' },
    restrict: { en: 'Only its user and group: 0660', 'zh-cn': '只允许所属用户和组：0660' },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    for (const given of givenValues(dovecot)) {
      const { assignment, text } = given.value;
      if (!assignment || !isListenerMode(given)) continue;
      const read = readTyped('octal', text, dovecot.release.line);
      if ('problem' in read || typeof read.value !== 'bigint') continue;
      const { file, entry } = assignment;
      const at = { uri: file.uri, span: { start: entry.source.start, end: entry.source.end } };
      const mode = `0${read.value.toString(8)}`;
      if (/^[1-7][0-7]*$/.test(text)) {
        const octal = {
          title: 'octal' as const,
          values: { text },
          edits: () => [{ ...at, text: `0${text}` }],
        };
        report({ at, message: 'decimal', values: { text, mode }, fixes: [octal] });
      } else if ((read.value & OTHERS_WRITE) !== 0n && !isBuiltIn(given, dovecot.release, read.value)) {
        const restrict = { title: 'restrict' as const, edits: () => [{ ...at, text: '0660' }] };
        report({ at, message: 'everyone', values: { service: serviceOf(given) }, fixes: [restrict] });
      }
    }
  },
});

function isListenerMode({ name, blocks }: Given): boolean {
  return (
    /^((unix|fifo)_listener_)?mode$/.test(name) && /^(unix|fifo)_listener$/.test(blocks.at(-1)?.type ?? '')
  );
}

function serviceOf({ blocks }: Given): string {
  return blocks.find(({ type }) => type === 'service')?.label ?? '';
}

/** Some sockets are open to all by design; the service looks at who connects. */
function isBuiltIn(given: Given, { services }: DovecotRelease, mode: bigint): boolean {
  const path = given.blocks.at(-1)?.label;
  const service = services.find(({ name }) => name === serviceOf(given));
  const own = service?.listeners.find(({ settings }) => settings['path'] === path)?.settings['mode'];
  if (own === undefined) return false;
  return BigInt(typeof own === 'number' ? own : `0o${own}`) === mode;
}
