/**
 * The smtpd restrictions. Authored: the program compares names one by one (src/smtpd/smtpd_check.c), so that no table
 * can be read; `generate.mjs` checks that the names stand in each `smtpd` binary, and test/real/restrictions asks a
 * running smtpd about every one of them.
 *
 * All lists recognise all restrictions. What a list lacks is the information: nobody has a sender or a recipient at
 * ETRN, and only ETRN has an ETRN name; there, the restriction is passed over silently.
 */
const MAIL_STAGES = ['client', 'helo', 'sender', 'relay', 'recipient', 'data', 'end-of-data'];
const words = ([text]) => text.trim().split(/\s+/);

const GROUPS = [
  [
    {},
    words`permit reject defer defer_if_permit defer_if_reject reject_unauth_pipelining reject_plaintext_session
    reject_unknown_client_hostname reject_unknown_reverse_client_hostname
    permit_inet_interfaces permit_mynetworks permit_sasl_authenticated permit_tls_all_clientcerts
    permit_tls_clientcerts reject_invalid_helo_hostname reject_unknown_helo_hostname
    reject_non_fqdn_helo_hostname`,
  ],
  [{ argument: 'restriction' }, words`warn_if_reject`],
  [{ argument: 'number' }, words`sleep`],
  [{ argument: 'policy-service' }, words`check_policy_service`],
  [
    { argument: 'table' },
    words`check_client_access check_reverse_client_hostname_access check_ccert_access
    check_sasl_access check_client_ns_access check_client_mx_access check_client_a_access
    check_reverse_client_hostname_ns_access check_reverse_client_hostname_mx_access
    check_reverse_client_hostname_a_access check_helo_access check_helo_ns_access check_helo_mx_access
    check_helo_a_access`,
  ],
  [
    { argument: 'table', stages: MAIL_STAGES },
    words`check_sender_access check_sender_ns_access check_sender_mx_access
    check_sender_a_access check_recipient_access check_recipient_ns_access check_recipient_mx_access
    check_recipient_a_access`,
  ],
  [{ argument: 'table', stages: ['etrn'] }, words`check_etrn_access`],
  [
    { argument: 'dns-domain' },
    words`reject_rbl_client reject_rhsbl_client reject_rhsbl_reverse_client
    reject_rhsbl_helo permit_dnswl_client permit_rhswl_client`,
  ],
  [{ argument: 'dns-domain', stages: MAIL_STAGES }, words`reject_rhsbl_sender reject_rhsbl_recipient`],
  [
    { stages: MAIL_STAGES },
    words`reject_unknown_sender_domain reject_unverified_sender reject_non_fqdn_sender
    reject_sender_login_mismatch reject_authenticated_sender_login_mismatch
    reject_known_sender_login_mismatch reject_unauthenticated_sender_login_mismatch reject_unlisted_sender
    permit_auth_destination reject_unauth_destination defer_unauth_destination
    reject_unknown_recipient_domain reject_non_fqdn_recipient reject_unlisted_recipient
    reject_multi_recipient_bounce reject_unverified_recipient`,
  ],
  // Takes mail for domains whose MX record points here; 3.9 says that it will go
  [
    { deprecated: { since: '3.9', replacement: 'relay_domains' }, stages: MAIL_STAGES },
    words`permit_mx_backup`,
  ],
  // Old names that smtpd still takes
  [{ replacedBy: 'reject_unknown_client_hostname' }, words`reject_unknown_client`],
  [{ replacedBy: 'reject_invalid_helo_hostname' }, words`reject_invalid_hostname`],
  [{ replacedBy: 'reject_unknown_helo_hostname' }, words`reject_unknown_hostname`],
  [{ replacedBy: 'reject_non_fqdn_helo_hostname' }, words`reject_non_fqdn_hostname`],
  [{ replacedBy: 'reject_unknown_sender_domain', stages: MAIL_STAGES }, words`reject_unknown_address`],
  [{ replacedBy: 'reject_unlisted_recipient', stages: MAIL_STAGES }, words`check_recipient_maps`],
  [{ replacedBy: 'reject_rbl_client', argument: 'dns-domain' }, words`reject_rbl`],
  // Names that 3.9 answers with "server configuration error"
  [
    { removed: '3.9', replacedBy: 'reject_unauth_destination', stages: MAIL_STAGES },
    words`check_relay_domains`,
  ],
  [{ removed: '3.9', replacedBy: 'permit_mynetworks' }, words`permit_naked_ip_address`],
  [{ removed: '3.9', replacedBy: 'reject_rbl_client' }, words`reject_maps_rbl`],
];

export const RESTRICTIONS = GROUPS.flatMap(([fact, names]) => names.map((name) => ({ name, ...fact })));
