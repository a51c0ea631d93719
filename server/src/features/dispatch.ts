import type { ConfigurationFile, FileKind, FileOfKind } from '../system/files';
import { dovecotFeatures, driverFeatures } from './dovecot/dovecotFeatures';
import { passwdFeatures } from './dovecot/passwd/passwdFeatures';
import type { LanguageFeatures } from './language';
import { postfixFeatures } from './postfixFeatures';
import { saslFeatures } from './sasl/saslFeatures';
import { clientFeatures } from './tables/clientFeatures';
import { tableFeatures } from './tables/tableFeatures';

/** Which features answer for a file of each kind. */
const FEATURES: { readonly [K in FileKind]: LanguageFeatures<FileOfKind<K>> } = {
  main: postfixFeatures,
  master: postfixFeatures,
  dovecot: dovecotFeatures,
  'dovecot-driver': driverFeatures,
  'dovecot-passwd': passwdFeatures,
  sasl: saslFeatures,
  saslauthd: saslFeatures,
  'saslauthd-ldap': saslFeatures,
  'keyed-table': tableFeatures,
  'alias-table': tableFeatures,
  'regexp-table': tableFeatures,
  'pcre-table': tableFeatures,
  'cidr-table': tableFeatures,
  'client-table': clientFeatures,
};

/** The features of a file's language; they take the files of its kind alone. */
export function featuresOf({ kind }: ConfigurationFile): LanguageFeatures<ConfigurationFile> {
  return FEATURES[kind];
}
