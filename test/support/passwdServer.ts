import type { DovecotFiles } from './realDovecot';

/** A Dovecot of each line whose passdb and userdb are one passwd-file. */
export const PASSWD_SERVERS = {
  '2.3': `passdb {
  driver = passwd-file
  args = /etc/dovecot/users
}
userdb {
  driver = passwd-file
  args = /etc/dovecot/users
}
`,
  '2.4': `dovecot_config_version = 2.4.1
dovecot_storage_version = 2.4.1
passdb passwd-file {
  passwd_file_path = /etc/dovecot/users
}
userdb passwd-file {
  passwd_file_path = /etc/dovecot/users
}
`,
} as const;

/** That server with these lines of users. */
export function usersOf(line: keyof typeof PASSWD_SERVERS, users: string): DovecotFiles {
  return { 'dovecot.conf': PASSWD_SERVERS[line], users };
}
