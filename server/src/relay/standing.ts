import { parseNetwork } from '../postfix/networks';
import type { MailSystem } from '../system/mailSystem';
import { asServed, loginOn, type Login } from './authentication';
import { FOREIGN_DOMAIN, isLoopback, memberOf, needsTls, STRANGER } from './examples';
import { judge } from './judge';
import { clientsOf, type ClientClass } from './matrix';
import { isExposed, openings, type Claim } from './openings';
import type { Client } from './scenario';
import { relayServices, type RelayService } from './services';
import { canStart } from './startUp';
import type { Verdict } from './verdict';

export type Answer = 'yes' | 'no' | 'depends';

/** Who may send to other servers through one service. */
export interface Standing {
  readonly service: RelayService;
  /** Without a list that keeps strangers from relaying smtpd does not start, and nobody may anything. */
  readonly starts: boolean;
  /** False for a service that listens on this machine alone. */
  readonly exposed: boolean;
  /** The widest way in for strangers; undefined where there is none. */
  readonly claim?: Claim;
  /** The networks of `mynetworks` from which clients may relay, or may under conditions. */
  readonly networks: readonly {
    readonly text: string;
    readonly loopback: boolean;
    readonly answer: Answer;
  }[];
  /** Clients in `mynetworks` that may not are none the less in a list of networks. */
  readonly trusted: Answer;
  /** Absent where nobody can log in. */
  readonly logins?: { readonly answer: Answer; readonly when: Exclude<Login, 'never'> };
  /** Absent where no certificate is asked for. */
  readonly certificates?: Answer;
}

const known = new WeakMap<MailSystem, readonly Standing[]>();

/** No server has more; a generated file of thousands must not hold an editor up. */
const MAXIMUM_SERVICES = 50;

/** For the services of a server; worked out once for each system. */
export function standings(system: MailSystem): readonly Standing[] {
  let found = known.get(system);
  if (!found) {
    const services = relayServices(system).slice(0, MAXIMUM_SERVICES);
    known.set(system, (found = services.map((one) => standingOf(system, one))));
  }
  return found;
}

/** Long lists are judged up to here. */
const MAXIMUM_NETWORKS = 8;

function standingOf(system: MailSystem, service: RelayService): Standing {
  const { settings } = service;
  const claim = openings(system).find((one) => one.service === service && one.claim !== 'private')?.claim;
  const networks = settings
    .list('mynetworks')
    .filter(({ text }) => !text.startsWith('!'))
    .flatMap(({ text }) => {
      const network = parseNetwork(text);
      return network ? [{ text, network }] : [];
    })
    .slice(0, MAXIMUM_NETWORKS)
    .map(({ text, network }) => {
      const client = { address: memberOf(network), tls: needsTls(settings) };
      return { text, loopback: isLoopback(network), answer: toForeign(service, client) };
    });
  const byClass = new Map(clientsOf(settings));
  const answer = (of: ClientClass): Answer | undefined => {
    const client = byClass.get(of);
    return client && toForeign(service, asServed(settings, client));
  };
  const logins = answer('authenticated');
  const when = loginOn(settings);
  const certificates = answer('certificate');
  return {
    service,
    starts: canStart(settings),
    exposed: isExposed(service),
    networks: networks.filter((one) => one.answer !== 'no'),
    trusted: answer('mynetworks') ?? 'no',
    ...(claim && { claim }),
    ...(logins && when !== 'never' && { logins: { answer: logins, when } }),
    ...(certificates && { certificates }),
  };
}

const ANSWERS: Readonly<Record<Verdict['kind'], Answer>> = {
  permit: 'yes',
  reject: 'no',
  defer: 'no',
  depends: 'depends',
};

/** May the client send to another server? */
function toForeign({ settings }: RelayService, client: Client): Answer {
  const verdict = judge(settings, {
    client,
    helo: `mail.${STRANGER.domain}`,
    sender: `user@${STRANGER.domain}`,
    recipient: `user@${FOREIGN_DOMAIN}`,
  });
  // What a blocklist may still refuse is none the less allowed.
  return verdict.kind === 'depends' && verdict.usual === 'permit' ? 'yes' : ANSWERS[verdict.kind];
}
