import { asksForCertificates, asServed, loginOn } from './authentication';
import {
  FOREIGN_DOMAIN,
  needsTls,
  ownAddresses,
  routedForms,
  stranger,
  STRANGER,
  trustedAddress,
} from './examples';
import { judge } from './judge';
import type { Client, Scenario } from './scenario';
import { relayServices, type RelayService } from './services';
import type { ServiceSettings } from './settings';
import type { MailSystem } from '../system/mailSystem';
import type { Verdict } from './verdict';

export type ClientClass = 'stranger' | 'mynetworks' | 'authenticated' | 'certificate';
export type SenderClass = 'own' | 'foreign' | 'null';
export type RecipientClass = 'local' | 'relay' | 'foreign' | 'routed';

/** One combination of classes, with the scenario that stands for it. */
export interface MatrixEntry {
  readonly service: RelayService;
  readonly client: ClientClass;
  readonly sender: SenderClass;
  readonly recipient: RecipientClass;
  readonly scenario: Scenario;
  readonly verdict: Verdict;
}

const known = new WeakMap<MailSystem, readonly MatrixEntry[]>();

/** Every service for every class of client, sender and recipient; worked out once for each system. */
export function relayMatrix(system: MailSystem): readonly MatrixEntry[] {
  let entries = known.get(system);
  if (!entries) known.set(system, (entries = relayServices(system).flatMap(entriesOf)));
  return entries;
}

function entriesOf(service: RelayService): MatrixEntry[] {
  const { settings } = service;
  return entriesFor(service, sendersOf(settings), recipientsOf(settings));
}

const plain = new WeakMap<RelayService, readonly MatrixEntry[]>();

/** Only what a glance is worth: every class of clients, a foreign sender, recipients in their usual form. */
export function plainEntries(service: RelayService): readonly MatrixEntry[] {
  let entries = plain.get(service);
  if (!entries) {
    const { settings } = service;
    const senders = sendersOf(settings).filter(([name]) => name === 'foreign');
    const recipients = recipientsOf(settings).filter(([name]) => name !== 'routed');
    plain.set(service, (entries = entriesFor(service, senders, recipients)));
  }
  return entries;
}

type Classes<Name, Example> = readonly (readonly [Name, Example])[];

function entriesFor(
  service: RelayService,
  senders: Classes<SenderClass, string>,
  recipients: Classes<RecipientClass, readonly string[]>,
): MatrixEntry[] {
  const { settings } = service;
  return clientsOf(settings).flatMap(([client, who]) =>
    senders.flatMap(([sender, from]) =>
      recipients.flatMap(([recipient, forms]) => {
        const tried = forms.map((to): MatrixEntry => {
          const scenario = { client: who, helo: `mail.${STRANGER.domain}`, sender: from, recipient: to };
          const verdict = judge(settings, scenario);
          return { service, client, sender, recipient, scenario, verdict };
        });
        return widest(tried);
      }),
    ),
  );
}

const WIDTH: Readonly<Record<Verdict['kind'], number>> = { permit: 3, depends: 2, defer: 1, reject: 0 };

/** Of several forms of one recipient, the one that goes furthest. */
function widest(entries: readonly MatrixEntry[]): MatrixEntry[] {
  const [first, ...others] = entries;
  if (!first) return [];
  return [
    others.reduce(
      (best, entry) => (WIDTH[entry.verdict.kind] > WIDTH[best.verdict.kind] ? entry : best),
      first,
    ),
  ];
}

/** The classes of clients that this service can have. */
export function clientsOf(settings: ServiceSettings): Classes<ClientClass, Client> {
  const anybody = stranger(settings);
  const login = { ...anybody, login: 'user', tls: anybody.tls || loginOn(settings) === 'under-tls' };
  const certified = {
    ...anybody,
    tls: true,
    certificate: { fingerprint: firstFingerprint(settings), trusted: true },
  };
  return [
    ['stranger', anybody],
    ['mynetworks', { address: trustedAddress(settings), tls: needsTls(settings) }],
    ...(asServed(settings, login).login === undefined ? [] : [['authenticated', login] as const]),
    ...(asksForCertificates(settings) ? [['certificate', certified] as const] : []),
  ];
}

/** A certificate that `relay_clientcerts` lists, if its table can be read. */
function firstFingerprint(settings: ServiceSettings): string {
  for (const { text } of settings.list('relay_clientcerts')) {
    const table = settings.system.tables.open(text, 'exact');
    if ((table.kind === 'keyed' || table.kind === 'inline') && table.entries[0]) return table.entries[0].key;
  }
  return UNLISTED;
}

const UNLISTED = '00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00';

function sendersOf(settings: ServiceSettings): Classes<SenderClass, string> {
  return [
    ['own', ownAddresses(settings).local.replace(/^postmaster@/, 'user@')],
    ['foreign', `user@${STRANGER.domain}`],
    ['null', ''],
  ];
}

function recipientsOf(settings: ServiceSettings): Classes<RecipientClass, readonly string[]> {
  const { local, relay } = ownAddresses(settings);
  return [
    ['local', [local]],
    ...(relay === undefined ? [] : [['relay', [relay]] as const]),
    ['foreign', [`user@${FOREIGN_DOMAIN}`]],
    [
      'routed',
      [local, ...(relay === undefined ? [] : [relay])].flatMap((own) => Object.values(routedForms(own))),
    ],
  ];
}
