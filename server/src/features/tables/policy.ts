import type { Proposal } from '../completion/item';

/** TLS_README, "per-destination policy": the levels of smtp_tls_policy_maps. */
const LEVELS = ['none', 'may', 'encrypt', 'dane', 'dane-only', 'fingerprint', 'verify', 'secure'];

const ATTRIBUTES: Readonly<Record<string, string>> = {
  match: 'match=${1:nexthop}',
  protocols: 'protocols=${1:>=TLSv1.2}',
  ciphers: 'ciphers=${1:medium}',
  exclude: 'exclude=${1:aNULL}',
  servername: 'servername=${1:mail.example.com}',
  tafile: 'tafile=${1:/etc/postfix/anchor.pem}',
  connection_reuse: 'connection_reuse=${1|yes,no|}',
};

/** What may follow in a TLS policy. */
export function policyProposals(typed: string): Proposal[] {
  if (!/\s/.test(typed)) {
    const subject = { group: 'value', of: 'smtp_tls_security_level' } as const;
    return LEVELS.map((label) => ({ label, kind: 'value', subject: { ...subject, name: label } }));
  }
  if (/=\S*$/.test(typed)) return [];
  return Object.entries(ATTRIBUTES).map(([label, snippet]) => ({ label, kind: 'option', snippet }));
}
