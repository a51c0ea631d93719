import type { DocGroup } from '../../knowledge/docs';
import type { DovecotSubject } from '../../explain/dovecotSettingMarkdown';

interface ValueGroup {
  readonly group: DocGroup;
  /** How the prose writes a word. */
  readonly nameOf: (word: string) => string;
  /** How a configuration writes it. */
  readonly written: (name: string) => string;
}

const same = (text: string): string => text;

const MECHANISMS: ValueGroup = {
  group: 'mechanisms',
  nameOf: (word) => word.toUpperCase(),
  written: (name) => name.toLowerCase(),
};

const SCHEMES: ValueGroup = {
  group: 'password-schemes',
  nameOf: (word) => word.replace(/[{}]/g, '').toUpperCase(),
  written: same,
};

const PASSDB_DRIVERS: ValueGroup = { group: 'passdb-drivers', nameOf: same, written: same };
const USERDB_DRIVERS: ValueGroup = { group: 'userdb-drivers', nameOf: same, written: same };

/** Settings whose words have records of their own: `passdb/driver` of 2.3, `passdb_driver` of 2.4. */
const GROUPS: Readonly<Record<string, ValueGroup>> = {
  auth_mechanisms: MECHANISMS,
  'passdb/mechanisms': MECHANISMS,
  passdb_mechanisms_filter: MECHANISMS,
  submission_relay_sasl_mechanisms: MECHANISMS,
  imapc_sasl_mechanisms: MECHANISMS,
  'passdb/driver': PASSDB_DRIVERS,
  passdb_driver: PASSDB_DRIVERS,
  'userdb/driver': USERDB_DRIVERS,
  userdb_driver: USERDB_DRIVERS,
  passdb_default_password_scheme: SCHEMES,
  passwd_file_default_password_scheme: SCHEMES,
};

/** The records that the words of a setting have. */
export function valueGroup({ name, fact }: DovecotSubject): ValueGroup | undefined {
  const whole = fact?.in === undefined ? (fact?.name ?? name) : `${fact.in}/${fact.name}`;
  return GROUPS[whole];
}
