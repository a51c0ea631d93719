import * as fc from 'fast-check';
import { configuration, type GeneratedConfiguration } from './postfix';

/** Lines that a refactoring has something to do with; of one name only one is taken. */
const MAIN = [
  'mua_restrictions = permit_sasl_authenticated, reject',
  'own_tables = hash:/etc/postfix/own, btree:/x',
  'office = 192.0.2.0/24',
  'nothing =',
  'words = $office\n   10.0.0.0/8',
  'trailing = ${office}x$words',
  'smtpd_client_restrictions = $mua_restrictions',
  'smtpd_helo_restrictions =\n    permit_mynetworks,\n    reject_unknown_helo_hostname',
  'smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/sender, permit_mynetworks reject',
  'smtpd_recipient_restrictions = ${office?permit_mynetworks},$mua_restrictions',
  'smtp_tls_protocols = >=TLSv1.2, !SSLv2',
  'smtpd_tls_protocols = >=TLSv1.2, !SSLv2',
  'smtpd_tls_mandatory_protocols = >=TLSv1.2, !SSLv2',
  'mynetworks = 127.0.0.0/8 , $office,192.0.2.0/24',
  'mydestination = localhost,example.com\n  mail.example.com',
  'relay_domains = example.com, mail.example.com, hash:/etc/postfix/relay',
  'alias_maps = hash:/etc/aliases, proxy:btree:/etc/other unionmap:{hash:/a, cdb:/b}',
  'alias_database = hash:/etc/aliases',
  'virtual_alias_maps = $own_tables, inline:{ { a = hash:/x  y } }',
  'smtp_tls_session_cache_database = btree:${data_directory}/smtp_scache',
  'smtpd_banner = $myhostname ESMTP hash:/not a table',
  'default_database_type = lmdb',
  'smtpd_helo_required = yes',
  'smtp_helo_timeout = 300s',
  'luser_relay = $office',
] as const;

const OPTIONS = [
  '-o smtpd_client_restrictions=permit_sasl_authenticated,reject',
  '-o smtpd_sender_restrictions=$mua_restrictions',
  '-o { smtpd_banner = $myhostname ready $nothing}',
  '-o smtpd_helo_required=yes',
  '-o smtpd_tls_protocols=$office',
  '-o {mynetworks=$words}',
  '-o smtp_helo_timeout=$trailing',
  '-o syslog_name=postfix/$service_name',
] as const;

const SERVICES = ['submission inet n - n - - smtpd', 'smtps inet n - y - - smtpd', 'out unix - - n - - smtp'];

/** Comments and blank lines between the lines. */
const before = fc.constantFrom(
  '',
  '',
  '',
  '# about this\n',
  '\n',
  '\n# ---- a section ----\n\n',
  '#office = x\n',
);

const block = (lines: readonly string[]): fc.Arbitrary<string> =>
  fc
    .shuffledSubarray([...lines], { minLength: Math.floor(lines.length / 2) })
    .chain((chosen) =>
      fc.tuple(...chosen.map((line) => before.map((text) => `${text}${line}\n`))).map((all) => all.join('')),
    );

const services = fc
  .tuple(
    ...SERVICES.map((row) =>
      fc
        .shuffledSubarray([...OPTIONS], { maxLength: 4 })
        .map((options) => `${row}${options.map((option) => `\n  ${option}`).join('')}\n`),
    ),
  )
  .map((all) => all.join(''));

const alone: fc.Arbitrary<GeneratedConfiguration> = fc.record({
  'main.cf': block(MAIN),
  'master.cf': services,
  'client.cf': fc.constant(''),
});

/** `postconf` takes each `o` inside of `-oname=value` for one more option, which the daemons do not. */
const apart = (masterCf: string): string => masterCf.replaceAll(/-o(?=\S)/g, '-o ');

/** A configuration with something to refactor, by itself or below one of any kind. */
export const refactorable: fc.Arbitrary<GeneratedConfiguration> = fc.oneof(
  { weight: 2, arbitrary: alone },
  {
    weight: 1,
    arbitrary: fc.tuple(configuration, alone).map(([any, own]) => ({
      'main.cf': `${any['main.cf']}\n${own['main.cf']}`,
      'master.cf': apart(`${any['master.cf']}\n${own['master.cf']}`),
      'client.cf': any['client.cf'],
    })),
  },
);
