import { shortVerdict, stepText, verdictText } from '../explain/verdictText';
import type { DocumentLookup } from '../features/diagnostics';
import {
  RELAY_PICTURE,
  type RelayCell,
  type RelayClass,
  type RelayPicture,
  type RelayPictureService,
  type RelayPlace,
  type UriParams,
} from '../protocol';
import { relayMatrix, type MatrixEntry } from '../relay/matrix';
import { openings } from '../relay/openings';
import type { Scenario } from '../relay/scenario';
import { CLIENT_TEXTS, RECIPIENT_TEXTS, SENDER_TEXTS } from '../relay/texts';
import type { Place } from '../relay/verdict';
import type { MailSystem } from '../system/mailSystem';
import { baseName } from '../system/uris';
import type { Language, Localized } from '../text/localized';
import { safely } from './safely';
import type { Session } from './session';
import { answerInSource } from './templates';

/** Answers what the editor's picture of relaying shows. */
export function registerRelayPicture(session: Session): void {
  session.connection.onRequest(RELAY_PICTURE, ({ uri }: UriParams) =>
    safely(session.connection, undefined, null, async () => {
      const target = await session.target(uri);
      if (!target) return null;
      const { system, language } = target;
      const picture = relayPicture({ system, language, documents: session.lookup(system) });
      return answerInSource(picture, [system]);
    }),
  );
}

export interface PictureInput {
  readonly system: MailSystem;
  readonly language: Language;
  readonly documents: DocumentLookup;
}

/** Every smtpd of a server as a matrix of clients against recipients. */
export function relayPicture(input: PictureInput): RelayPicture {
  const { system, language } = input;
  const entries = relayMatrix(system);
  const services = [...new Set(entries.map(({ service }) => service))];
  return {
    title: system.postfix.directory.split('/').slice(-2).join('/'),
    senders: classes(entries, ({ sender }) => sender, SENDER_TEXTS, language),
    services: services.map((service): RelayPictureService => {
      const own = entries.filter((entry) => entry.service === service);
      return {
        name: service.name,
        clients: classes(own, ({ client }) => client, CLIENT_TEXTS, language),
        recipients: classes(own, ({ recipient }) => recipient, RECIPIENT_TEXTS, language),
        cells: own.map((entry) => cellOf(entry, input)),
      };
    }),
  };
}

function classes<Id extends string>(
  entries: readonly MatrixEntry[],
  idOf: (entry: MatrixEntry) => Id,
  texts: Readonly<Record<Id, Localized>>,
  language: Language,
): RelayClass[] {
  return [...new Set(entries.map(idOf))].map((id) => ({ id, label: texts[id][language] }));
}

function cellOf(entry: MatrixEntry, input: PictureInput): RelayCell {
  const { client, sender, recipient, scenario, verdict } = entry;
  const { language } = input;
  const labelOf = (at: Place): string => placeOf(at, input)?.label ?? baseName(at.uri);
  return {
    ...{ client, sender, recipient },
    kind: verdict.kind,
    open: isOpen(entry, input.system),
    short: shortVerdict(verdict, language),
    summary: verdictText(verdict, language, labelOf),
    dialogue: dialogueOf(scenario),
    trace: verdict.trace.map((step) => ({
      text: stepText(step, language),
      depth: step.depth,
      at: placeOf(step.at ?? step.match?.at, input),
    })),
    at: placeOf(verdict.at, input),
  };
}

/** Mail of a stranger to another server goes through. Routed forms that end in a mailbox of this server do not count. */
function isOpen({ service, client, recipient, verdict }: MatrixEntry, system: MailSystem): boolean {
  if (client !== 'stranger' || verdict.usual !== 'permit') return false;
  if (recipient === 'foreign') return true;
  const ways = ['nothing', 'recipient'];
  return (
    recipient === 'routed' &&
    openings(system).some((one) => one.service === service && ways.includes(one.claim))
  );
}

/** What the client of a scenario is and says. */
function dialogueOf({ client, helo, sender, recipient }: Scenario): string[] {
  const login = client.login === undefined ? '' : `, AUTH ${client.login}`;
  return [
    `[${client.address}]${client.tls ? ', TLS' : ''}${login}`,
    ...(helo === undefined ? [] : [`EHLO ${helo}`]),
    `MAIL FROM:<${sender}>`,
    `RCPT TO:<${recipient}>`,
  ];
}

/** Null where the file is not at hand. */
function placeOf(place: Place | undefined, { documents }: PictureInput): RelayPlace | null {
  const document = place && documents(place.uri);
  if (!place || !document) return null;
  const start = document.positionAt(place.span.start);
  return {
    uri: place.uri,
    label: `${baseName(place.uri)}:${start.line + 1}`,
    range: { start, end: document.positionAt(place.span.end) },
  };
}
