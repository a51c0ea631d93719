import {
  fileOf,
  isYes,
  needless,
  open,
  removed,
  reworded,
  write,
  type Context,
  type OldSetting,
  type Outcome,
} from '../conversion';
import { renamed } from '../carryOver';
import { reason } from '../reasons';
import { inDictBlock } from '../settings/general';
import { dictBlock } from '../settings/dictUri';
import { block, inBlocks, setting } from '../statements';
import type { PluginConversion } from './pluginConversion';

/** Access control lists. */
const ACL: readonly PluginConversion[] = [
  [/^acl$/, convertAcl],
  [/^acl_anyone$/, reworded('imap_acl_allow_anyone', { allow: 'yes', deny: 'no', '': 'no' })],
  [/^acl_shared_dict$/, inDictBlock('acl_sharing_map')],
  [/^acl_ignore_namespace\d*$/, ({ name, value }) => open(reason('in-group', { name, value }))],
];

/** `vfile:directory of rules for all:cache_secs=300`. */
function convertAcl({ name, value }: OldSetting): Outcome {
  const [driver = '', path = '', ...options] = value.split(':');
  const seconds = options.map((option) => /^cache_secs=(\d+)$/.exec(option)?.[1]).find(Boolean);
  const ttl = seconds === undefined ? [] : [setting('acl_cache_ttl', `${seconds} secs`)];
  if (value === '') return write([]);
  return write(
    [setting('acl_driver', driver), ...ttl],
    path === '' ? [] : [reason('in-group', { name, value: path })],
  );
}

const COMPRESSION: readonly PluginConversion[] = [
  [
    /^zlib_save$/,
    (old, context) =>
      /^(gz|bz2|deflate|zstd|lz4)$/.test(old.value)
        ? renamed('mail_compress_write_method')(old, context)
        : open(reason('no-value', { value: old.value })),
  ],
  [
    /^zlib_save_level$/,
    (old, context) => {
      const name = LEVELS[context.pluginValues(old.filters).get('zlib_save') ?? ''];
      return name === undefined ? write([]) : renamed(name)(old, context);
    },
  ],
  // COMPRESS of IMAP needs no plugin.
  [/^imap_(compress_deflate|zlib_compress)_level$/, renamed('compress_deflate_level')],
];

const LEVELS: Readonly<Record<string, string>> = {
  gz: 'compress_gz_level',
  deflate: 'compress_deflate_level',
  bz2: 'compress_bz2_block_size_100k',
  zstd: 'compress_zstd_level',
};

const CRYPT: readonly PluginConversion[] = [
  [
    /^mail_crypt_global_private_key(\d*)$/,
    (old, context) => {
      const { statements, reasons } = fileOf('crypt_private_key_file')(old, context);
      const number = old.name.replace(/^\D+/, '');
      const password = context.pluginValues(old.filters).get(`mail_crypt_global_private_password${number}`);
      const more = password === undefined ? [] : [setting('crypt_private_key_password', password)];
      return statements.length === 0
        ? open(...reasons)
        : write([
            block('crypt_global_private_key', `key${number === '' ? '1' : number}`, [...statements, ...more]),
          ]);
    },
  ],
  [/^mail_crypt_global_private_password\d*$/, needless],
  [/^mail_crypt_global_public_key$/, fileOf('crypt_global_public_key_file')],
  [/^mail_crypt_curve$/, renamed('crypt_user_key_curve')],
  [/^mail_crypt_private_password$/, renamed('crypt_user_key_password')],
  [/^mail_crypt_acl_require_secure_key_sharing$/, renamed('crypt_acl_require_secure_key_sharing')],
  [/^mail_crypt_require_encrypted_user_key$/, renamed('crypt_user_key_require_encrypted')],
  // 2.4 writes version 2 unless it writes nothing.
  [
    /^mail_crypt_save_version$/,
    (old) => {
      if (old.value === '2') return write([]);
      return old.value === '0'
        ? write([setting('crypt_write_algorithm', '')])
        : open(reason('no-value', { value: old.value }));
    },
  ],
];

/** Mailboxes that were made at login; a namespace does so now. */
const AUTOCREATE: readonly PluginConversion[] = [
  [/^autocreate\d*$/, (old, context) => autocreate(old, context, 'create')],
  [/^autosubscribe\d*$/, (old, context) => autocreate(old, context, 'subscribe')],
];

function autocreate({ value, filters }: OldSetting, context: Context, auto: string): Outcome {
  const namespaces = context.instance.reading.sections.filter(({ fact }) => fact?.name === 'namespace');
  const inbox = namespaces.find((section) => isYes(context.valueIn(section, 'inbox'))) ?? namespaces[0];
  const label = inbox && context.labelOf(inbox);
  const isSubscribed = [...context.pluginValues(filters)].some(
    ([name, mailbox]) => name.startsWith('autosubscribe') && mailbox === value,
  );
  if (auto === 'create' && isSubscribed) return write([]);
  const lines = inBlocks([['mailbox', value]], [setting('auto', auto)]);
  // Without a namespace, 2.4 has the one of the inbox too.
  const body = label === undefined ? [setting('inbox', 'yes'), ...lines] : lines;
  return write([block('namespace', label ?? 'inbox', body)]);
}

const PUSH: readonly PluginConversion[] = [
  [
    /^push_notification_driver\d*$/,
    ({ name, value }) => {
      const [driver = '', ...options] = value.split(':');
      const label = name.replace('push_notification_driver', `${driver}`);
      return write(
        [block('push_notification', label, label === driver ? [] : [setting('driver', driver)])],
        options.filter(Boolean).map((option) => reason('not-understood', { value: option })),
      );
    },
  ],
];

const MORE: readonly PluginConversion[] = [
  [/^apparmor_hat\d*$/, renamed('apparmor_hats')],
  [/^last_login_dict$/, inDictBlock('last_login')],
  [/^lazy_expunge$/, renamed('lazy_expunge_mailbox')],
  [
    /^lazy_expunge_exclude\d*$/,
    ({ value }) => write(inBlocks([['mailbox', value]], [setting('lazy_expunge_mailbox', '')])),
  ],
  [/^listescape_char$/, renamed('mailbox_list_storage_escape_char')],
  [/^mail_lua_script$/, ({ value }) => write([block('mail_lua', undefined, [setting('lua_file', value)])])],
  [/^notify_status_dict$/, inDictBlock('notify_status')],
  [
    /^notify_status_mailbox\d*$/,
    ({ value }) => write(inBlocks([['mailbox', value]], [setting('mailbox_notify_status', 'yes')])),
  ],
  [
    /^quota_clone_dict$/,
    ({ name, value }) => {
      const dict = dictBlock(value);
      return dict
        ? write([block('quota_clone', undefined, [dict])])
        : open(reason('in-group', { name, value }));
    },
  ],
  [
    /^welcome_script$/,
    ({ value }) => {
      const [socket = '', ...args] = value.split(/\s+/);
      const body = args.length === 0 ? [] : [setting('args', args.join(' '))];
      return write([block('welcome', undefined, [block('execute', socket, body)])]);
    },
  ],
  [
    /^(mail_replica|noreplicate|replication_sync_timeout|mailbox_alias_(old|new)\d*|trash|quota_set)$/,
    removed,
  ],
  // What the plugin for statistics of 2.2 was told; 2.3 does nothing with it.
  [/^(old_)?stats_(refresh|track_cmds|notify_path|memory_limit)$/, needless],
  // 2.3 reads it nowhere: its metadata is in mail_attribute_dict.
  [/^metadata_dict$/, needless],
];

export const OTHERS: readonly PluginConversion[] = [
  ...ACL,
  ...COMPRESSION,
  ...CRYPT,
  ...AUTOCREATE,
  ...PUSH,
  ...MORE,
];
