import assert from 'node:assert/strict';
import { analyse } from '../../server/src/analysis/analyser';
import type { ParameterFact, ValueType } from '../../server/src/knowledge/types';
import { rules } from '../../server/src/rules';
import { wrongValue } from '../../server/src/rules/postfix/wrong-value';
import { messageText } from '../../server/src/rules/rule';
import { postfixKnowledge } from '../support/assets';
import { HandRunner, type HandRun } from '../support/handRun';
import { mailSystem } from '../support/mailServer';
import { realPostfixes } from '../support/realPostfix';
import { PRIVILEGED, readerOf, refuses, valuesBeyond } from '../support/refusal';

/** One configuration with the program that reads it, and what its client says. */
interface Trial {
  readonly daemon: string;
  readonly mainCf: string;
  readonly input: string;
}

/** A client that comes in and goes again; for smtpd that is enough to evaluate the client restrictions. */
const SMTP = 'EHLO client.example.test\r\nQUIT\r\n';

/** `[daemon] settings`, separated by ` | `; smtpd without a daemon. */
function trial(line: string): Trial {
  const [, daemon = 'smtpd', settings = ''] = /^(?:\[([\w-]+)\] )?(.*)$/s.exec(line) ?? [];
  const input = /^!XCLIENT/m.test(settings) ? `XCLIENT ADDR=IPV6:2001:db8::1\r\n${SMTP}` : SMTP;
  return { daemon, mainCf: `${settings.replace(/ ?\| ?/g, '\n').replace(/^!XCLIENT\n/m, '')}\n`, input };
}

const CLIENT = 'smtpd_delay_reject = no | smtpd_client_restrictions =';
const NETWORKS = `${CLIENT} permit_mynetworks | smtpd_client_event_limit_exceptions = | smtpd_forbid_bare_newline_exclusions = | mynetworks =`;
const VERSION_6 = `!XCLIENT | inet_protocols = all | smtpd_authorized_xclient_hosts = 127.0.0.1 | ${NETWORKS}`;
const SASL = 'smtpd_sasl_auth_enable = yes |';
/** Without a certificate TLS is on all the same. */
const TLS = 'smtpd_tls_security_level = may | smtpd_tls_cert_file = none |';

/** Good and bad values side by side; which is which is for Postfix to say. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  booleans: [
    'disable_vrfy_command = yes',
    'disable_vrfy_command = NO',
    'disable_vrfy_command = true',
    'disable_vrfy_command = 1',
    'disable_vrfy_command =',
    'disable_vrfy_command = "yes"',
    'disable_vrfy_command = yes # x',
    'tls_append_default_CA = on',
    `${TLS} tls_append_default_CA = on`,
  ],
  numbers: [
    'smtpd_hard_error_limit = 20',
    'smtpd_hard_error_limit = +20',
    'smtpd_hard_error_limit = 0',
    'smtpd_hard_error_limit = 2k',
    'smtpd_hard_error_limit = 20.5',
    'smtpd_hard_error_limit = 0x10',
    'smtpd_hard_error_limit =',
    'mailbox_size_limit = 0 | message_size_limit = 3000000000',
    'message_size_limit = 10MB',
    'message_size_limit = 10 240 000',
    'line_length_limit = 3000000000',
    'line_length_limit = 100',
    '[cleanup] header_size_limit = 10k',
    '[cleanup] hopcount_limit = -1',
    '[qmgr] default_delivery_slot_discount = 101',
    'smtpd_client_connection_count_limit = -5',
    '[local] mailbox_size_limit = 1000',
    '[local] mailbox_size_limit = 51200000 | message_size_limit = 0',
    '[local] message_size_limit = 99999999',
    '[local] mailbox_size_limit = 0 | message_size_limit = 0',
  ],
  times: [
    'smtpd_timeout = 5s',
    'smtpd_timeout = 5',
    'smtpd_timeout = 10minutes',
    'smtpd_timeout = 1h30m',
    'smtpd_timeout = 5 s',
    'smtpd_timeout = 5S',
    'smtpd_timeout = 1y',
    'smtpd_timeout = 1.5h',
    'smtpd_timeout = 0',
    'smtpd_timeout = -1s',
    'smtpd_timeout =',
    'smtpd_timeout = 99999999999',
    'smtpd_timeout = 5s # x',
    '[qmgr] maximal_queue_lifetime = 5d',
    '[qmgr] maximal_queue_lifetime = 200w',
    '[qmgr] bounce_queue_lifetime = 5 days',
    'in_flow_delay = 11s',
  ],
  words: [
    'smtpd_tls_security_level = MAY',
    'smtpd_tls_security_level =',
    'smtpd_tls_security_level = yes',
    'smtpd_tls_security_level = “may”',
    '[smtp] smtp_tls_security_level = opportunistic',
    '[smtp] smtp_address_preference = IPV4',
    '[smtp] smtp_host_lookup = native dns',
    '[smtp] smtp_host_lookup = native, nis',
    '[smtp] smtp_tls_loglevel = loud',
    'mynetworks_style = subnet',
    'mynetworks_style = Subnet',
    'inet_protocols = ipv4, ipv6',
    'inet_protocols = ip4',
    'inet_protocols = all # x',
    '[postscreen] postscreen_greet_action = ENFORCE',
    '[postscreen] postscreen_greet_action = reject',
    '[bounce] header_from_format = Standard',
    'unknown_address_tempfail_action = defer_if_reject',
    'smtpd_sasl_type = dovecott',
    `${SASL} smtpd_sasl_type = dovecott`,
    `${SASL} smtpd_sasl_type = dovecot | smtpd_sasl_path = x | smtpd_sasl_security_options = noplain`,
    'smtpd_proxy_options = fast',
    'smtpd_discard_ehlo_keywords = nonsense',
    `${TLS} smtpd_tls_protocols = TLSv1.2 # x`,
  ],
  names: [
    'myhostname = mx_1.example.test',
    'myhostname = mx',
    'myhostname = mx.example.test.',
    'myhostname = 192.0.2.1',
    'myhostname = mx.example.test, other',
    'myhostname = -mx.example.test',
    'myhostname = ｍx.example.test',
    'mydomain = example',
    'mydomain = .example.test',
    'myorigin = a.example b.example',
    'myorigin = a.example',
    'compatibility_level = 3.6.1',
    'compatibility_level = latest',
    'compatibility_level = 3.6.1.1',
    'default_verp_delimiters = +-',
    'default_verp_delimiters = +',
    'mail_name =',
    'inet_interfaces = 127.0.0.1',
    'inet_interfaces = all, 127.0.0.1',
    'inet_interfaces = 127.0.0.1/8',
    'inet_interfaces = 127.0.0.1 # x',
  ],
  networks: [
    ...['127.0.0.0/8', '10.0.0.0/08', '[192.0.2.0]/24', '.example.com', '10.0.0.*', '10.0.0.0/x', '10.0.0'],
    ...['10.0.0.1/8', '01.92.192.0/20', '300.1.1.1/8', '10.0.0/8', '10.0.0.0/33', '10.0.0.0/255.0.0.0'],
    ...['10.0.0.0/', '10.0.0.0/8/9', '2001:db8::/32', '::1', '192.0.2.1:25', '!10.0.0.1/8', '10.0.0.0/8 !'],
    ...['10.0.0.0/8 # 127.0.0.0/8', 'frob:/x'],
  ].map((item) => `${NETWORKS} ${item}`),
  'IPv6 networks': [
    ...['[2001:db8::]/32', '[2001:DB8::/32]', '[::1]', '[fe80::1%eth0]', '10.0.0.*'],
    ...['[2001:db8::1]/32', '[2001:db8::]/129', '[2001:db8::', '[2001:db8:::1]', '[2001:db8::]:25'],
    ...['[2001:db8::]/', '[12345::]/16'],
  ].map((item) => `${VERSION_6} ${item}`),
  restrictions: [
    ...['permit_mynetworks, reject_unknown_reverse_client_hostname', 'PERMIT', 'permit, frobnicate', ''],
    ...['warning_if_reject reject', 'warn_if_reject permit', 'warn_if_reject reject, frobnicate'],
    ...['192.0.2.1', '[2001:db8::1]', 'permit;', 'reject_rbl_client', 'sleep 0', 'sleep', 'sleep 1s'],
    ...['check_client_access static:DUNNO', 'check_client_access', 'check_client_access permit'],
    ...['check_client_access frob:/x', 'static:DUNNO', '# x', 'check_policy_service'],
    ...[
      'check_policy_service frob',
      'check_policy_service 127.0.0.1:1',
      'check_policy_service inet:127.0.0.1',
    ],
    ...['check_policy_service { unix:x, time = 1s }', 'reject_rbl_client a.example.test=1.2.3'],
    ...[
      'reject_maps_rbl',
      'permit_naked_ip_address',
      'reject_unknown_client',
      'frobnicate',
      'check_etrn_access static:x',
    ],
    ...[
      'strict | smtpd_restriction_classes = strict | strict = permit',
      '| smtpd_restriction_classes = strict',
    ],
    ...['STRICT | smtpd_restriction_classes = strict | strict = permit'],
  ].map((list) => `mynetworks = 192.0.2.0/24 | ${CLIENT} ${list}`),
  lists: [
    'virtual_alias_maps = static:x',
    'virtual_alias_maps = /etc/postfix/virtual',
    'virtual_alias_maps = hash: /etc/postfix/virtual',
    'virtual_alias_maps = static:x # y',
    'virtual_alias_maps = hashh:/x',
    'virtual_alias_maps = unionmap:{static:a, frob:/x}',
    'virtual_alias_maps = inline:{a=b} regexp:{{/x/ y}}',
    'mydestination = a.example, !b.example',
    'mydestination = a.example, ! b.example',
    'mydestination = a.example # b.example',
    'mydestination = *.example; b.example',
    'mydestination = frob:/x',
    'relay_domains = !',
    'smtpd_milters = 127.0.0.1:1',
    'smtpd_milters = frob',
    'smtpd_milters = inet:127.0.0.1',
    'smtpd_milters = frob | milter_default_action = accept',
    '[cleanup] masquerade_domains = hash:/x',
    '[smtp] smtp_sasl_password_maps = frob',
    '[smtp] smtp_sasl_auth_enable = yes | smtp_sasl_password_maps = frob',
    '[postscreen] postscreen_access_list = permit_mynetworks, frob',
    '[postscreen] postscreen_dnsbl_sites = a.example # b',
    'smtpd_restriction_classes = # x',
  ],
};

async function ownErrors(mainCf: string, version: string, only = rules): Promise<string[]> {
  const findings = analyse(await mailSystem({ 'main.cf': mainCf }, version), only);
  return [...findings.values()]
    .flat()
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, message }) => `${rule}: ${messageText(message, 'en')}`);
}

function toRun({ daemon, mainCf, input }: Trial): HandRun {
  return { daemon, mainCf, input, privileged: PRIVILEGED.has(daemon) };
}

/** Refused only once a client, a bounce or a log line needs the value, or by postlogd alone: the start tells nothing. */
const LATE: ReadonlySet<string> = new Set([
  'info_log_address_format',
  'internal_mail_filter_classes',
  'maillog_file_permissions',
  'notify_classes',
  'smtputf8_autodetect_classes',
]);
/** Part of what keeps a run to itself. */
const KEPT: ReadonlySet<string> = new Set(['postlog_service_name', 'syslog_name']);

const SWEPT: ReadonlySet<ValueType['kind']> = new Set([
  'boolean',
  'integer',
  'time',
  'enum',
  'flags',
  'name',
  'string',
]);

interface Swept {
  readonly name: string;
  readonly trial: Trial;
}

function sweep(parameters: readonly (ParameterFact | undefined)[], daemons: ReadonlySet<string>): Swept[] {
  return parameters.flatMap((fact) => {
    if (!fact || fact.readOnly || LATE.has(fact.name) || KEPT.has(fact.name) || !SWEPT.has(fact.type.kind))
      return [];
    const daemon = readerOf(fact, daemons);
    if (daemon === undefined) return [];
    return valuesBeyond(fact).map((value) => ({
      name: fact.name,
      trial: { daemon, mainCf: `${fact.name} = ${value}\n`, input: SMTP },
    }));
  });
}

/** Parameters that an older Postfix was asked about already: what they take does not change. */
const asked = new Set<string>();

for (const postfix of realPostfixes('wrong values')) {
  describe(`values that Postfix ${postfix.version} refuses`, function () {
    this.timeout(600_000);
    let runner: HandRunner;

    before(async () => {
      runner = await HandRunner.create(postfix);
    });

    after(() => runner.remove());

    for (const [topic, lines] of Object.entries(LINES)) {
      it(`${topic}: an error of ours on each that it refuses, and on no other (${lines.length})`, async () => {
        const trials = lines.map(trial);
        const results = await runner.run(trials.map(toRun));
        const disagreements: string[] = [];
        let refused = 0;
        for (const [index, result] of results.entries()) {
          const errors = await ownErrors(trials[index]?.mainCf ?? '', postfix.version);
          const refusal = refuses(result);
          if (refusal) refused++;
          if (refusal !== errors.length > 0) {
            const said = [...result.log, result.output].join('\n    ');
            disagreements.push(
              `${lines[index]}\n  ours: ${errors.join('; ') || 'no error'}\n  theirs: ${said}`,
            );
          }
        }
        assert.deepEqual(disagreements, []);
        assert.ok(refused > 0 && refused < lines.length, 'some are refused, and some are not');
      });
    }

    it('every typed parameter that is new: a wrong value, and one beyond each limit', async () => {
      const release = (await postfixKnowledge()).release(postfix.version);
      const daemons = new Set(release.daemons.map(({ name }) => name).filter((name) => name !== 'spawn'));
      const names = release.parameterNames.filter((name) => !asked.has(name));
      names.forEach((name) => asked.add(name));
      const swept = sweep(
        names.map((name) => release.parameter(name)),
        daemons,
      );
      const results = await runner.run(
        swept.map(({ trial: one }) => toRun(one)),
        16,
      );
      const disagreements: string[] = [];
      for (const [index, { trial: one }] of swept.entries()) {
        const result = results[index];
        const errors = await ownErrors(one.mainCf, postfix.version, [wrongValue]);
        if (result && refuses(result) !== errors.length > 0) {
          disagreements.push(
            `[${one.daemon}] ${one.mainCf}  ours: ${errors.join('; ')}\n  theirs: ${result.log.join('; ')}`,
          );
        }
      }
      assert.deepEqual(disagreements, []);
      assert.ok(swept.length > 0);
    });
  });
}
