export const TABLE_LANGUAGES = [
  'postfix-table',
  'postfix-aliases',
  'postfix-regexp',
  'postfix-pcre',
  'postfix-cidr',
] as const;

/** Languages that the server is asked about, on any file system. */
export const LANGUAGES = [
  'postfix-main',
  'postfix-master',
  'postfix-client',
  ...TABLE_LANGUAGES,
  'dovecot',
  'dovecot-driver',
  'dovecot-passwd',
  'cyrus-sasl',
  'saslauthd',
  'saslauthd-ldap',
] as const;
