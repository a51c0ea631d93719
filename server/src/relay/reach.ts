import { plainEntries, type ClientClass, type RecipientClass } from './matrix';
import { relayServices, type RelayService } from './services';
import type { MailSystem } from '../system/mailSystem';
import type { Place, TraceStep } from './verdict';

/** What one restriction says to a class of clients about a class of recipients. */
export interface Reached {
  readonly client: ClientClass;
  readonly recipient: RecipientClass;
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
  return relayServices(system)
    .filter(({ settings }) => settings.list(list).some(({ at }) => at && isSame(at, place)))
    .slice(0, MAXIMUM_SERVICES)
    .map((service) => ({
      service,
      reached: plainEntries(service).map(({ client, recipient, verdict }): Reached => {
        const step = verdict.trace.find(({ at }) => at && isSame(at, place));
        return { client, recipient, ...(step && { step }) };
      }),
    }));
}

const isSame = (one: Place, other: Place): boolean =>
  one.uri === other.uri && one.span.start === other.span.start;
