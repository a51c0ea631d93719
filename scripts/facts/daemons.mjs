/**
 * What master(8) must know about a program of `$daemon_directory`. Which loop a program has (and so which column 2
 * works) is read from its imports; the requirements on columns 4, 5 and 7 are passed as arguments at its start
 * (src/master/mail_server.h) and stand here.
 */

/** Loop → transports that it listens on. */
export const LOOPS = {
  single_server_main: ['inet', 'unix', 'pass'],
  multi_server_main: ['inet', 'unix', 'pass'],
  event_server_main: ['inet', 'unix', 'pass'],
  trigger_server_main: ['unix', 'fifo', 'pass'],
  dgram_server_main: ['unix-dgram'],
};

const PRIVILEGED = { privileged: true, chroot: 'never' };

export const REQUIREMENTS = {
  anvil: { processLimit: 1 },
  bounce: { processLimit: 0 },
  cleanup: { processLimit: 0 },
  dnsblog: { processLimit: 0 },
  flush: { processLimit: 0 },
  local: PRIVILEGED,
  nbdb_reindexd: { ...PRIVILEGED, processLimit: 1 },
  nqmgr: { processLimit: 1 },
  oqmgr: { processLimit: 1 },
  pickup: { processLimit: 1 },
  pipe: PRIVILEGED,
  postlogd: { chroot: 'never', processLimit: 1 },
  postscreen: { processLimit: 1 },
  proxymap: { chroot: 'never', names: ['proxymap', 'proxywrite'] },
  qmgr: { processLimit: 1 },
  scache: { processLimit: 1 },
  spawn: PRIVILEGED,
  tlsmgr: { processLimit: 1 },
  tlsproxy: { processLimit: 0 },
  verify: { processLimit: 1 },
  virtual: PRIVILEGED,
};

/** What a program says of words behind its options that it does not want. */
export const REFUSES_ARGUMENTS = 'unexpected command-line argument: %s';

/** Programs that pass over such words. */
export const IGNORES_ARGUMENTS = ['nbdb_reindexd', 'postscreen'];

/**
 * Programs that read attributes there: name → letters of `flags=`, and what is required. Names do not heed case. The
 * letters and the macros are those of the manual pages; the names of attributes and macros are in the binary as well.
 */
const REQUIRED = { required: true };
const RELAYING = [{ name: 'flags', letters: 'DORX' }];

export const ATTRIBUTES = {
  lmtp: RELAYING,
  smtp: RELAYING,
  spawn: [
    { name: 'user', ...REQUIRED },
    { name: 'argv', ...REQUIRED },
  ],
  pipe: [
    { name: 'flags', letters: 'BDFORX.>hqu' },
    { name: 'user', ...REQUIRED },
    { name: 'directory' },
    { name: 'chroot' },
    { name: 'eol' },
    { name: 'null_sender' },
    { name: 'size' },
    { name: 'argv', ...REQUIRED },
  ],
};

/** `$names` in the argv of pipe(8), filled in for each delivery. */
export const MACROS = {
  pipe: [
    'client_address',
    'client_helo',
    'client_hostname',
    'client_port',
    'client_protocol',
    'domain',
    'extension',
    'mailbox',
    'nexthop',
    'original_recipient',
    'queue_id',
    'recipient',
    'sasl_method',
    'sasl_sender',
    'sasl_username',
    'sender',
    'size',
    'user',
  ],
};
