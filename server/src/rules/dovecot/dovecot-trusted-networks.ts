import { inNetwork, parseInetAddress } from '../../postfix/inetAddress';
import { parseNetwork, type Network } from '../../postfix/networks';
import type { Assignment } from '../../system/dovecot/assignments';
import { partOf } from '../dovecotValues';
import { defineRule } from '../rule';

const PRIVATE = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8'],
  ...['fc00::/7', 'fe80::/10', '::1/128'],
];

/** A public network that is larger than this holds strangers. */
const SMALLEST = { 4: 24, 6: 48 } as const;

/** Who is in these networks counts as secured, and may say of himself where he comes from. */
export const dovecotTrustedNetworks = defineRule({
  id: 'dovecot-trusted-networks',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    everybody: {
      en: 'All of the world is trusted: it may log in without TLS, and say that it comes from any address',
      'zh-cn': '信任了全世界：任何人都可以不用 TLS 登录，还可以谎称来自任意地址',
    },
    wide: {
      en: 'Every address in {network} may log in without TLS, and say that it comes from any address: name proxies and webmail servers alone',
      'zh-cn':
        '{network} 中的任何地址都可以不用 TLS 登录，还可以谎称来自任意地址：应只写代理和 webmail 服务器',
    },
  },
  check({ system: { dovecot }, report }) {
    for (const assignment of dovecot?.reading.assignments ?? []) {
      for (const { text, start } of networksIn(assignment)) {
        const network = parseNetwork(text.replace(/[[\]]/g, ''));
        if (!network || !isWide(network)) continue;
        report({
          at: partOf(assignment, start, start + text.length),
          message: network.prefix === 0 ? 'everybody' : 'wide',
          values: { network: text },
        });
      }
    }
  },
});

function networksIn({ entry, fact }: Assignment): { readonly text: string; readonly start: number }[] {
  if (fact?.name !== 'login_trusted_networks') return [];
  return [...entry.source.text.matchAll(/[^\s,"]+/g)].map(({ 0: text, index }) => ({ text, start: index }));
}

function isWide(network: Network): boolean {
  if (network.prefix >= SMALLEST[network.family]) return false;
  const address = parseInetAddress(network.address);
  return !PRIVATE.some((text) => {
    const around = parseNetwork(text);
    const start = around && parseInetAddress(around.address);
    if (!around || !start || !address || around.prefix > network.prefix) return false;
    return inNetwork(address, start, around.prefix);
  });
}
