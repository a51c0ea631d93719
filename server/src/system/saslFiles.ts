import { SASLAUTHD_LDAP_OPTIONS, SASLAUTHD_SETTINGS, SMTPD_OPTIONS, type SaslOptions } from '../sasl/options';
import type { Span } from '../text/span';
import type { ConfigurationFile, SaslauthdFile, SaslauthdLdapFile, SaslFile } from './files';
import type { MailSystem } from './mailSystem';

/** The files of Cyrus SASL: of its library, of saslauthd, and of how saslauthd is started. */
export type CyrusFile = SaslFile | SaslauthdFile | SaslauthdLdapFile;

/** A name and its value, whichever sign stands between them. */
export interface SaslEntry {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
  /** Blanks behind the value, of which the library makes a part of it. */
  readonly behind?: Span;
}

const OPTIONS: Readonly<Record<CyrusFile['kind'], SaslOptions>> = {
  sasl: SMTPD_OPTIONS,
  saslauthd: SASLAUTHD_SETTINGS,
  'saslauthd-ldap': SASLAUTHD_LDAP_OPTIONS,
};

/** What may be set in a file. */
export function optionsOf({ kind }: CyrusFile): SaslOptions {
  return OPTIONS[kind];
}

export function saslEntries(file: CyrusFile): readonly SaslEntry[] {
  return file.kind === 'saslauthd' ? file.tree.settings : file.tree.options;
}

export function isCyrusFile(file: ConfigurationFile): file is CyrusFile {
  return Object.hasOwn(OPTIONS, file.kind);
}

/** What saslauthd is started with: one file for each of its instances. */
export function saslauthdFiles({ files }: MailSystem): SaslauthdFile[] {
  return files.filter((file) => file.kind === 'saslauthd');
}
