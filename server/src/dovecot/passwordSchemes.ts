/** How long a stored password lasts when the table that holds it leaks. */
export type SchemeStrength =
  /** Slow on purpose, or salted and iterated. */
  | 'slow'
  /** Computed so quickly that passwords are found by trying. */
  | 'quick'
  /** Broken; 2.4 refuses most of them. */
  | 'broken'
  /** The password itself. */
  | 'readable'
  /** Whatever crypt(3) of the system takes: the hash itself tells. */
  | 'system';

/** The schemes of `doveadm pw -l`, of 2.3 and of 2.4. */
export const PASSWORD_SCHEMES: Readonly<Record<string, SchemeStrength>> = {
  ARGON2: 'slow',
  ARGON2I: 'slow',
  ARGON2ID: 'slow',
  'BLF-CRYPT': 'slow',
  'SHA512-CRYPT': 'slow',
  'SHA256-CRYPT': 'slow',
  PBKDF2: 'slow',
  'SCRAM-SHA-1': 'slow',
  'SCRAM-SHA-256': 'slow',
  CRYPT: 'system',
  SHA: 'quick',
  SHA1: 'quick',
  SHA256: 'quick',
  SHA512: 'quick',
  SSHA: 'quick',
  SSHA256: 'quick',
  SSHA512: 'quick',
  OTP: 'quick',
  MD5: 'broken',
  'MD5-CRYPT': 'broken',
  SMD5: 'broken',
  'LDAP-MD5': 'broken',
  'PLAIN-MD4': 'broken',
  'PLAIN-MD5': 'broken',
  'HMAC-MD5': 'broken',
  'CRAM-MD5': 'broken',
  'DIGEST-MD5': 'broken',
  'DES-CRYPT': 'broken',
  LANMAN: 'broken',
  NTLM: 'broken',
  PLAIN: 'readable',
  CLEAR: 'readable',
  CLEARTEXT: 'readable',
  'PLAIN-TRUNC': 'readable',
};

/** Endings that say how the hash is written down; without one, each scheme has its own way. */
const ENCODING = /\.(?:HEX|B64|BASE64)$/;

/** The name of a scheme as the table has it: `ssha512.b64` is SSHA512. */
export function schemeName(written: string): string {
  return written.toUpperCase().replace(ENCODING, '');
}

/** Undefined for a name that no Dovecot knows. */
export function strengthOf(written: string): SchemeStrength | undefined {
  const name = schemeName(written);
  return Object.hasOwn(PASSWORD_SCHEMES, name) ? PASSWORD_SCHEMES[name] : undefined;
}
