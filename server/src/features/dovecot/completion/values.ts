import { dovecotRecord, type DovecotSubject } from '../../../explain/dovecotSettingMarkdown';
import type { DovecotLine } from '../../../dovecot/version';
import { formatDefault } from '../../../system/doveconf/formatValue';
import type { Proposal } from '../../completion/item';
import { valueGroup } from '../valueGroups';
import type { CompletionPlace, TypedAt } from './place';

/** What may be typed next in the value of a setting. */
export function valueProposals(
  subject: DovecotSubject,
  { typed, word }: Extract<TypedAt, { kind: 'value' }>,
  place: CompletionPlace,
): Proposal[] {
  if (subject.name.startsWith('@')) return groupNames(subject.name, place);
  if (word.startsWith('$')) return referenceProposals(place);
  const proposals = [...wordsOf(subject, place), ...documented(subject, place), ...usual(subject, place)];
  const isEmpty = typed.trim() === '';
  const known = new Set(proposals.map(({ label }) => label));
  const value = isEmpty && subject.fact ? formatDefault(subject.fact, place.dovecot.release.line) : undefined;
  const own: Proposal[] =
    value === undefined || value === '' || known.has(value)
      ? []
      : [{ label: value, kind: 'value', rank: 0, detail: 'doveconf -d' }];
  return [
    ...own,
    ...proposals.filter(({ label }, index) => proposals.findIndex((one) => one.label === label) === index),
  ];
}

/** The words of the type, and those that the prose explains. */
function wordsOf(subject: DovecotSubject, place: CompletionPlace): Proposal[] {
  const { fact, name } = subject;
  const words = fact?.type === 'bool' ? ['yes', 'no'] : (fact?.values ?? []);
  const meanings = Object.keys(dovecotRecord(subject, place)?.values ?? {});
  const fits = (word: string): boolean => fact?.type !== 'enum' || words.includes(word);
  const record = fact?.in === undefined ? (fact?.name ?? name) : `${fact.in}/${fact.name}`;
  return [...new Set([...words, ...meanings.filter(fits)])].map((label) => ({
    label,
    kind: 'value',
    rank: 1,
    subject: { group: 'value', name: label, of: record },
  }));
}

/** Words with records of their own: mechanisms, drivers, password schemes. */
function documented(subject: DovecotSubject, { docs }: CompletionPlace): Proposal[] {
  const found = valueGroup(subject);
  if (!found) return [];
  return docs.names(found.group).map((name) => ({
    label: found.written(name),
    kind: 'value',
    rank: docs.find(found.group, name)?.matters === undefined ? 2 : 1,
    subject: { group: found.group, name },
  }));
}

type Usual = Readonly<Record<string, Readonly<Record<DovecotLine, readonly string[]>>>>;

const both = (...words: string[]): Readonly<Record<DovecotLine, readonly string[]>> => ({
  '2.3': words,
  '2.4': words,
});

/** Plugins that Debian's packages of both lines bring. */
const MAIL_PLUGINS = [
  ...['acl', 'apparmor', 'charset_alias', 'fts', 'fts_solr', 'imap_acl', 'imap_filter_sieve', 'imap_quota'],
  ...[
    'imap_sieve',
    'last_login',
    'lazy_expunge',
    'mail_crypt',
    'mail_crypt_acl',
    'mail_log',
    'mail_lua',
    'notify',
  ],
  ...['notify_status', 'push_notification', 'quota', 'quota_clone', 'sieve', 'trash', 'virtual', 'welcome'],
];

/** Words of settings whose type is text: what administrators write there. */
const USUAL: Usual = {
  protocols: both('imap', 'pop3', 'lmtp', 'sieve', 'submission'),
  mail_plugins: {
    '2.3': [...MAIL_PLUGINS, 'fts_lucene', 'imap_zlib', 'listescape', 'mailbox_alias', 'replication', 'zlib'],
    '2.4': [...MAIL_PLUGINS, 'fts_flatcurve', 'mail_compress'],
  },
  mail_location: {
    '2.3': ['maildir:~/Maildir', 'mbox:~/mail:INBOX=/var/mail/%u', 'mdbox:~/mdbox', 'sdbox:~/sdbox'],
    '2.4': [],
  },
  mail_path: { '2.3': [], '2.4': ['~/Maildir', '%{home}/Maildir'] },
  auth_username_format: {
    '2.3': ['%Lu', '%Ln', '%n', '%u'],
    '2.4': ['%{user | lower}', '%{user | username | lower}', '%{user | username}'],
  },
  mode: both('0600', '0660', '0666'),
  user: both('postfix', 'dovecot', 'vmail', 'root'),
  group: both('postfix', 'dovecot', 'vmail', 'root'),
};

function usual({ name, fact }: DovecotSubject, { dovecot }: CompletionPlace): Proposal[] {
  const isListener = fact !== undefined && `${fact.in ?? ''}/${fact.name}`.includes('_listener');
  const key = isListener ? fact.name.replace(/^.*_listener_/, '') : (fact?.name ?? name);
  const words = isListener || !/^(mode|user|group)$/.test(key) ? USUAL[key] : undefined;
  return (words?.[dovecot.release.line] ?? []).map((label) => ({ label, kind: 'value', rank: 2 }));
}

/** 2.3: `$name`; 2.4: `$SET:name`. */
function referenceProposals({ dovecot: { release } }: CompletionPlace): Proposal[] {
  const sign = release.line === '2.3' ? '$' : '$SET:';
  return release
    .settingsIn('')
    .filter(({ type, hidden }) => hidden !== true && !/^(section|named_|alias|strlist)/.test(type))
    .map(({ name }) => ({
      label: `${sign}${name}`,
      kind: 'reference',
      subject: { group: 'parameter', name, of: '' },
    }));
}

function groupNames(label: string, { dovecot }: CompletionPlace): Proposal[] {
  const names = dovecot.reading.sections.flatMap(({ kind, block }) =>
    kind === 'group' && block.label?.text === label && block.groupName ? block.groupName.text : [],
  );
  return [...new Set(names)].map((name) => ({ label: name, kind: 'reference' }));
}

/** Names inside of `%{…}`; providers come with their colon. */
export function variableProposals({ docs }: CompletionPlace): Proposal[] {
  return docs.names('variables').flatMap((record): Proposal[] => {
    const name = /^%\{(\w+(?::NAME)?)\}$/.exec(record)?.[1];
    if (name === undefined) return [];
    const label = name.replace(/NAME$/, '');
    return [{ label, kind: 'reference', subject: { group: 'variables', name: record } }];
  });
}

/** 2.4: what a variable may be put through. */
export function filterProposals({ docs, dovecot }: CompletionPlace): Proposal[] {
  if (dovecot.release.line === '2.3') return [];
  return docs
    .names('variables')
    .filter((name) => name.startsWith('| '))
    .map((name) => ({ label: name.slice(2), kind: 'option', subject: { group: 'variables', name } }));
}
