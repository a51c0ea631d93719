/** Settings that keep this Dovecot to itself, and without the waiting that wrong passwords cost. */
const HEADS: Readonly<Record<string, string>> = {
  '2.3': 'disable_plaintext_auth = no\nmail_location = maildir:~/Maildir\n',
  '2.4': `dovecot_config_version = 2.4.1
dovecot_storage_version = 2.4.1
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = ~/Maildir
`,
};

/** A whole dovecot.conf for a server below a directory, which stands for /etc/dovecot in what is added. */
export function privateDovecot(line: string, directory: string, more: string): string {
  return `${HEADS[line] ?? ''}protocols =
ssl = no
base_dir = ${directory}/run
state_dir = ${directory}/run
log_path = ${directory}/log
default_internal_user = root
default_internal_group = root
default_login_user = root
auth_failure_delay = 0
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
${more.replaceAll('/etc/dovecot', directory)}`;
}
