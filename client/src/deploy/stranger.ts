import { evaluate } from '../../../server/src/postfix/evaluate';
import { inNetwork, parseInetAddress } from '../../../server/src/postfix/inetAddress';
import { lastByName, parseMainCf } from '../../../server/src/postfix/mainCf';
import { parseNetwork } from '../../../server/src/postfix/networks';
import { splitList } from '../../../server/src/postfix/values';
import type { Remote } from '../ssh/remote';
import { decode } from '../ssh/remoteText';
import type { Comparison } from './comparison';

/** The address from which a server sees this side: sshd tells it (ssh(1), SSH_CONNECTION), sudo would take it away. */
export async function askOwnAddress(remote: Remote): Promise<string | undefined> {
  const { stdout } = await remote.run({ argv: ['sh', '-c', 'printf %s "$SSH_CONNECTION"'] });
  const [address] = decode(stdout).split(' ');
  return address === '' ? undefined : address;
}

/**
 * Whether a mail client at this address is a stranger to a server, before and after a deploy: only then does it
 * prove anything when the server relays for it. What cannot be known (tables, names) counts as trusted.
 */
export function isStranger(
  address: string | undefined,
  { snapshot, local }: Pick<Comparison, 'snapshot' | 'local'>,
): boolean {
  const { postfix } = snapshot;
  if (address === undefined || !postfix) return false;
  const inForce = postfix.parameters;
  const mainCf = local.get(`${postfix.configDirectory}/main.cf`);
  const own = lastByName(parseMainCf(mainCf ? new TextDecoder().decode(mainCf.content) : '').parameters);
  const planned = (name: string): string | undefined => own.get(name)?.value.text ?? inForce.get(name);
  const trusted = [inForce.get('mynetworks') ?? '', evaluate(planned('mynetworks') ?? '', planned).text];
  return trusted.every((list) => isOutside(address, list));
}

function isOutside(address: string, list: string): boolean {
  const own = parseInetAddress(address);
  return splitList(list).every(({ text }) => {
    const network = parseNetwork(text);
    const first = parseInetAddress(network?.address ?? '');
    if (!own || !network || !first) return false;
    return !inNetwork(own, first, network.prefix);
  });
}
