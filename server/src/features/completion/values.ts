import type {
  RestrictionArgument,
  RestrictionFact,
  RestrictionStage,
  ValueType,
} from '../../knowledge/types';
import { fieldText } from '../../postfix/masterCf';
import type { PostfixInstance } from '../../system/postfixInstance';
import { typeOf } from '../../explain/parameterMarkdown';
import type { Proposal } from './item';

/** What may be typed next in the value of a parameter, given what stands before the caret. */
export function valueProposals(name: string, typed: string, instance: PostfixInstance): Proposal[] {
  const word = /[^\s,{}()]*$/.exec(typed)?.[0] ?? '';
  if (/\$[{(]?\w*$/.test(typed)) return referenceProposals(instance, word);
  const type = typeOf(name, instance);
  if (type?.kind === 'restrictions') return restrictionProposals(type.stage, typed, instance);
  if (instance.restrictionClasses.has(name)) return restrictionProposals(undefined, typed, instance);
  return [...typedProposals(name, type, word, instance), ...defaultProposal(name, typed, instance)];
}

function typedProposals(
  name: string,
  type: ValueType | undefined,
  word: string,
  instance: PostfixInstance,
): Proposal[] {
  switch (type?.kind) {
    case 'boolean':
      return ['yes', 'no'].map((value) => valueProposal(name, value));
    case 'enum':
    case 'flags':
      return type.values.map((value) => valueProposal(name, value));
    case 'tables':
      return tableProposals(instance);
    case 'transport':
      return transportProposals(instance);
    case 'name':
      return type.of === 'service'
        ? serviceProposals(instance)
        : type.of === 'table-type'
          ? tableTypeNames(instance)
          : [];
    case 'list':
      return [
        ...(type.words ?? []).map((value) => valueProposal(name, value)),
        ...listProposals(type.of, word, instance),
      ];
    default:
      return [];
  }
}

/** Lists in which `type:table` is an item. */
const LISTS_WITH_TABLES: ReadonlySet<string> = new Set(['domain', 'network', 'host', 'table', 'user']);

const TLS_VERSIONS = [
  '>=TLSv1.2',
  '>=TLSv1.3',
  '!SSLv2',
  '!SSLv3',
  '!TLSv1',
  '!TLSv1.1',
  'TLSv1.2',
  'TLSv1.3',
];

function listProposals(of: string, word: string, instance: PostfixInstance): Proposal[] {
  if (of === 'tls-protocol') return TLS_VERSIONS.map((label) => ({ label, kind: 'value' }));
  if (of === 'service' || of === 'transport') return serviceProposals(instance);
  if (of === 'parameter')
    return instance.release.parameterNames.map((label) => ({ label, kind: 'parameter' }));
  const tables = LISTS_WITH_TABLES.has(of) ? tableProposals(instance) : [];
  const names =
    of === 'domain' && word === '' ? ['$myhostname', '$mydomain', 'localhost.$mydomain', 'localhost'] : [];
  return [...names.map((label): Proposal => ({ label, kind: 'reference' })), ...tables];
}

function valueProposal(of: string, label: string): Proposal {
  return { label, kind: 'value', rank: 1, subject: { group: 'value', name: label, of } };
}

/** The default, offered where nothing is typed yet. */
function defaultProposal(name: string, typed: string, instance: PostfixInstance): Proposal[] {
  const value = instance.release.defaultOf(name);
  if (typed.trim() !== '' || value === undefined || value === '' || value === 'yes' || value === 'no')
    return [];
  return [{ label: value, kind: 'value', rank: 0, detail: `postconf -d`, insert: value }];
}

/** All names; with the `$` where it belongs to the word, without it behind `${`. */
function referenceProposals(instance: PostfixInstance, word: string): Proposal[] {
  const before = word.slice(0, word.lastIndexOf('$') + 1);
  const own = [...instance.entries.keys()].filter((name) => !instance.release.parameter(name));
  const propose = (name: string, rank: number): Proposal => ({
    label: `${before}${name}`,
    kind: 'reference',
    rank,
    subject: { group: 'parameter', name },
  });
  const set = new Set(instance.entries.keys());
  return [
    ...own.map((name) => propose(name, 0)),
    ...instance.release.parameterNames.map((name) => propose(name, set.has(name) ? 1 : 5)),
  ];
}

const ARGUMENT_SNIPPETS: Readonly<Record<RestrictionArgument, string>> = {
  table: ' ${1:hash}:${2:/etc/postfix/access}',
  'policy-service': ' ${1:unix:private/policy}',
  'dns-domain': ' ${1:zen.example.net}',
  number: ' ${1:1}',
  restriction: ' ${1:reject_unknown_client_hostname}',
};

/** Restrictions of a list, with their arguments; behind one that wants a table, table types. */
function restrictionProposals(
  stage: RestrictionStage | undefined,
  typed: string,
  instance: PostfixInstance,
): Proposal[] {
  const before = typed.replace(/[^\s,{}()]*$/, '').trimEnd();
  const previous = /([^\s,{}]+)$/.exec(before)?.[1] ?? '';
  const { release } = instance;
  if (release.restriction(previous)?.argument === 'table') return tableProposals(instance);
  const facts = release.restrictionNames.flatMap((name) => release.restriction(name) ?? []);
  const legal = facts.filter(
    ({ stages, replacedBy }) => !replacedBy && (!stage || !stages || stages.includes(stage)),
  );
  const classes = [...instance.restrictionClasses].map((label): Proposal => ({
    label,
    kind: 'class',
    rank: 1,
    subject: { group: 'parameter', name: label },
  }));
  return [...legal.map((fact) => restrictionProposal(fact)), ...classes];
}

function restrictionProposal({ name, argument }: RestrictionFact): Proposal {
  return {
    label: name,
    kind: 'restriction',
    rank: 2,
    ...(argument && { snippet: `${name}${ARGUMENT_SNIPPETS[argument]}` }),
    subject: { group: 'restrictions', name },
  };
}

/** Table types of the release; those of this machine's files come first. */
export function tableProposals(instance: PostfixInstance): Proposal[] {
  return instance.release.tableTypes.map(({ name, source }) => ({
    label: `${name}:`,
    kind: 'table',
    rank: 3,
    snippet: `${name}:${TABLE_SNIPPETS[source]}`,
    subject: { group: 'table-types', name },
  }));
}

const TABLE_SNIPPETS = {
  indexed: '${1:/etc/postfix/table}',
  text: '${1:/etc/postfix/table}',
  pattern: '${1:/etc/postfix/table}',
  client: '${1:/etc/postfix/table.cf}',
  remote: '${1:unix:/run/table.sock}',
  inline: '{ ${1:key = value} }',
  combined: '{ ${1:hash:/etc/postfix/table} }',
  system: '',
} as const;

function tableTypeNames(instance: PostfixInstance): Proposal[] {
  return instance.release.tableTypes.map(({ name }) => ({
    label: name,
    kind: 'table',
    subject: { group: 'table-types', name },
  }));
}

/** Entries of master.cf to which a transport may hand mail. */
function transportProposals(instance: PostfixInstance): Proposal[] {
  return serviceProposals(instance).map((proposal) => ({
    ...proposal,
    label: `${proposal.label}:`,
  }));
}

function serviceProposals(instance: PostfixInstance): Proposal[] {
  const unix = instance.services.filter((service) => fieldText(service, 'type') !== 'inet');
  const names = new Map(
    unix.map((service) => [fieldText(service, 'service'), fieldText(service, 'command')]),
  );
  return [...names].map(([label, command]) => ({ label, kind: 'service', rank: 1, detail: command }));
}
