/**
 * What lists of 2.4 hold before a block adds to them, as `doveconf -n` shows it then. `doveconf -a` shows these lists
 * empty, so that the facts do not have it.
 */
const WORDS: Readonly<Record<string, string>> = {
  auth_mechanisms: 'plain',
  listen: '* ::',
  mail_cache_fields:
    'flags hdr.date hdr.subject hdr.from hdr.sender hdr.reply-to hdr.to hdr.cc hdr.bcc hdr.in-reply-to ' +
    'hdr.message-id date.received size.virtual imap.bodystructure mime.parts hdr.references hdr.importance ' +
    'hdr.x-priority hdr.x-open-xchange-share-url pop3.uidl pop3.order',
  mail_log_events: 'delete undelete expunge save copy mailbox_delete mailbox_rename',
  mail_log_fields: 'uid msgid size',
  mail_never_cache_fields: 'imap.envelope',
  mbox_read_locks: 'fcntl',
  mbox_write_locks: 'dotlock fcntl',
  metric_exporter_include: 'name hostname timestamps categories fields',
  sieve_extensions:
    'fileinto reject envelope encoded-character vacation subaddress comparator-i;ascii-numeric relational regex ' +
    'imap4flags copy include body variables enotify environment mailbox date index ihave duplicate mime ' +
    'foreverypart extracttext',
};

const PAIRS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  auth_policy_request_attributes: {
    device_id: '%{client_id}',
    fail_type: '%{fail_type}',
    login: '%{requested_username}',
    protocol: '%{protocol}',
    pwhash: '%{hashed_password}',
    remote: '%{remote_ip}',
    session_id: '%{session}',
  },
  imap_id_send: { name: 'Dovecot' },
  import_environment: {
    CORE_ERROR: '%{env:CORE_ERROR}',
    CORE_OUTOFMEM: '%{env:CORE_OUTOFMEM}',
    LISTEN_FDS: '%{env:LISTEN_FDS}',
    LISTEN_PID: '%{env:LISTEN_PID}',
    MALLOC_MMAP_THRESHOLD_: '131072',
    NOTIFY_SOCKET: '%{env:NOTIFY_SOCKET}',
    PATH: '%{env:PATH}',
    TZ: '%{env:TZ}',
  },
};

/** The entries of a list to which nothing was added yet. */
export function listDefault(name: string): Map<string, string> {
  const words = WORDS[name];
  if (words === undefined) return new Map(Object.entries(PAIRS[name] ?? {}));
  return new Map(words.split(' ').map((word) => [word, 'yes']));
}
