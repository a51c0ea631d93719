import { STRANGER, ownAddresses } from './examples';
import { judge } from './judge';
import { clientsOf, plainEntries, type ClientClass, type RecipientClass } from './matrix';
import { relayServices, type RelayService } from './services';
import type { MailSystem } from '../system/mailSystem';
import type { Place, TraceStep, Verdict } from './verdict';

/** What one restriction says to a class of clients about a class of recipients, or to their ETRN. */
export interface Reached {
  readonly client: ClientClass;
  readonly recipient: RecipientClass | 'etrn';
  /** Absent where another restriction has decided before. */
  readonly step?: TraceStep;
}

/** What a restriction says in one service. */
export interface Reach {
  readonly service: RelayService;
  readonly reached: readonly Reached[];
}

/** More than these are judged for no hover. */
const MAXIMUM_SERVICES = 20;

/** The services in whose lists the restriction at a place stands, with what it says to each class in each of them. */
export function reachOf(system: MailSystem, list: string, place: Place): Reach[] {
  const attempts = list === 'smtpd_etrn_restrictions' ? etrnAttempts : plainEntries;
  return relayServices(system)
    .filter(({ settings }) => settings.list(list).some(({ at }) => at && isSame(at, place)))
    .slice(0, MAXIMUM_SERVICES)
    .map((service) => ({
      service,
      reached: attempts(service).map(({ client, recipient, verdict }): Reached => {
        const step = verdict.trace.find(({ at }) => at && isSame(at, place));
        return { client, recipient, ...(step && { step }) };
      }),
    }));
}

/** Every class of clients asks for the mail of a domain that this server keeps mail for. */
function etrnAttempts({ settings }: RelayService): (Omit<Reached, 'step'> & { readonly verdict: Verdict })[] {
  const { local, relay = local } = ownAddresses(settings);
  const etrn = relay.slice(relay.lastIndexOf('@') + 1);
  return clientsOf(settings).map(([client, who]) => {
    const scenario = { client: who, helo: `mail.${STRANGER.domain}`, sender: '', recipient: '', etrn };
    return { client, recipient: 'etrn', verdict: judge(settings, scenario) };
  });
}

const isSame = (one: Place, other: Place): boolean =>
  one.uri === other.uri && one.span.start === other.span.start;
