/** A field of the last column of a passwd-file that Dovecot itself reads. */
export interface ExtraFieldFact {
  /** Who looks at it; fields of userdb have `userdb_` before their names. */
  readonly of: 'passdb' | 'userdb';
  /** Its being there is enough, whatever its value is. */
  readonly isFlag?: boolean;
  /** Without effect in the other line. */
  readonly only?: '2.3' | '2.4';
}

const PASSDB: ExtraFieldFact = { of: 'passdb' };
const FLAG: ExtraFieldFact = { of: 'passdb', isFlag: true };
const USERDB: ExtraFieldFact = { of: 'userdb' };
const OF_23: ExtraFieldFact = { of: 'userdb', only: '2.3' };
const OF_24: ExtraFieldFact = { of: 'userdb', only: '2.4' };

/** Fields that passdb reads (auth-request-fields, auth-request.c), and those of userdb that are set for single users. */
export const EXTRA_FIELDS: Readonly<Record<string, ExtraFieldFact>> = {
  allow_nets: PASSDB,
  allow_real_nets: PASSDB,
  nopassword: FLAG,
  nologin: FLAG,
  reason: PASSDB,
  nodelay: FLAG,
  delay_until: PASSDB,
  user: PASSDB,
  login_user: PASSDB,
  noauthenticate: FLAG,
  proxy: FLAG,
  proxy_maybe: FLAG,
  host: PASSDB,
  port: PASSDB,
  destuser: PASSDB,
  pass: PASSDB,
  master: PASSDB,
  ssl: PASSDB,
  starttls: PASSDB,
  proxy_timeout: PASSDB,
  userdb_uid: USERDB,
  userdb_gid: USERDB,
  userdb_home: USERDB,
  userdb_mail: OF_23,
  userdb_quota_rule: OF_23,
  userdb_mail_driver: OF_24,
  userdb_mail_path: OF_24,
  userdb_quota_storage_size: OF_24,
  userdb_quota_message_count: OF_24,
};

/** Fields of userdb by the names that it has them under. */
export const USERDB_FIELDS: ReadonlySet<string> = new Set([
  'uid',
  'gid',
  'home',
  'mail',
  'quota_rule',
  'mail_driver',
  'mail_path',
  'quota_storage_size',
  'quota_message_count',
]);
