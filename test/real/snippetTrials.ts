import assert from 'node:assert/strict';
import { expansions, loadSnippets } from '../support/snippetText';
import {
  MAIN_SCENARIOS,
  MASTER_SCENARIOS,
  SMTP,
  SPAM_COMPLAINTS,
  SPAM_REFUSAL,
  type Scenario,
} from './snippetScenarios';

/** A whole configuration around one snippet. */
export interface Trial {
  readonly mainCf: string;
  readonly masterCf: string;
  readonly scenario: Scenario;
  /** What was chosen in the snippet. */
  readonly choice: string;
  /** Whether Postfix is started with it; without, only its tools read the configuration and build the tables. */
  readonly run: boolean;
}

const BASE_MAIN = `myhostname = mx.example.org
mydomain = example.org
mydestination = $mydomain
mynetworks = 127.0.0.0/8
inet_interfaces = all
alias_maps = inline:{ { sink = /dev/null } }
alias_database =
smtpd_tls_chain_files = /etc/ssl/privkey.pem, /etc/ssl/fullchain.pem
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth`;

/** What every master.cf has, apart from the services that listen on the network. */
const BASE_MASTER = `pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd`;

/** One name in main.cf each: what the snippet sets replaces what the base says. */
export function withoutNames(base: string, text: string): string {
  const names = new Set([...text.matchAll(/^([a-z_]+) *=/gm)].map(([, name]) => name));
  return base
    .split('\n')
    .filter((line) => !names.has(line.split(' ')[0]))
    .join('\n');
}

function withoutServices(base: string, text: string): string {
  const keys = new Set([...text.matchAll(/^(\S+)\s+(\S+)/gm)].map(([, name, type]) => `${name} ${type}`));
  return base
    .split('\n')
    .filter((line) => !keys.has(line.split(' ', 2).join(' ')))
    .join('\n');
}

const joinLines = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n');

type Configuration = Omit<Trial, 'run' | 'choice'>;

function mainTrial(text: string, scenario: Scenario): Configuration {
  const added = joinLines(text.trimEnd(), scenario.main);
  return {
    mainCf: joinLines(withoutNames(BASE_MAIN, added), added),
    masterCf: joinLines(BASE_MASTER, scenario.master ?? SMTP),
    scenario,
  };
}

function masterTrial(text: string, scenario: Scenario): Configuration {
  const added = joinLines(text.trimEnd(), scenario.master);
  return {
    mainCf: joinLines(scenario.main ? withoutNames(BASE_MAIN, scenario.main) : BASE_MAIN, scenario.main),
    masterCf: joinLines(withoutServices(BASE_MASTER, added), added),
    scenario,
  };
}

/** Another table type or another file of certificates: the daemons do nothing else than with the first choice. */
const SAME_FOR_DAEMONS = /(?<=[\s=])(?:\$default_database_type|hash|lmdb|cdb)(?=:)|\/etc\/\S+\.(?:pem|crt)/g;

function trialsOf(
  language: 'postfix-main' | 'postfix-master',
  configure: (name: string, text: string) => Configuration,
): [title: string, trials: Trial[]][] {
  return loadSnippets(language).map(({ name, body }) => {
    const run = new Set<string>();
    const trials = expansions(body).map(({ choice, text }) => {
      const essence = text.replace(SAME_FOR_DAEMONS, '');
      const seen = run.has(essence);
      run.add(essence);
      return { ...configure(name, text), choice, run: !seen };
    });
    return [`${language}: ${name}`, trials];
  });
}

/** Each snippet with each of its expansions. */
export function trialsBySnippet(): [title: string, trials: Trial[]][] {
  return [
    ...trialsOf('postfix-main', (name, text) => mainTrial(text, MAIN_SCENARIOS[name]?.(text) ?? {})),
    ...trialsOf('postfix-master', (name, text) => masterTrial(text, MASTER_SCENARIOS[name] ?? {})),
  ];
}

function defaultText(language: 'postfix-main' | 'postfix-master', name: string): string {
  const snippet = loadSnippets(language).find((candidate) => candidate.name === name);
  assert.ok(snippet, `no snippet is called ${name}`);
  return expansions(snippet.body)[0]?.text.trimEnd() ?? '';
}

/** What an administrator who only uses snippets ends up with. */
export function wholeServer(): Trial {
  const settings = [
    ...['Identity of the server', 'TLS for incoming mail', 'TLS for outgoing mail', 'SASL login by Dovecot'],
    ...['Restrictions against spam', 'Size limits', 'Rate limits', 'Protection against SMTP smuggling'],
  ].map((name) => defaultText('postfix-main', name));
  const services = [
    ...['SMTP on port 25', 'SMTP on a second port', 'Submission on port 587', 'Submissions on port 465'],
  ].map((name) => defaultText('postfix-master', name));
  return {
    mainCf: joinLines('alias_maps =', ...settings),
    masterCf: joinLines(BASE_MASTER, ...services),
    scenario: {
      serves: ['postmaster@example.com'],
      deliveries: {},
      complaints: SPAM_COMPLAINTS,
      refusal: SPAM_REFUSAL,
    },
    choice: 'defaults',
    run: true,
  };
}
