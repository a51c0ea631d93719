import type { FileKind } from '../system/files';

/** Language ids of the editor, for documents whose name does not tell what they are. */
const KINDS: Readonly<Record<string, FileKind>> = {
  'postfix-main': 'main',
  'postfix-master': 'master',
  dovecot: 'dovecot',
  'dovecot-driver': 'dovecot-driver',
  'dovecot-passwd': 'dovecot-passwd',
  'cyrus-sasl': 'sasl',
  saslauthd: 'saslauthd',
  'saslauthd-ldap': 'saslauthd-ldap',
  'postfix-table': 'keyed-table',
  'postfix-aliases': 'alias-table',
  'postfix-regexp': 'regexp-table',
  'postfix-pcre': 'pcre-table',
  'postfix-cidr': 'cidr-table',
  'postfix-client': 'client-table',
};

export function kindOfLanguage(languageId: string): FileKind | undefined {
  return KINDS[languageId];
}

export function languageOfKind(kind: FileKind): string | undefined {
  return Object.keys(KINDS).find((id) => KINDS[id] === kind);
}
