/** How each type of lookup table is fed, and what postmap makes of it (DATABASE_README). */
export const TABLE_TYPES = {
  btree: { source: 'indexed', suffixes: ['.db'] },
  cdb: { source: 'indexed', suffixes: ['.cdb'] },
  cidr: { source: 'pattern' },
  debug: { source: 'combined' },
  environ: { source: 'system' },
  fail: { source: 'inline' },
  hash: { source: 'indexed', suffixes: ['.db'] },
  inline: { source: 'inline' },
  internal: { source: 'system' },
  ldap: { source: 'client' },
  lmdb: { source: 'indexed', suffixes: ['.lmdb'] },
  memcache: { source: 'client' },
  mongodb: { source: 'client' },
  mysql: { source: 'client' },
  nis: { source: 'system' },
  pcre: { source: 'pattern' },
  pgsql: { source: 'client' },
  pipemap: { source: 'combined' },
  proxy: { source: 'combined' },
  randmap: { source: 'inline' },
  regexp: { source: 'pattern' },
  socketmap: { source: 'remote' },
  sqlite: { source: 'client' },
  static: { source: 'inline' },
  tcp: { source: 'remote' },
  texthash: { source: 'text' },
  unionmap: { source: 'combined' },
  unix: { source: 'system' },
};

/** Types that other builds of Postfix have, and none of Debian's. */
export const FOREIGN_TABLE_TYPES = {
  dbm: { source: 'indexed', suffixes: ['.dir', '.pag'] },
  nisplus: { source: 'system' },
  sdbm: { source: 'indexed', suffixes: ['.dir', '.pag'] },
};
