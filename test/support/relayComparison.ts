import { judge } from '../../server/src/relay/judge';
import type { Scenario } from '../../server/src/relay/scenario';
import { relayServices } from '../../server/src/relay/services';
import type { Dependency, Verdict } from '../../server/src/relay/verdict';
import type { MailSystem } from '../../server/src/system/mailSystem';
import type { RelaySettings } from './arbitraries/relay';
import type { RelayVisit } from './arbitraries/relayVisit';
import type { Dialogue, Reply } from './privatePostfix';

/** Settings that every generated server has. */
export const BASE = `myhostname = mx.example.org
mydomain = example.org
myorigin = example.org
mydestination = example.org
inet_interfaces = 127.0.0.1
inet_protocols = all
alias_maps =
alias_database =
local_recipient_maps =
smtpd_peername_lookup = no
smtpd_authorized_xclient_hosts = 0.0.0.0/0
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 1000
smtpd_client_connection_count_limit = 0
in_flow_delay = 0
`;

/** The services behind the ones that listen. */
const SERVICES = `cleanup unix n - n - 0 cleanup
rewrite unix - - n - - trivial-rewrite
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
bounce unix - - n - 0 bounce
postlog unix-dgram n - n - 1 postlogd
`;

const FIRST_PORT = 10_001;

export const portOf = (index: number): number => FIRST_PORT + index;

const optionsOf = (settings: RelaySettings): string =>
  Object.entries(settings)
    .map(([name, value]) => `\n  -o { ${name} = ${value} }`)
    .join('');

/** Settings that trivial-rewrite and flush have no use for. Any other one counts as theirs. */
const OF_SMTPD_ALONE =
  /^smtpd_|_reject_code$|^(reject_code|defer_code|mynetworks(_style)?|soft_bounce|allow_untrusted_routing|(local|relay)_recipient_maps|receive_override_options|relay_clientcerts|syslog_name|trusted|first|second)$/;

/** A master.cf in which each configuration has a port of its own, and those that sort addresses alike have one trivial-rewrite and flush. */
export function masterCfOf(configurations: readonly RelaySettings[]): string {
  const rewriters = new Map<string, string>();
  const rows = configurations.map((settings, index) => {
    const sorting = optionsOf(
      Object.fromEntries(Object.entries(settings).filter(([name]) => !OF_SMTPD_ALONE.test(name))),
    );
    const rewriter = rewriters.get(sorting) ?? `rewrite${rewriters.size}`;
    rewriters.set(sorting, rewriter);
    const names = { rewrite_service_name: rewriter, flush_service_name: `flush-${rewriter}` };
    const smtpd = optionsOf({ ...settings, ...names });
    return `127.0.0.1:${portOf(index)} inet n - n - - smtpd${smtpd}\n`;
  });
  const services = [...rewriters].map(
    ([sorting, name]) =>
      `${name} unix - - n - - trivial-rewrite${sorting}\n` + `flush-${name} unix n - n - 0 flush${sorting}\n`,
  );
  return [SERVICES, ...services, ...rows].join('');
}

/** What smtpd said to one visit, and what is said here. */
export interface Pair {
  readonly configuration: number;
  readonly scenario: Scenario;
  readonly real: number;
  readonly verdict: Verdict;
  readonly replies: string;
}

export function dialogueOf(port: number, visit: RelayVisit): Dialogue {
  const address = visit.address.includes(':') ? `IPV6:${visit.address}` : visit.address;
  const name = visit.name === 'unknown' ? '[UNAVAILABLE]' : visit.name;
  const reverse = visit.name === 'unknown' ? '' : ` REVERSE_NAME=${visit.name}`;
  const login = visit.login === undefined ? '' : ` LOGIN=${visit.login}`;
  return {
    ...{ host: '127.0.0.1', port, from: '127.0.0.1', wrapper: false },
    lines: [
      'EHLO first.test',
      `XCLIENT ADDR=${address} NAME=${name}${reverse}${login}`,
      ...(visit.helo === undefined ? [] : [`EHLO ${visit.helo}`]),
      ...commandsOf(visit),
    ],
  };
}

function commandsOf({ etrn, sender, recipient }: RelayVisit): readonly string[] {
  return etrn === undefined ? [`MAIL FROM:<${sender}>`, `RCPT TO:<${recipient}>`, 'DATA'] : [`ETRN ${etrn}`];
}

const failed = ({ code }: Reply): boolean => code >= 400 || code === 0;

/** The code of the first refusal, or 250; undefined when the server did not even let this client begin. */
function readReplies(replies: readonly Reply[]): number | undefined {
  const [greeting, ehlo, ...rest] = replies;
  if (!greeting || !ehlo || failed(greeting) || failed(ehlo)) return undefined;
  return rest.find(failed)?.code ?? 250;
}

export function scenarioOf(visit: RelayVisit): Scenario {
  const { address, name, login, helo, sender, recipient, etrn } = visit;
  return {
    client: { address, name, reverseName: name, tls: false, ...(login !== undefined && { login }) },
    ...(helo !== undefined && { helo }),
    sender,
    recipient,
    ...(etrn !== undefined && { etrn }),
  };
}

/** What is said here beside what smtpd said. */
export function compareVisit(
  system: MailSystem,
  configuration: number,
  visit: RelayVisit,
  replies: readonly Reply[],
): Pair | undefined {
  const name = `127.0.0.1:${portOf(configuration)}`;
  const service = relayServices(system).find((one) => one.name === name);
  const real = readReplies(replies);
  if (!service || real === undefined) return undefined;
  const scenario = scenarioOf(visit);
  const verdict = judge(service.settings, scenario);
  const text = replies.map((reply) => reply.text.replace(/^250-.*\n/gm, '')).join('\n');
  return { configuration, scenario, real, verdict, replies: text };
}

/** The dialogue ends at DATA: what comes later is not tried. */
export function agrees({ verdict, real }: Pair): boolean {
  return verdict.stage === 'end-of-data' ? real === 250 : verdict.codes.includes(real);
}

/** How many verdicts there were, and how many of them depend on something that no file tells. */
export interface Certainty {
  readonly all: number;
  readonly unsure: number;
  /** Of those that ask nothing of DNS. */
  readonly withoutDns: { readonly all: number; readonly unsure: number };
}

export function certaintyOf(verdicts: readonly Verdict[]): Certainty {
  const unsureOf = (some: readonly Verdict[]): number => some.filter(({ codes }) => codes.length > 1).length;
  const settled = verdicts.filter(({ dependsOn }) => !dependsOn.some(({ kind }) => OF_DNS.has(kind)));
  return {
    all: verdicts.length,
    unsure: unsureOf(verdicts),
    withoutDns: { all: settled.length, unsure: unsureOf(settled) },
  };
}

/** A probe of an address asks DNS where to go. */
const OF_DNS: ReadonlySet<Dependency['kind']> = new Set<Dependency['kind']>(['dns', 'verification']);

export function describeCertainty({ all, unsure, withoutDns }: Certainty): string {
  const share = ((100 * withoutDns.unsure) / Math.max(withoutDns.all, 1)).toFixed(1);
  return `${unsure} of ${all} verdicts depend on something; where DNS is not asked, ${withoutDns.unsure} of ${withoutDns.all} (${share} %)`;
}
