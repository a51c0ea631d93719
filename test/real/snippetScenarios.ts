/**
 * What stands around a snippet when it is tried, and what must happen then. Paths below /etc, /var and /usr are moved
 * into the work directory, files in them get the contents of FILES.
 */
export interface Scenario {
  /** More lines of main.cf. */
  readonly main?: string;
  /** More lines of master.cf; by default one smtpd on port 25 beside a snippet of main.cf. */
  readonly master?: string;
  /** Recipients that a stranger may write to on port 25; by default `postmaster@example.org`. */
  readonly serves?: readonly string[];
  /** Recipients that a client of `mynetworks` writes to, and what the log then says. */
  readonly deliveries?: Readonly<Record<string, RegExp>>;
  /** What the log may complain about because the peer is not there. */
  readonly complaints?: RegExp;
  /** What a stranger hears who wants to relay. */
  readonly refusal?: RegExp;
  /** What a stranger hears because a service that Postfix asks is away; then nothing is delivered. */
  readonly unavailable?: RegExp;
}

export const SMTP = 'smtp inet n - n - - smtpd';

const LOGIN_SERVICE = `${SMTP}
submission inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject`;

export const LOCAL = { 'sink@example.org': /relay=local, .*status=sent/ };
export const REMOTE = {
  'user@elsewhere.test': /postfix\/smtp\[\d+\]: .*to=<user@elsewhere\.test>.*status=deferred/,
};
/** There is no DNS in the network of the tests. */
export const SPAM_COMPLAINTS = /RBL lookup error/;
export const SPAM_REFUSAL =
  /Domain not found|Relay access denied|Access denied|Must issue a STARTTLS command first/;
const LMTP = /postfix\/lmtp\[\d+\]: .*private\/dovecot-lmtp\].*status=sent/;
const VIRTUAL_DOMAIN = 'virtual_mailbox_domains = virtual.example\nvirtual_mailbox_maps = static:all';
const NO_MILTER = /connect to Milter service/;

type ScenarioOf = (text: string) => Scenario;

export const MAIN_SCENARIOS: Readonly<Record<string, ScenarioOf>> = {
  'Identity of the server': () => ({
    serves: ['postmaster@example.com'],
    deliveries: { 'sink@example.com': LOCAL['sink@example.org'], ...REMOTE },
  }),
  'SASL login by Dovecot': () => ({ master: LOGIN_SERVICE }),
  'SASL login by Cyrus SASL': () => ({ master: LOGIN_SERVICE }),
  'Restrictions against spam': () => ({
    deliveries: LOCAL,
    complaints: SPAM_COMPLAINTS,
    refusal: SPAM_REFUSAL,
  }),
  'Delivery to Dovecot by LMTP': (text) =>
    text.startsWith('virtual')
      ? { main: VIRTUAL_DOMAIN, deliveries: { 'user@virtual.example': LMTP } }
      : { deliveries: { 'nobody@example.org': LMTP } },
  'Virtual mailboxes': () => ({
    serves: ['user@example.com', 'info@example.com'],
    deliveries: { 'info@example.com': /relay=virtual, .*status=sent/, ...REMOTE },
  }),
  'Virtual mailboxes in SQL': () => ({
    complaints:
      /connect to (?:mysql|pgsql) server|table lookup problem|lookup (?:error|failure)|address resolver failure/,
    refusal: /^451 4\.3\.0 .*Temporary lookup failure/,
    unavailable: /^451 4\.3\.0 .*Temporary lookup failure/,
  }),
  'Virtual alias domains': () => ({
    serves: ['info@example.net'],
    deliveries: { 'info@example.net': /relay=local, .*status=sent/ },
  }),
  'Backup MX': () => ({
    serves: ['known@example.net'],
    deliveries: { 'known@example.net': /relay=none, .*status=deferred/ },
  }),
  'Local aliases': () => ({ deliveries: { 'info@example.org': /relay=local, .*status=sent/ } }),
  'Milter: Rspamd': (text) => ({
    complaints: NO_MILTER,
    ...(text.includes('tempfail') ? { refusal: /^451 4\.7\.1/, unavailable: /^451 4\.7\.1/ } : {}),
  }),
  'Milter: OpenDKIM': () => ({ complaints: NO_MILTER }),
  Postscreen: () => ({
    main: 'postscreen_greet_wait = 1s',
    master: [
      'smtp inet n - n - 1 postscreen',
      'smtpd pass - - n - - smtpd',
      'dnsblog unix - - n - 0 dnsblog',
      'tlsproxy unix - - n - 0 tlsproxy',
    ].join('\n'),
    complaints: /dnsblog_query/,
  }),
};

export const MASTER_SCENARIOS: Readonly<Record<string, Scenario>> = {
  'SMTP on port 25': { deliveries: { ...LOCAL, ...REMOTE } },
  'Postscreen before smtpd': { main: 'postscreen_greet_wait = 1s' },
  'Content filter such as amavis': {
    master: SMTP,
    main: 'content_filter = smtp-amavis:[127.0.0.1]:10024',
    deliveries: { 'user@elsewhere.test': /postfix\/amavis\/smtp\[\d+\]: .*Connection refused/ },
    refusal: /Relay access denied|Client host rejected: Access denied/,
  },
  'Delivery to a program': {
    master: SMTP,
    main: 'transport_maps = inline:{filter.example=filter:}',
    deliveries: { 'user@filter.example': /postfix\/pipe\[\d+\]: .*relay=filter, .*status=sent/ },
  },
  'Policy service': {
    master: SMTP,
    main: 'smtpd_recipient_restrictions = check_policy_service unix:private/policy',
    deliveries: LOCAL,
  },
};

/** Contents by file name. */
export const FILES: Readonly<Record<string, string>> = {
  sasl_passwd: '[smtp.example.com]:587 user:secret\n',
  sender_relay: 'user@example.org [smtp.example.com]:587\n',
  vmailbox: 'user@example.com example.com/user/\n',
  virtual: 'info@example.com user@example.com\ninfo@example.net sink@example.org\nexample.net anything\n',
  relay_recipients: 'known@example.net yes\n',
  aliases: 'info: /dev/null\nsink: /dev/null\n',
  header_checks: '/^X-Forbidden:/ REJECT\n',
  mime_header_checks: '/name=.*\\.exe/ REJECT\n',
  filter: '#!/bin/sh\nexec cat >/dev/null\n',
  policyd: '#!/bin/sh\nwhile read -r line && [ -n "$line" ]; do :; done\nprintf \'action=DUNNO\\n\\n\'\n',
};

/** A database that is not there; smtpd must start all the same and answer for the time being. */
export const SQL_CLIENT =
  "hosts = 127.0.0.1\nuser = mail\npassword = x\ndbname = mail\nquery = SELECT 1 WHERE '%s' = ''\n";
