import type { MigrationCase } from './migrationCases';

const inPlugin = (...lines: readonly string[]): string =>
  `plugin {\n${lines.map((line) => `  ${line}\n`).join('')}}`;

const QUOTA: readonly MigrationCase[] = [
  {
    old: inPlugin('quota = count:User quota', 'quota_rule = *:storage=1G:messages=100', 'quota_vsizes = yes'),
    new: 'quota "User quota" {\n  driver = count\n}\nquota_storage_size = 1G\nquota_message_count = 100',
  },
  {
    old: inPlugin(
      'quota_rule = *:bytes=5000',
      'quota_rule2 = Trash:storage=+10%%',
      'quota_rule3 = Spam:ignore',
    ),
    new: 'quota_storage_size = 5000B\nmailbox Trash {\n  quota_storage_percentage = 110\n}\nmailbox Spam {\n  quota_ignore = yes\n}',
  },
  {
    old: inPlugin('quota = maildir:User:noenforcing', 'quota_grace = 5M', 'quota_max_mail_size = 10M'),
    new: 'quota User {\n  driver = maildir\n  enforce = no\n}\nquota_storage_grace = 5M\nquota_mail_size = 10M',
  },
  {
    old: inPlugin('quota_rule = *:storage=1G', 'quota_grace = 10%%'),
    new: 'quota_storage_size = 1G\nquota_storage_grace = 107374182 B',
  },
  {
    old: inPlugin('quota = dict:User quota::proxy::quota'),
    new: 'quota "User quota" {\n  driver = count\n}',
    points: ['counted in the index'],
  },
  {
    old: inPlugin(
      'quota = count:A',
      'quota_rule = *:storage=1G',
      'quota2 = count:B',
      'quota2_rule = *:storage=2G',
    ),
    new: 'quota A {\n  driver = count\n}\nquota A {\n  quota_storage_size = 1G\n}\nquota B {\n  driver = count\n}\nquota B {\n  quota_storage_size = 2G\n}',
  },
  {
    old: inPlugin(
      'quota_warning = storage=95%% quota-warning 95 %u',
      'quota_warning2 = -messages=80%% below %u',
    ),
    new: 'quota_warning warning1 {\n  quota_storage_percentage = 95\n  execute quota-warning {\n    args = 95 %{user}\n  }\n}\nquota_warning warning2 {\n  resource = message\n  quota_message_percentage = 80\n  threshold = under\n  execute below {\n    args = %{user}\n  }\n}',
  },
  { old: inPlugin('quota_exceeded_message = Full, %u'), new: 'quota_exceeded_message = Full, %{user}' },
];

const SIEVE: readonly MigrationCase[] = [
  {
    old: inPlugin('sieve = file:~/sieve;active=~/.dovecot.sieve'),
    new: 'sieve_script personal {\n  driver = file\n  path = ~/sieve\n  active_path = ~/.dovecot.sieve\n}',
  },
  {
    old: inPlugin('# where they are', 'sieve = ~/.dovecot.sieve', 'sieve_dir = ~/s/%n'),
    new: '# where they are\nsieve_script personal {\n  driver = file\n  path = ~/s/%{user | username}\n  active_path = ~/.dovecot.sieve\n}',
  },
  {
    old: inPlugin(
      'sieve_before = /a',
      'sieve_before2 = file:/b;name=two',
      'sieve_default = /d',
      'sieve_default_name = std',
    ),
    new: 'sieve_script before {\n  type = before\n  path = /a\n}\nsieve_script before2 {\n  type = before\n  path = /b\n  sieve_script_name = two\n}\nsieve_script default {\n  type = default\n  path = /d\n  sieve_script_name = std\n}',
  },
  {
    old: inPlugin('sieve_extensions = +notify -vacation +editheader'),
    new: 'sieve_extensions {\n  vacation = no\n  editheader = yes\n}',
    points: ['no extension notify'],
  },
  {
    old: inPlugin(
      'imapsieve_mailbox1_name = Junk',
      'imapsieve_mailbox1_causes = COPY APPEND',
      'imapsieve_mailbox1_before = file:/spam.sieve',
      'imapsieve_mailbox2_name = *',
      'imapsieve_mailbox2_from = Junk',
      'imapsieve_mailbox2_causes = COPY',
      'imapsieve_mailbox2_before = file:/ham.sieve',
    ),
    new: 'mailbox Junk {\n  sieve_script mailbox1-before {\n    type = before\n    cause = copy append\n    path = /spam.sieve\n  }\n}\nimapsieve_from Junk {\n  sieve_script mailbox2-before {\n    type = before\n    cause = copy\n    path = /ham.sieve\n  }\n}',
  },
  {
    old: inPlugin(
      'sieve_vacation_dont_check_recipient = yes',
      'sieve_quota_max_scripts = 5',
      'sieve_max_redirects = 3',
    ),
    new: 'sieve_vacation_check_recipient = no\nsieve_quota_script_count = 5\nsieve_max_redirects = 3',
  },
  {
    old: inPlugin('sieve_editheader_protected = X-A X-B'),
    new: 'sieve_editheader_header x-a {\n  forbid_add = yes\n  forbid_delete = yes\n}\nsieve_editheader_header x-b {\n  forbid_add = yes\n  forbid_delete = yes\n}',
  },
  {
    old: inPlugin(
      'sieve_spamtest_status_type = text',
      'sieve_spamtest_text_value1 = No',
      'sieve_env_server = mx',
    ),
    new: 'sieve_spamtest_status_type = text\nsieve_spamtest_text_value {\n  1 = No\n}\nsieve_environment {\n  server = mx\n}',
  },
];

const OTHERS: readonly MigrationCase[] = [
  {
    old: inPlugin('acl = vfile', 'acl_anyone = allow', 'acl_shared_dict = file:/var/lib/shared'),
    new: 'acl_driver = vfile\nimap_acl_allow_anyone = yes\nacl_sharing_map {\n  dict file {\n    path = /var/lib/shared\n  }\n}',
  },
  {
    old: inPlugin('acl = vfile:/etc/acls:cache_secs=300'),
    new: 'acl_driver = vfile\nacl_cache_ttl = 300 secs',
    points: ['/etc/acls'],
  },
  {
    old: inPlugin('zlib_save = zstd', 'zlib_save_level = 5'),
    new: 'mail_compress_write_method = zstd\ncompress_zstd_level = 5',
  },
  { old: inPlugin('zlib_save = xz'), new: '# zlib_save = xz', points: ['no xz'] },
  {
    old: inPlugin(
      'fts = solr',
      'fts_solr = url=http://s/ batch_size=50',
      'fts_autoindex = yes',
      'fts_autoindex_exclude = \\Trash',
    ),
    new: 'fts solr {\n}\nfts solr {\n  fts_solr_url = http://s/\n  fts_solr_batch_size = 50\n}\nfts_autoindex = yes\nmailbox \\Trash {\n  fts_autoindex = no\n}',
  },
  { old: inPlugin('fts = squat'), new: '# fts = squat', points: ['fts driver squat'] },
  {
    old: inPlugin('fts_languages = en, de'),
    new: 'language en {\n  default = yes\n}\nlanguage de {\n}',
  },
  {
    old: inPlugin('mail_log_events = delete expunge', 'mail_log_fields = uid box'),
    new: 'mail_log_events = delete expunge\nmail_log_fields = uid box',
  },
  {
    old: inPlugin(
      'mail_crypt_global_private_key = </k.pem',
      'mail_crypt_global_public_key = </p.pem',
      'mail_crypt_save_version = 2',
    ),
    new: 'crypt_global_private_key key1 {\n  crypt_private_key_file = /k.pem\n}\ncrypt_global_public_key_file = /p.pem',
  },
  { old: inPlugin('lazy_expunge = .EXPUNGED'), new: 'lazy_expunge_mailbox = .EXPUNGED' },
  {
    old: inPlugin('last_login_dict = redis:host=10.0.0.1:port=6379', 'last_login_key = l/%u'),
    new: 'last_login {\n  dict redis {\n    redis_host = 10.0.0.1\n    redis_port = 6379\n  }\n}\nlast_login_key = l/%{user}',
  },
  {
    old: inPlugin('trash = /etc/dovecot/trash.conf'),
    new: '# trash = /etc/dovecot/trash.conf',
    points: ['no trash'],
  },
  { old: inPlugin('push_notification_driver = dlog'), new: 'push_notification dlog {\n}' },
  {
    old: inPlugin('autocreate = Trash', 'autocreate2 = Spam', 'autosubscribe = Trash'),
    new: 'namespace inbox {\n  inbox = yes\n  mailbox Spam {\n    auto = create\n  }\n}\nnamespace inbox {\n  inbox = yes\n  mailbox Trash {\n    auto = subscribe\n  }\n}',
  },
  {
    old: `protocol lmtp {\n  plugin {\n    sieve_user_log = ~/x\n  }\n}`,
    new: 'protocol lmtp {\n  sieve_user_log_path = ~/x\n}',
  },
  { old: inPlugin('# nothing but this'), new: '# nothing but this' },
  { old: inPlugin('nosuch_setting = 1'), new: '# nosuch_setting = 1', points: ['no nosuch_setting'] },
];

export const PLUGIN_CASES: Readonly<Record<string, readonly MigrationCase[]>> = {
  quota: QUOTA,
  Sieve: SIEVE,
  'other plugins': OTHERS,
};
