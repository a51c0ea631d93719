import type { RestrictionStage } from '../knowledge/types';
import type { LookupRole } from '../postfix/tables/lookupKeys';

/** Parameters whose tables are asked for something else than the exact text. */
const BY_PARAMETER: readonly (readonly [RegExp, LookupRole])[] = [
  [/^(sender_|recipient_)?canonical_maps$/, 'canonical'],
  [/^virtual_(alias_)?maps$/, 'virtual'],
  [/^alias_(maps|database)$/, 'aliases'],
  [/^virtual_(mailbox|uid|gid)_maps$/, 'mailbox'],
  [/^(local|relay)_recipient_maps$/, 'local-recipients'],
  [/^relocated_maps$/, 'relocated'],
  [/^(address_verify_)?transport_maps$/, 'transport'],
  [/^(smtp|lmtp)_generic_maps$/, 'generic'],
  [/^smtpd_sender_login_maps$/, 'sender-login'],
  [/sender_dependent_/, 'sender-dependent'],
  [/^(sender|recipient)_bcc_maps$/, 'bcc'],
  [/^(smtp|lmtp)_sasl_password_maps$/, 'sasl-password'],
  [/^(smtp_tls|lmtp_tls|tlsproxy_client)_policy(_maps)?$/, 'tls-policy'],
  [/^(mydestination|virtual_(alias|mailbox)_domains)$/, 'domain-class'],
  [/^(relay_domains|fast_flush_domains|(smtp|lmtp)_connection_cache_destinations)$/, 'domain-list'],
  [
    /^(mynetworks|permit_mx_backup_networks|.*_(exceptions|clients|hosts|networks|exclusions))$/,
    'address-list',
  ],
];

/** Caches that Postfix itself writes: no table of the administrator's. */
const CACHE = /_cache_(database|map|name)$|^address_verify_map$|^non_bdb_custom_mapping$/;

/** What the tables in a parameter's value are asked for; undefined for caches. */
export function roleOfParameter(name: string): LookupRole | undefined {
  if (CACHE.test(name)) return undefined;
  return BY_PARAMETER.find(([pattern]) => pattern.test(name))?.[1] ?? 'exact';
}

const BY_RESTRICTION: readonly (readonly [RegExp, LookupRole])[] = [
  [/^check_(reverse_)?client(_hostname)?_access$/, 'access-client'],
  [/^check_helo_access$/, 'access-helo'],
  [/^check_sender_access$/, 'access-sender'],
  [/^check_recipient_access$/, 'access-recipient'],
  [/^check_etrn_access$/, 'access-etrn'],
  [/^check_\w+_(mx|ns|a)_access$/, 'access-client'],
];

/** What a table behind a restriction such as `check_client_access` is asked for. */
export function roleOfRestriction(name: string): LookupRole {
  const word = name.toLowerCase();
  return BY_RESTRICTION.find(([pattern]) => pattern.test(word))?.[1] ?? 'exact';
}

const BY_STAGE: Readonly<Partial<Record<RestrictionStage, LookupRole>>> = {
  client: 'access-client',
  helo: 'access-helo',
  sender: 'access-sender',
  relay: 'access-recipient',
  recipient: 'access-recipient',
  etrn: 'access-etrn',
};

/** What a table that stands alone in a restriction list is asked for; undefined where it is an error. */
export function roleOfStage(stage: RestrictionStage | undefined): LookupRole | undefined {
  return stage && BY_STAGE[stage];
}

/** Names that tables of a role commonly have, for files that no setting uses. */
const BY_FILE_NAME: readonly (readonly [RegExp, LookupRole])[] = [
  [/^aliases(\.|$)/, 'aliases'],
  [/virtual.*mailbox|vmailbox/, 'mailbox'],
  [/virtual/, 'virtual'],
  [/canonical/, 'canonical'],
  [/transport/, 'transport'],
  [/relocated/, 'relocated'],
  [/generic/, 'generic'],
  [/sasl_?passwd/, 'sasl-password'],
  [/tls_?policy/, 'tls-policy'],
  [/helo/, 'access-helo'],
  [/sender_?login/, 'sender-login'],
  [/sender/, 'access-sender'],
  [/re?ci?pi?e?n?t/, 'access-recipient'],
  [/client|access/, 'access-client'],
];

export function roleOfFileName(name: string): LookupRole | undefined {
  return BY_FILE_NAME.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
}
