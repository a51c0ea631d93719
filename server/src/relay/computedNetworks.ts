import ipaddr from 'ipaddr.js';
import { mayBeOurs } from './resolve';
import type { Session } from './session';
import type { Membership } from './tables';
import type { Match } from './verdict';

/**
 * Whether the client is in the networks that smtpd works out from its interfaces when `mynetworks` is not set
 * (postconf(5), mynetworks_style).
 */
export function computedNetwork(session: Session): Membership {
  const { settings } = session;
  const style = settings.text('mynetworks_style').toLowerCase();
  const address = ipaddr.parse(session.scenario.client.address);
  const at = settings.placeOf('mynetworks_style');
  const found = (key: string): Match => ({ key, source: 'mynetworks_style', ...(at && { at }) });
  for (const { text } of settings.list('inet_interfaces')) {
    const literal = text.replace(/^\[(.*)\]$/, '$1');
    if (/^(all|loopback-only|localhost)$/i.test(text)) {
      if (isLoopback(address, style)) return found(address.toString());
      if (text.toLowerCase() !== 'all' || style === 'host' || !mayBeOurs(address.toString())) continue;
      const dependency = { kind: 'interfaces', name: `mynetworks_style = ${style}` } as const;
      const said = session.ask(dependency, `near ${address.toString()}`, ['no', 'yes']);
      if (said === 'yes') return found(address.toString());
    } else if (ipaddr.isValid(literal)) {
      const near = around(ipaddr.parse(literal), style);
      if (near?.[0].kind() === address.kind() && address.match(near[0], near[1]))
        return found(near.join('/'));
    }
  }
  return undefined;
}

function isLoopback(address: ipaddr.IPv4 | ipaddr.IPv6, style: string): boolean {
  const text = address.toString();
  if (text === '::1' || text === '127.0.0.1') return true;
  return style !== 'host' && address.kind() === 'ipv4' && address.range() === 'loopback';
}

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The network that a style makes of an interface's address; undefined where its netmask would have to be known. */
function around(address: ipaddr.IPv4 | ipaddr.IPv6, style: string): Network | undefined {
  if (style === 'host') return [address, address.kind() === 'ipv4' ? 32 : 128];
  if (address.kind() === 'ipv6') return style === 'class' ? [address, 128] : undefined;
  const [first = 0] = address.toByteArray();
  if (first === 127) return [address, 8];
  return style === 'class' ? [address, first < 128 ? 8 : first < 192 ? 16 : 24] : undefined;
}
