import type { DocGroup } from '../../../knowledge/docs';
import { pathsOf } from '../../../rules/dovecotSockets';
import { holderOf } from '../../../system/dovecot/sections';
import { socketUses } from '../../../system/sockets';
import type { Proposal } from '../../completion/item';
import type { CompletionPlace } from './place';

/** Names that a block of a type usually has, written as a label. */
type Labels = (place: CompletionPlace) => readonly Label[];

interface Label {
  readonly text: string;
  readonly group?: DocGroup;
  readonly rank?: number;
}

const plain = (...texts: string[]): readonly Label[] => texts.map((text) => ({ text }));

const PROTOCOLS = ['imap', 'pop3', 'lmtp', 'lda', 'sieve', 'submission', 'doveadm'];

const documented =
  (group: DocGroup): Labels =>
  ({ docs, dovecot }) =>
    dovecot.release.line === '2.4' ? docs.names(group).map((text) => ({ text, group })) : [];

const LABELS: Readonly<Record<string, Labels>> = {
  service: ({ dovecot }) => plain(...dovecot.release.services.map(({ name }) => name)),
  protocol: () => plain(...PROTOCOLS, '!imap'),
  passdb: documented('passdb-drivers'),
  userdb: documented('userdb-drivers'),
  namespace: () => plain('inbox'),
  mailbox: () => plain('Drafts', 'Sent', '"Sent Messages"', 'Junk', 'Trash', 'Archive'),
  unix_listener: (place) => [...socketsOfPostfix(place), ...listenersOf('unix_listener', 'path', place)],
  fifo_listener: (place) => listenersOf('fifo_listener', 'path', place),
  inet_listener: (place) => listenersOf('inet_listener', 'name', place),
  sieve_script: () => plain('personal', 'before', 'after', 'default'),
  group: () => plain('@mailbox_defaults', '@metric_defaults'),
};

/** What a block of this type may be called; with braces behind it where none are. */
export function labelProposals(type: string, word: string, place: CompletionPlace): Proposal[] {
  const isQuoted = word.startsWith('"');
  const isOpened = place.rest.trim() !== '' && !place.rest.trim().startsWith('#');
  const ending = isOpened ? '' : type === 'group' ? ' ${1:name} {\n\t$0\n}' : ' {\n\t$0\n}';
  return (LABELS[type]?.(place) ?? [])
    .filter(({ text }) => !isQuoted || text.startsWith('"'))
    .map(({ text, group, rank }) => ({
      label: text,
      kind: 'class',
      ...(ending === '' ? { insert: text } : { snippet: `${text.replace(/[\\$}]/g, '\\$&')}${ending}` }),
      rank: rank ?? 5,
      ...(group && { subject: { group, name: text } }),
    }));
}

/** Where the settings of Postfix look for a socket. */
function socketsOfPostfix({ system, section }: CompletionPlace): Label[] {
  const { postfix } = system;
  const service = holderOf(section)?.block.label?.text ?? '';
  const program = PROGRAMS[service];
  const used = socketUses(postfix)
    .filter((use) => use.program === program)
    .flatMap((use) => pathsOf(postfix, use));
  const usual = USUAL[service] ?? [];
  return [...new Set([...used, ...usual])].map((text) => ({ text, rank: 1 }));
}

/** Service of Dovecot → the program of Postfix that connects to it. */
const PROGRAMS: Readonly<Record<string, string>> = { auth: 'smtpd', lmtp: 'lmtp' };

const USUAL: Readonly<Record<string, readonly string[]>> = {
  auth: ['/var/spool/postfix/private/auth'],
  lmtp: ['/var/spool/postfix/private/dovecot-lmtp'],
};

/** The listeners that a service has by itself. */
function listenersOf(kind: string, key: string, { dovecot, section }: CompletionPlace): Label[] {
  const service = holderOf(section)?.block.label?.text;
  const own = dovecot.release.services.find(({ name }) => name === service)?.listeners ?? [];
  return own.flatMap(({ kind: other, settings }) => {
    const text = settings[key];
    return other === kind && typeof text === 'string' ? { text } : [];
  });
}
